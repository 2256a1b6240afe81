// "frames/frame_%04d.png": the files of a numbered sequence.
#pragma once

#include <cstdint>
#include <filesystem>
#include <optional>
#include <string>

namespace neural_style::cli {

class FramePattern {
 public:
  /// A path whose file name holds the number as printf() and FFmpeg write it: %d, or %04d for four digits at least;
  /// %% is a percent sign. Throws CLI::ValidationError if it is none: the usage is wrong then.
  explicit FramePattern(const std::string& pattern);

  /// The file of that frame.
  [[nodiscard]] std::filesystem::path file(std::int64_t number) const;

  /// The lowest number that there is a file of; none: there is none.
  [[nodiscard]] std::optional<std::int64_t> lowest() const;

 private:
  std::filesystem::path folder_;
  std::string before_;
  std::string after_;
  std::size_t digits_ = 1;  ///< at least
};

}  // namespace neural_style::cli
