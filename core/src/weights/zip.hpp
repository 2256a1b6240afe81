// The entries of a zip archive, as far as PyTorch writes them: stored as they are, so that their numbers can be read at
// any place. https://pkware.cachefly.net/webdocs/casestudies/APPNOTE.TXT describes the format, version 6.3 here.
#pragma once

#include <cstdint>
#include <map>
#include <span>
#include <string>

#include "weights/model_file.hpp"

namespace neural_style {

struct ZipEntry {
  std::uint64_t begin = 0;  ///< byte of the file
  std::uint64_t size = 0;
};

/// Whether a file that begins so is one.
bool is_zip(std::span<const char> head);

/// By name. Throws Error, by `file`, if the archive is damaged, or has entries that are compressed or encrypted.
std::map<std::string, ZipEntry, std::less<>> read_zip(const ModelFile& file);

}  // namespace neural_style
