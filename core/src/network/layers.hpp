// The layers of VGG-19 that style transfer uses, by name and number.
#pragma once

#include <array>
#include <cstddef>
#include <stdexcept>
#include <string_view>

namespace neural_style {

/// conv1_1 … conv5_1, in order; "features of conv1_1" are its values after the ReLU.
inline constexpr std::array<std::string_view, 13> layer_names = {"conv1_1", "conv1_2", "conv2_1", "conv2_2", "conv3_1",
                                                                 "conv3_2", "conv3_3", "conv3_4", "conv4_1", "conv4_2",
                                                                 "conv4_3", "conv4_4", "conv5_1"};

inline constexpr std::size_t layer_count = layer_names.size();

/// Number of the layer, 0..12. Throws std::invalid_argument if there is none of that name.
constexpr std::size_t layer_number(std::string_view name) {
  for (std::size_t layer = 0; layer < layer_count; ++layer) {
    if (layer_names[layer] == name) {
      return layer;
    }
  }
  throw std::invalid_argument("VGG-19 has no such layer");
}

/// Whether the layer's input was pooled: the first of each block but the first block.
constexpr bool pooled_before(std::size_t layer) { return layer > 0 && layer_names[layer].ends_with("_1"); }

/// The block of the layer, 1..5: its features have 2^(block-1) times fewer positions a side than the picture has.
constexpr int block_of(std::size_t layer) { return layer_names[layer][4] - '0'; }

/// Length of a side at the layer, of a picture's: halved by each pooling, a last odd position counting as one.
constexpr int side_at(int side, std::size_t layer) {
  for (int block = 1; block < block_of(layer); ++block) {
    side = (side + 1) / 2;
  }
  return side;
}

}  // namespace neural_style
