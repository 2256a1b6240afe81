// A part of a file that zlib has compressed, read from front to back, and from the front again where that is needed.
#pragma once

#include <zlib.h>

#include <cstdint>
#include <span>
#include <vector>

#include "weights/model_file.hpp"

namespace neural_style {

class InflatedBytes {
 public:
  /// `size` compressed bytes from `begin` on, which lie in the file. Not to outlive it.
  InflatedBytes(const ModelFile& file, std::uint64_t begin, std::uint64_t size);
  InflatedBytes(const InflatedBytes&) = delete;
  InflatedBytes& operator=(const InflatedBytes&) = delete;
  InflatedBytes(InflatedBytes&&) = delete;
  InflatedBytes& operator=(InflatedBytes&&) = delete;
  ~InflatedBytes();

  /// As ReadBytes says. It takes time to go back, or far ahead, but no memory.
  void read(std::uint64_t at, std::span<char> into);

 private:
  void rewind();
  void inflate_into(std::span<char> into);

  const ModelFile& file_;
  std::uint64_t begin_;
  std::uint64_t size_;
  z_stream stream_ = {};
  std::vector<char> input_;
  std::vector<char> passed_;    ///< what comes out and is not asked for
  std::uint64_t taken_ = 0;     ///< compressed bytes that the stream was given
  std::uint64_t position_ = 0;  ///< bytes that came out of it
};

}  // namespace neural_style
