#include "cli/picture_output.hpp"

#include <sys/resource.h>

#include <cstdint>
#include <iostream>

namespace neural_style::cli {
namespace {

/// Bytes that this process held at most, so far.
std::int64_t peak_memory() {
  rusage usage{};
  getrusage(RUSAGE_SELF, &usage);
  // NOLINTNEXTLINE(cppcoreguidelines-pro-type-union-access): the C library pads its fields by unions
  return std::int64_t{usage.ru_maxrss} * 1024;
}

}  // namespace

void PictureOutput::add_to(CLI::App& command, const std::string& help, const std::string& placeholder) {
  command.add_option("-o,--output", name_, help)->required()->type_name(placeholder);
  command.add_option("--depth", bits_, "Bits a channel of the output: 8 or, for PNG and TIFF, 16")
      ->check(CLI::IsMember({8, 16}))
      ->type_name("BITS")
      ->capture_default_str();
  command.add_flag("--json", json_, "Say on the standard output in a line of JSON what came of each picture");
}

void PictureOutput::write(const Image& picture, const std::filesystem::path& file, Interruption& interruption) const {
  const auto whole_files_only = interruption.hold_off();
  write_image(picture, file, depth());
}

void PictureOutput::report(const Result& result, const std::filesystem::path& file, const Json& also) const {
  const std::string size = size_text(result.picture.width(), result.picture.height());
  if (!json_) {
    std::cout << file.string() << ": " << size << " pixels, " << result.evaluations << " evaluations, "
              << result.seconds << " s" << std::endl;
    return;
  }
  Json line = {{"output", file.string()},
               {"size", size},
               {"evaluations", result.evaluations},
               {"seconds", result.seconds},
               {"losses", losses_json(result.losses)},
               {"peak_memory", peak_memory()}};
  line.update(also);
  std::cout << line_of(line) << std::endl;
}

}  // namespace neural_style::cli
