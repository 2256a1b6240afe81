// The form in which a network wants the pictures: whoever trained it chose that, and few files say it.
#pragma once

#include <array>
#include <optional>
#include <string_view>

namespace neural_style {

struct NetworkWeights;

/// A channel of the input is (level - mean) / deviation, where black has the level 0 and white `white`.
struct InputForm {
  bool rgb = false;  ///< order of the channels, in the weights and below: RGB, or BGR
  double white = 255;
  std::array<double, 3> mean = {103.939, 116.779, 123.68};
  std::array<double, 3> deviation = {1, 1, 1};
};

/// As Simonyan and Zisserman's networks have it in Caffe, and ours: BGR, 0..255, less the mean.
inline constexpr InputForm caffe_input = {};

/// As MatConvNet's copies of them have it.
inline constexpr InputForm matconvnet_input = {true, 255, {123.68, 116.779, 103.939}, {1, 1, 1}};

/// As torchvision documents for all of its networks.
inline constexpr InputForm torchvision_input = {true, 1, {0.485, 0.456, 0.406}, {0.229, 0.224, 0.225}};

/// From a text like "rgb 1 0.485 0.456 0.406 0.229 0.224 0.225": the order, the level of white, three means, and three
/// deviations. Nothing if it is none that can be.
std::optional<InputForm> parse_input_form(std::string_view text);

/// For names that torchvision gives, which also stand for weights from elsewhere: what the weights of conv1_1 are known
/// to want, or torchvision's form.
InputForm recognised_input(const NetworkWeights& network);

/// Makes a network that takes its input in that form one that takes it as NetworkWeights says: conv1_1 does the rest.
/// Padding with zeros still pads with the mean, so that nothing changes but rounding.
void adopt_input_form(NetworkWeights& network, const InputForm& form);

}  // namespace neural_style
