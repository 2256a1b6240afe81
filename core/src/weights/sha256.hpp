// Checksums.
#pragma once

#include <nettle/sha2.h>

#include <filesystem>
#include <span>
#include <string>

namespace neural_style {

/// SHA-256 of bytes that come piece by piece.
class Sha256 {
 public:
  Sha256();

  void add(std::span<const std::byte> bytes);

  /// Once, in the end: 64 lower-case hexadecimal digits.
  std::string digits();

 private:
  sha256_ctx context_{};
};

/// Of a model's file. Throws Error if it cannot be read.
std::string sha256(const std::filesystem::path& file);

}  // namespace neural_style
