// A model's file, of which no more is read than is needed: of VGG-19 with its classifier that is a tenth.
#pragma once

#include <cstdint>
#include <filesystem>
#include <functional>
#include <span>
#include <string_view>
#include <vector>

namespace neural_style {

/// Fills `into` with what lies at byte `at` of a file, or of what a file holds compressed. Throws Error if that is
/// less.
using ReadBytes = std::function<void(std::uint64_t at, std::span<char> into)>;

/// An open file. Read rather than mapped: a file that becomes shorter meanwhile is then a sentence, not a signal.
class ModelFile {
 public:
  /// Throws Error if there is none, if it is no plain file, or if it cannot be read.
  explicit ModelFile(std::filesystem::path file);
  ModelFile(const ModelFile&) = delete;
  ModelFile& operator=(const ModelFile&) = delete;
  ModelFile(ModelFile&&) = delete;
  ModelFile& operator=(ModelFile&&) = delete;
  ~ModelFile();

  [[nodiscard]] std::uint64_t size() const { return size_; }

  /// As ReadBytes says.
  void read(std::uint64_t at, std::span<char> into) const;

  /// read() of this file; not to outlive it.
  [[nodiscard]] ReadBytes reader() const;

  /// Up to `most` bytes from the beginning.
  [[nodiscard]] std::vector<char> head(std::size_t most) const;

  /// For whoever finds something wrong with the contents: throws the Error "The model file … is damaged or no model:
  /// `what`…"
  [[noreturn]] void reject(std::string_view what) const;

 private:
  std::filesystem::path file_;
  std::uint64_t size_;
  int descriptor_;
};

}  // namespace neural_style
