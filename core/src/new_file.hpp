// A file that appears whole or not at all.
#pragma once

#include <cstdint>
#include <filesystem>
#include <optional>
#include <span>

#include "descriptor.hpp"

namespace neural_style {

/// What is written goes to a file beside it, which reaches the disk and then takes its place and permissions, and is
/// removed if it never does. Its name is short, whatever the length of the other's, and hidden. Through a symbolic
/// link, what it points to is replaced. All throw Error, and leave what was there, if that fails.
class NewFile {
 public:
  /// Throws Error for a folder that does not exist or takes no files, or for a place taken by something else than a
  /// file or by one that may not be written to.
  explicit NewFile(const std::filesystem::path& file);
  NewFile(const NewFile&) = delete;
  NewFile& operator=(const NewFile&) = delete;
  NewFile(NewFile&&) = delete;
  NewFile& operator=(NewFile&&) = delete;
  ~NewFile();

  /// Adds the bytes to its end.
  void write(std::span<const std::uint8_t> bytes);

  /// Once, after all was written.
  void take_place();

 private:
  [[noreturn]] void fail(int error) const;

  std::filesystem::path file_;
  std::filesystem::path beside_;
  std::optional<Descriptor> descriptor_;
};

}  // namespace neural_style
