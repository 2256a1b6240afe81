#include "cli/snapshots.hpp"

#include <algorithm>
#include <cstddef>
#include <string>
#include <system_error>
#include <utility>

#include "neural_style/error.hpp"
#include "neural_style/image_file.hpp"

namespace neural_style::cli {
namespace {

std::filesystem::path file_name(int evaluation) {
  const std::string digits = std::to_string(evaluation);
  return "picture_" + std::string(6 - std::min(std::size_t{6}, digits.size()), '0') + digits + ".png";
}

}  // namespace

Snapshots::Snapshots(std::filesystem::path folder, int every) : folder_(std::move(folder)), every_(every) {
  std::error_code error;
  std::filesystem::create_directories(folder_, error);
  if (error) {
    throw Error("The folder \"" + folder_.string() + "\" for snapshots cannot be made: " + error.message() + ".");
  }
  check_writable(folder_ / file_name(every_));
}

void Snapshots::write(const Image& picture, const Evaluation& evaluation) {
  written_ = evaluation.evaluation / every_;
  write_image(picture, folder_ / file_name(written_ * every_));
}

}  // namespace neural_style::cli
