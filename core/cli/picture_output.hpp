// -o, --depth and --json: how pictures are written and told of, by stylize and sequence.
#pragma once

#include <CLI/CLI.hpp>
#include <filesystem>
#include <string>

#include "cli/interruption.hpp"
#include "cli/json.hpp"
#include "neural_style/image_file.hpp"
#include "neural_style/stylize.hpp"

namespace neural_style::cli {

class PictureOutput {
 public:
  /// Adds the options, -o as `help` and `placeholder` say; keeps the addresses of members, so do not move this object
  /// afterwards.
  void add_to(CLI::App& command, const std::string& help, const std::string& placeholder);

  /// What -o says.
  [[nodiscard]] const std::string& name() const { return name_; }

  /// Throws Error if no picture can be written there, before the work that makes it.
  void check(const std::filesystem::path& file) const { check_writable(file, depth()); }

  /// Throws Error if that fails.
  void write(const Image& picture, const std::filesystem::path& file, Interruption& interruption) const;

  /// Says on the standard output what was written there: a sentence, or `also` and more in a line of JSON.
  void report(const Result& result, const std::filesystem::path& file, const Json& also = Json::object()) const;

 private:
  [[nodiscard]] Depth depth() const { return bits_ == 16 ? Depth::bits16 : Depth::bits8; }

  std::string name_;
  int bits_ = 8;
  bool json_ = false;
};

}  // namespace neural_style::cli
