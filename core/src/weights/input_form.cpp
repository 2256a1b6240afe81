#include "weights/input_form.hpp"

#include <algorithm>
#include <charconv>
#include <cmath>
#include <cstddef>
#include <span>
#include <system_error>

#include "weights/network_weights.hpp"

namespace neural_style {
namespace {

constexpr std::size_t channels = 3;
constexpr std::size_t kernel = 9;  // 3x3

/// The next word of the text, taken away from it.
std::string_view take_word(std::string_view& text) {
  const std::size_t end = std::min(text.find(' '), text.size());
  const std::string_view word = text.substr(0, end);
  text.remove_prefix(std::min(end + 1, text.size()));
  return word;
}

std::optional<double> take_number(std::string_view& text) {
  const std::string_view word = take_word(text);
  double number = 0;
  const auto [end, error] = std::from_chars(word.data(), word.data() + word.size(), number);
  const bool whole = error == std::errc() && end == word.data() + word.size();
  return whole && std::isfinite(number) ? std::optional(number) : std::nullopt;
}

/// The upper left weights of conv1_1's first three output channels, for blue and green.
using Corner = std::array<std::array<float, 3>, 2>;

// Simonyan and Zisserman's VGG-19 and VGG-16. The first are as in our own file, the others as Keras documents them.
constexpr std::array<Corner, 2> oxford = {Corner{{{0.3412F, 0.0956F, 0.0177F}, {0.4642F, 0.0336F, 0.1025F}}},
                                          Corner{{{0.4295F, 0.1173F, 0.0340F}, {0.5504F, 0.0209F, 0.0988F}}}};

/// Whether the weights have that corner where blue is the channel of that number.
bool has_corner(std::span<const float> weight, const Corner& corner, std::size_t blue) {
  constexpr std::size_t green = 1;
  constexpr float rounding = 0.01F;  // room for weights that went through 8 bits
  for (std::size_t output = 0; output < corner[0].size(); ++output) {
    const auto differs = [&](std::size_t channel, float expected) {
      return std::abs(weight[(output * channels + channel) * kernel] - expected) > rounding;
    };
    if (differs(blue, corner[0][output]) || differs(green, corner[1][output])) {
      return false;
    }
  }
  return true;
}

}  // namespace

std::optional<InputForm> parse_input_form(std::string_view text) {
  InputForm form;
  const std::string_view order = take_word(text);
  form.rgb = order == "rgb";
  const auto white = take_number(text);
  if ((!form.rgb && order != "bgr") || white.value_or(0) <= 0) {
    return std::nullopt;
  }
  form.white = *white;
  for (double& mean : form.mean) {
    const auto number = take_number(text);
    if (!number || *number < 0 || *number > form.white) {
      return std::nullopt;
    }
    mean = *number;
  }
  for (double& deviation : form.deviation) {
    const auto number = take_number(text);
    if (number.value_or(0) <= 0) {
      return std::nullopt;
    }
    deviation = *number;
  }
  return text.empty() ? std::optional(form) : std::nullopt;
}

InputForm recognised_input(const NetworkWeights& network) {
  // vgg19-d01eb7cb.pth and vgg16-00b39a1b.pth (github.com/jcjohnson/pytorch-vgg) hold Simonyan and Zisserman's weights
  // for Caffe's input, under torchvision's names; others hold them with conv1_1 turned to RGB. Neither the format (both
  // are of 2017) nor the size of the weights tells them from torchvision's own (in both, those of conv1_1 are about
  // 0.2: the networks differ in scale only from the first ReLU on). So these two networks are known by their weights.
  const std::vector<float>& weight = network.layers.front().weight;
  constexpr std::size_t blue_in_bgr = 0;
  constexpr std::size_t blue_in_rgb = 2;
  for (const Corner& corner : oxford) {
    if (has_corner(weight, corner, blue_in_bgr)) {
      return caffe_input;
    }
    if (has_corner(weight, corner, blue_in_rgb)) {
      return matconvnet_input;
    }
  }
  return torchvision_input;
}

void adopt_input_form(NetworkWeights& network, const InputForm& form) {
  constexpr double our_white = 255;
  const double to_ours = our_white / form.white;
  std::vector<float>& weight = network.layers.front().weight;
  for (std::size_t i = 0; i < weight.size(); ++i) {
    const std::size_t channel = i / kernel % channels;
    weight[i] = static_cast<float>(weight[i] / (to_ours * form.deviation[channel]));
  }
  std::transform(form.mean.begin(), form.mean.end(), network.mean_bgr.begin(),
                 [&](double mean) { return mean * to_ours; });
  if (form.rgb) {
    std::reverse(network.mean_bgr.begin(), network.mean_bgr.end());
    for (auto output = weight.begin(); output != weight.end(); output += channels * kernel) {
      std::swap_ranges(output, output + kernel, output + 2 * kernel);
    }
  }
}

}  // namespace neural_style
