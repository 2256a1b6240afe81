#include "weights/inflated.hpp"

#include <algorithm>
#include <new>

#include "neural_style/translation.hpp"

namespace neural_style {
namespace {

constexpr std::size_t piece = 1U << 16U;

unsigned char* zlib_bytes(std::span<char> bytes) {
  return static_cast<unsigned char*>(static_cast<void*>(bytes.data()));
}

}  // namespace

InflatedBytes::InflatedBytes(const ModelFile& file, std::uint64_t begin, std::uint64_t size)
    : file_(file), begin_(begin), size_(size), input_(piece), passed_(piece) {
  if (inflateInit(&stream_) != Z_OK) {
    throw std::bad_alloc();
  }
}

InflatedBytes::~InflatedBytes() { inflateEnd(&stream_); }

void InflatedBytes::rewind() {
  inflateReset(&stream_);
  stream_.avail_in = 0;
  taken_ = 0;
  position_ = 0;
}

void InflatedBytes::inflate_into(std::span<char> into) {
  stream_.next_out = zlib_bytes(into);
  stream_.avail_out = static_cast<uInt>(into.size());
  while (stream_.avail_out > 0) {
    if (stream_.avail_in == 0) {
      const std::span<char> next = std::span(input_).first(std::min<std::uint64_t>(input_.size(), size_ - taken_));
      file_.read(begin_ + taken_, next);
      taken_ += next.size();
      stream_.next_in = zlib_bytes(next);
      stream_.avail_in = static_cast<uInt>(next.size());
    }
    // Without input that is left, Z_BUF_ERROR.
    const int state = inflate(&stream_, Z_NO_FLUSH);
    if (state != Z_OK && !(state == Z_STREAM_END && stream_.avail_out == 0)) {
      file_.reject(tr("its compressed part is damaged"));
    }
  }
  position_ += into.size();
}

void InflatedBytes::read(std::uint64_t at, std::span<char> into) {
  if (at < position_) {
    rewind();
  }
  while (position_ < at) {
    inflate_into(std::span(passed_).first(std::min<std::uint64_t>(passed_.size(), at - position_)));
  }
  constexpr std::size_t most = 1U << 30U;  // zlib counts in 32 bits
  for (; !into.empty(); into = into.subspan(std::min(into.size(), most))) {
    inflate_into(into.first(std::min(into.size(), most)));
  }
}

}  // namespace neural_style
