// Numbers of every type and order to float32, row-major, in pieces: the file's own form is never in memory as a whole.
#include "weights/tensor_table.hpp"

#include <algorithm>
#include <array>
#include <bit>
#include <cstring>
#include <limits>
#include <numeric>
#include <span>
#include <stdexcept>

namespace neural_style {
namespace {

static_assert(std::endian::native == std::endian::little, "the numbers are taken as they lie in the file");

constexpr std::size_t piece = 1U << 16U;  // bytes

float float_of(std::uint8_t number) { return number; }
float float_of(float number) { return number; }
float float_of(double number) { return static_cast<float>(number); }

struct BFloat16 {
  std::uint16_t bits;
};
/// The upper half of a float32.
float float_of(BFloat16 number) { return std::bit_cast<float>(std::uint32_t{number.bits} << 16U); }

struct Float16 {
  std::uint16_t bits;
};
/// IEEE 754's binary16, infinities and NaN included: whoever takes no such weights must see them.
float float_of(Float16 number) {
  const std::uint32_t sign = (number.bits & 0x8000U) << 16U;
  const std::uint32_t magnitude = (number.bits & 0x7FFFU) << 13U;
  constexpr std::uint32_t infinity = 0x7C00U << 13U;
  constexpr float exponent_difference = 0x1p112F;  // between the two formats' biases, 127 and 15
  const std::uint32_t value = magnitude >= infinity
                                  ? magnitude | 0x7F800000U
                                  : std::bit_cast<std::uint32_t>(std::bit_cast<float>(magnitude) * exponent_difference);
  return std::bit_cast<float>(value | sign);
}

/// Directions by how far apart neighbours lie in the file, farthest first. Those of one position alone say nothing.
std::vector<std::size_t> by_stride(const StoredTensor& tensor) {
  std::vector<std::size_t> order(tensor.shape.size());
  std::iota(order.begin(), order.end(), std::size_t{0});
  std::erase_if(order, [&](std::size_t direction) { return tensor.shape[direction] == 1; });
  std::stable_sort(order.begin(), order.end(),
                   [&](std::size_t a, std::size_t b) { return tensor.strides[a] > tensor.strides[b]; });
  return order;
}

/// Where the numbers go, one after the other as they lie in the file.
class Places {
 public:
  explicit Places(const StoredTensor& tensor) {
    const Shape strides = row_major(tensor.shape);
    for (const std::size_t direction : by_stride(tensor)) {
      digits_.push_back({tensor.shape[direction], strides[direction]});
    }
  }

  /// Counts up, the last direction fastest.
  std::size_t next() {
    const std::size_t here = place_;
    for (std::size_t digit = digits_.size(); digit-- > 0;) {
      Digit& moving = digits_[digit];
      place_ += moving.stride;
      if (++moving.position < moving.count) {
        break;
      }
      place_ -= moving.stride * moving.count;
      moving.position = 0;
    }
    return here;
  }

 private:
  struct Digit {
    std::size_t count;
    std::size_t stride;
    std::size_t position = 0;
  };
  std::vector<Digit> digits_;
  std::size_t place_ = 0;
};

template <class Number>
std::vector<float> floats(const StoredTensor& tensor, const ReadBytes& read) {
  std::vector<float> numbers(product(tensor.shape, 1).value());
  std::array<Number, piece / sizeof(Number)> stored{};
  Places places(tensor);
  std::uint64_t at = tensor.begin;
  for (std::size_t done = 0; done < numbers.size();) {
    const std::span<Number> some = std::span(stored).first(std::min(stored.size(), numbers.size() - done));
    const std::span<std::byte> bytes = std::as_writable_bytes(some);
    read(at, {static_cast<char*>(static_cast<void*>(bytes.data())), bytes.size()});
    for (const Number number : some) {
      numbers[places.next()] = float_of(number);
    }
    done += some.size();
    at += bytes.size();
  }
  return numbers;
}

}  // namespace

std::optional<std::size_t> product(const Shape& shape, std::size_t each) {
  std::size_t count = each;
  for (const std::size_t side : shape) {
    if (side != 0 && count > std::numeric_limits<std::size_t>::max() / side) {
      return std::nullopt;
    }
    count *= side;
  }
  return count;
}

Shape row_major(const Shape& shape) {
  Shape strides(shape.size());
  std::size_t stride = 1;
  for (std::size_t direction = shape.size(); direction-- > 0;) {
    strides[direction] = stride;
    stride *= shape[direction];
  }
  return strides;
}

StoredTensor as_list(StoredTensor tensor) {
  tensor.shape = {product(tensor.shape, 1).value_or(0)};
  tensor.strides = {1};
  return tensor;
}

bool is_dense(const StoredTensor& tensor) {
  const std::vector<std::size_t> order = by_stride(tensor);
  std::size_t expected = 1;
  return std::all_of(order.rbegin(), order.rend(), [&](std::size_t direction) {
    const bool dense = tensor.strides[direction] == expected;
    expected *= tensor.shape[direction];
    return dense;
  });
}

std::vector<float> read_floats(const StoredTensor& tensor, const ReadBytes& read) {
  switch (tensor.type) {
    case NumberType::uint8:
      return floats<std::uint8_t>(tensor, read);
    case NumberType::float16:
      return floats<Float16>(tensor, read);
    case NumberType::bfloat16:
      return floats<BFloat16>(tensor, read);
    case NumberType::float32:
      return floats<float>(tensor, read);
    case NumberType::float64:
      return floats<double>(tensor, read);
    case NumberType::other:
      break;
  }
  throw std::logic_error("these are no weights");
}

}  // namespace neural_style
