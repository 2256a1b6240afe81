// Memory that is used again.
#pragma once

#include <sys/mman.h>

#include <array>
#include <cstddef>
#include <memory>
#include <new>

namespace neural_style::cpu {

/// Numbers without a value until they are written. Grows where it must and never shrinks, so that work that is done
/// over and over allocates only the first time. What it held is lost when it grows. Throws std::bad_alloc.
template <class Number>
class Buffer {
 public:
  Number* at_least(std::size_t count) {
    if (count > size_) {
      values_.reset();  // first, so that both are never held at once
      size_ = 0;
      void* const memory = ::operator new(count * sizeof(Number), alignment);
      values_.reset(static_cast<Number*>(memory));
      size_ = count;
      // The kernels jump about in it: with small pages they would wait for addresses. A wish, whose refusal is no harm.
      if (count * sizeof(Number) >= huge_page) {
        madvise(memory, count * sizeof(Number), MADV_HUGEPAGE);
      }
    }
    return values_.get();
  }

  [[nodiscard]] Number* get() const { return values_.get(); }

  void release() {
    values_.reset();
    size_ = 0;
  }

 private:
  static constexpr std::size_t huge_page = std::size_t{2} << 20;
  // madvise() wants whole pages.
  static constexpr std::align_val_t alignment{4096};
  struct Free {
    void operator()(Number* values) const { ::operator delete(values, alignment); }
  };

  std::unique_ptr<Number, Free> values_;
  std::size_t size_ = 0;
};

/// Two buffers that take turns: what is made from the values in one goes into the other.
template <class Number>
class BufferPair {
 public:
  /// The one that `taken` is not in, with room for `count` numbers; either, if it is in none.
  Number* other(const Number* taken, std::size_t count) {
    const bool first_is_taken = taken != nullptr && taken == buffers_[0].get();
    return buffers_[first_is_taken ? 1 : 0].at_least(count);
  }

  void release() {
    for (Buffer<Number>& buffer : buffers_) {
      buffer.release();
    }
  }

 private:
  std::array<Buffer<Number>, 2> buffers_;
};

}  // namespace neural_style::cpu
