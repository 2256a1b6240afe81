// SHA-256 by Nettle.
#include "weights/sha256.hpp"

#include <nettle/base16.h>
#include <nettle/sha2.h>

#include <array>
#include <cstdint>
#include <vector>

#include "weights/whole_file.hpp"

namespace neural_style {

std::string sha256(const std::filesystem::path& file) {
  const std::vector<char> contents = whole_file(file);
  const void* const bytes = contents.data();
  sha256_ctx context{};
  sha256_init(&context);
  sha256_update(&context, contents.size(), static_cast<const std::uint8_t*>(bytes));
  std::array<std::uint8_t, SHA256_DIGEST_SIZE> digest{};
  sha256_digest(&context, digest.size(), digest.data());
  std::string text(BASE16_ENCODE_LENGTH(SHA256_DIGEST_SIZE), '\0');
  base16_encode_update(text.data(), digest.size(), digest.data());
  return text;
}

}  // namespace neural_style
