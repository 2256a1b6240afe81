#include "weights/caffe.hpp"

#include <algorithm>
#include <array>
#include <string>
#include <vector>

#include "neural_style/translation.hpp"

namespace neural_style {
namespace {

// The fields of caffe.proto that are read, by message.
namespace net {
constexpr std::uint64_t layers = 2;  // of before 2014: V1LayerParameter
constexpr std::uint64_t layer = 100;
}  // namespace net
namespace layer {
constexpr std::uint64_t name = 1;
constexpr std::uint64_t blobs = 7;
}  // namespace layer
namespace old_layer {
constexpr std::uint64_t name = 4;
constexpr std::uint64_t blobs = 6;
}  // namespace old_layer
namespace blob {
constexpr std::uint64_t first_side = 1;  // of the four of before 2015
constexpr std::uint64_t last_side = 4;
constexpr std::uint64_t data = 5;
constexpr std::uint64_t shape = 7;
}  // namespace blob
namespace blob_shape {
constexpr std::uint64_t dim = 1;
}  // namespace blob_shape

// The encoding's own numbers for how a field is written.
constexpr std::uint64_t varint = 0;
constexpr std::uint64_t fixed64 = 1;
constexpr std::uint64_t length_delimited = 2;
constexpr std::uint64_t fixed32 = 5;

// VGG-19 has about 500. Each takes two bytes of the file at least, but a call to the system to read.
constexpr int most_fields = 100'000;
constexpr std::uint64_t longest_name = 256;
constexpr std::size_t most_sides = 8;

struct Field {
  std::uint64_t number;
  std::uint64_t type;
  std::uint64_t value;  ///< of a varint
  std::uint64_t begin;  ///< of what is length-delimited
  std::uint64_t end;
};

/// Goes through the fields of a message.
class Message {
 public:
  Message(const ModelFile& file, int& fields_left, std::uint64_t begin, std::uint64_t end)
      : file_(file), fields_left_(fields_left), at_(begin), end_(end) {}

  [[nodiscard]] bool next(Field& field) {
    if (at_ == end_) {
      return false;
    }
    if (--fields_left_ < 0) {
      fail();
    }
    const std::uint64_t key = number();
    constexpr unsigned type_bits = 3;
    field = {key >> type_bits, key & 7U, 0, at_, at_};
    switch (field.type) {
      case varint:
        field.value = number();
        break;
      case fixed64:
        skip(sizeof(std::uint64_t));
        break;
      case fixed32:
        skip(sizeof(std::uint32_t));
        break;
      case length_delimited: {
        const std::uint64_t length = number();
        field.begin = at_;
        skip(length);
        field.end = at_;
        break;
      }
      default:
        fail();
    }
    return true;
  }

  [[nodiscard]] Message inner(const Field& field) const {
    if (field.type != length_delimited) {
      fail();
    }
    return {file_, fields_left_, field.begin, field.end};
  }

  /// Seven bits a byte, the lowest first, the eighth bit set where more follow.
  std::uint64_t number() {
    std::uint64_t value = 0;
    for (unsigned shift = 0; shift < 64; shift += 7) {
      std::array<char, 1> byte{};
      if (at_ >= end_) {
        fail();
      }
      file_.read(at_++, byte);
      const auto bits = static_cast<unsigned char>(byte[0]);
      value |= static_cast<std::uint64_t>(bits & 0x7FU) << shift;
      if ((bits & 0x80U) == 0) {
        return value;
      }
    }
    fail();
  }

  [[nodiscard]] bool at_end() const { return at_ == end_; }

  [[noreturn]] void fail() const { file_.reject(tr("its message is not readable")); }

 private:
  void skip(std::uint64_t length) {
    if (length > end_ - at_) {
      fail();
    }
    at_ += length;
  }

  const ModelFile& file_;
  int& fields_left_;
  std::uint64_t at_;
  std::uint64_t end_;
};

void add_side(const Message& message, Shape& shape, std::uint64_t side) {
  if (shape.size() == most_sides) {
    message.fail();
  }
  shape.push_back(side);
}

Shape shape_of(Message message) {
  Shape shape;
  for (Field field{}; message.next(field);) {
    if (field.number == blob_shape::dim && field.type == varint) {
      add_side(message, shape, field.value);
    } else if (field.number == blob_shape::dim) {
      for (Message packed = message.inner(field); !packed.at_end();) {
        add_side(message, shape, packed.number());
      }
    }
  }
  return shape;
}

/// float32, one after the other, as caffe.proto asks ("packed").
StoredTensor tensor_of(Message message) {
  StoredTensor tensor;
  std::uint64_t bytes = 0;
  for (Field field{}; message.next(field);) {
    if (field.number >= blob::first_side && field.number <= blob::last_side && field.type == varint) {
      add_side(message, tensor.shape, field.value);
    } else if (field.number == blob::shape) {
      tensor.shape = shape_of(message.inner(field));
    } else if (field.number == blob::data && field.type == length_delimited) {
      tensor.type = NumberType::float32;
      tensor.begin = field.begin;
      bytes = field.end - field.begin;
    }
  }
  if (tensor.type == NumberType::float32 && product(tensor.shape, sizeof(float)) != bytes) {
    message.fail();
  }
  return tensor;
}

struct Layer {
  std::string name;
  std::vector<StoredTensor> blobs;
};

Layer layer_of(const ModelFile& file, Message message, std::uint64_t name_number, std::uint64_t blobs_number) {
  Layer found;
  for (Field field{}; message.next(field);) {
    if (field.number == name_number && field.type == length_delimited) {
      found.name.resize(std::min(field.end - field.begin, longest_name));
      file.read(field.begin, found.name);
    } else if (field.number == blobs_number) {
      found.blobs.push_back(tensor_of(message.inner(field)));
    }
  }
  return found;
}

}  // namespace

bool is_caffe(std::span<const char> head) {
  // The net's name, or its first layer: a field's number and type.
  constexpr unsigned char name = 0x0A;
  constexpr unsigned char old_layer_first = 0x12;
  constexpr std::array<unsigned char, 2> layer_first = {0xA2, 0x06};
  if (head.size() < layer_first.size()) {
    return false;
  }
  const auto first = static_cast<unsigned char>(head[0]);
  const auto second = static_cast<unsigned char>(head[1]);
  return first == name || first == old_layer_first || (first == layer_first[0] && second == layer_first[1]);
}

TensorTable read_caffe(const ModelFile& file) {
  TensorTable table;
  table.read = file.reader();
  int fields_left = most_fields;
  Message message(file, fields_left, 0, file.size());
  for (Field field{}; message.next(field);) {
    Layer found;
    if (field.number == net::layer) {
      found = layer_of(file, message.inner(field), layer::name, layer::blobs);
    } else if (field.number == net::layers) {
      found = layer_of(file, message.inner(field), old_layer::name, old_layer::blobs);
    }
    if (found.blobs.size() == 2) {
      table.tensors[found.name + ".weight"] = found.blobs[0];
      table.tensors[found.name + ".bias"] = as_list(found.blobs[1]);  // used to have four sides, three of them 1
    }
  }
  for (auto& [name, tensor] : table.tensors) {
    tensor.strides = row_major(tensor.shape);
  }
  return table;
}

}  // namespace neural_style
