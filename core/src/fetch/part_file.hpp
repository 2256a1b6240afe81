// The file that a download grows in.
#pragma once

#include <cstdint>
#include <filesystem>
#include <span>
#include <string>

namespace neural_style {

/// Stays until it is taken or removed, for the next try to go on with. One process at a time has it.
class PartFile {
 public:
  /// Throws Error if another process has it, or if it cannot be written.
  explicit PartFile(std::filesystem::path file);
  PartFile(const PartFile&) = delete;
  PartFile& operator=(const PartFile&) = delete;
  PartFile(PartFile&&) = delete;
  PartFile& operator=(PartFile&&) = delete;
  ~PartFile();

  [[nodiscard]] const std::filesystem::path& path() const { return file_; }
  [[nodiscard]] std::uint64_t size() const { return size_; }

  /// False if that cannot be written; why() then says the reason.
  bool append(std::span<const char> bytes);

  /// Begins anew.
  bool clear();

  [[nodiscard]] const std::string& why() const { return why_; }

  /// Takes it from the disk. What has it open keeps it.
  void remove();

 private:
  bool failed(int error);

  std::filesystem::path file_;
  int descriptor_;
  std::uint64_t size_ = 0;
  std::string why_;
};

}  // namespace neural_style
