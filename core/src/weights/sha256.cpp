// SHA-256 by Nettle.
#include "weights/sha256.hpp"

#include <nettle/base16.h>

#include <algorithm>
#include <array>
#include <cstdint>
#include <vector>

#include "weights/model_file.hpp"

namespace neural_style {

Sha256::Sha256() { sha256_init(&context_); }

void Sha256::add(std::span<const std::byte> bytes) {
  const void* const first = bytes.data();
  sha256_update(&context_, bytes.size(), static_cast<const std::uint8_t*>(first));
}

std::string Sha256::digits() {
  std::array<std::uint8_t, SHA256_DIGEST_SIZE> digest{};
  sha256_digest(&context_, digest.size(), digest.data());
  std::string text(BASE16_ENCODE_LENGTH(SHA256_DIGEST_SIZE), '\0');
  base16_encode_update(text.data(), digest.size(), digest.data());
  return text;
}

std::string sha256(const std::filesystem::path& file) {
  const ModelFile contents(file);
  Sha256 sum;
  std::vector<char> piece(1U << 16U);
  for (std::uint64_t at = 0; at < contents.size(); at += piece.size()) {
    piece.resize(std::min<std::uint64_t>(piece.size(), contents.size() - at));
    contents.read(at, piece);
    sum.add(std::as_bytes(std::span(piece)));
  }
  return sum.digits();
}

}  // namespace neural_style
