// libtiff's files, in memory.
#pragma once

#include <tiffio.h>

#include <cstdint>
#include <memory>

#include "picture/codec.hpp"

namespace neural_style::tiff {

using Handle = std::unique_ptr<TIFF, decltype(&TIFFClose)>;

/// A file in memory, read or grown.
struct Memory {
  BytesView in;
  Bytes out;
  std::uint64_t position = 0;

  [[nodiscard]] std::uint64_t size() const { return in.empty() ? out.size() : in.size(); }
};

/// `memory` outlives it. `mode` is TIFFOpen()'s. Null if it is no TIFF.
Handle open(Memory& memory, const char* mode);

}  // namespace neural_style::tiff
