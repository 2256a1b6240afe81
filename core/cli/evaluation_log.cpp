#include "cli/evaluation_log.hpp"

#include <cerrno>
#include <cstdint>
#include <string>
#include <system_error>
#include <utility>

#include "cli/json.hpp"
#include "neural_style/error.hpp"

namespace neural_style::cli {
namespace {

[[noreturn]] void fail(const std::filesystem::path& file) {
  throw Error("The log \"" + file.string() + "\" cannot be written: " + std::generic_category().message(errno) + ".");
}

/// Bytes of the lines that a log begins with for the evaluations before `evaluation`.
std::uintmax_t length_before(const std::filesystem::path& file, int evaluation) {
  std::ifstream stream(file);
  std::uintmax_t length = 0;
  int before = 0;
  for (std::string line; before + 1 < evaluation && std::getline(stream, line); ++before) {
    const Json json = Json::parse(line, nullptr, false);
    if (stream.eof() || !json.is_object() || !json.contains("evaluation") || json["evaluation"] != before + 1) {
      break;
    }
    length += line.size() + 1;
  }
  return length;
}

}  // namespace

EvaluationLog::EvaluationLog(std::filesystem::path file) : file_(std::move(file)) {
  stream_.open(file_, std::ios::app);
  if (!stream_) {
    fail(file_);
  }
}

void EvaluationLog::write(const Evaluation& evaluation) {
  if (!begun_) {
    // Cut off rather than written anew, so that no moment finds less than there is to keep.
    std::error_code error;
    if (std::filesystem::is_regular_file(file_, error)) {
      std::filesystem::resize_file(file_, length_before(file_, evaluation.evaluation), error);
    }
    if (error) {
      throw Error("The log \"" + file_.string() + "\" cannot be written: " + error.message() + ".");
    }
    begun_ = true;
  }
  const Json line = {{"evaluation", evaluation.evaluation}, {"scale", size_text(evaluation.width, evaluation.height)},
                     {"seconds", evaluation.seconds},       {"loss", evaluation.loss},
                     {"content", evaluation.content},       {"style", evaluation.style}};
  // Flushed, so that the log can be followed.
  stream_ << line_of(line) + '\n' << std::flush;
  if (!stream_) {
    fail(file_);
  }
}

}  // namespace neural_style::cli
