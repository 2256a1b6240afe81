// SHA-256 by Nettle.
#include "weights/sha256.hpp"

#include <nettle/base16.h>
#include <nettle/sha2.h>

#include <algorithm>
#include <array>
#include <cstdint>
#include <vector>

#include "weights/model_file.hpp"

namespace neural_style {

std::string sha256(const std::filesystem::path& file) {
  const ModelFile contents(file);
  sha256_ctx context{};
  sha256_init(&context);
  std::vector<char> piece(1U << 16U);
  for (std::uint64_t at = 0; at < contents.size(); at += piece.size()) {
    piece.resize(std::min<std::uint64_t>(piece.size(), contents.size() - at));
    contents.read(at, piece);
    const void* const bytes = piece.data();
    sha256_update(&context, piece.size(), static_cast<const std::uint8_t*>(bytes));
  }
  std::array<std::uint8_t, SHA256_DIGEST_SIZE> digest{};
  sha256_digest(&context, digest.size(), digest.data());
  std::string text(BASE16_ENCODE_LENGTH(SHA256_DIGEST_SIZE), '\0');
  base16_encode_update(text.data(), digest.size(), digest.data());
  return text;
}

}  // namespace neural_style
