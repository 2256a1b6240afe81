// How wide a model's layers are, for a forecast that does not read its file.
#pragma once

#include <array>
#include <string>

#include "network/layers.hpp"

namespace neural_style {

/// Channels of each layer's features; 0: there is no such layer.
using LayerChannels = std::array<int, layer_count>;

inline constexpr LayerChannels vgg19_channels = {64, 64, 128, 128, 256, 256, 256, 256, 512, 512, 512, 512, 512};

/// Those of the model that the setting `model` names; of a file named by its path VGG-19's, since none has more.
LayerChannels model_channels(const std::string& name);

}  // namespace neural_style
