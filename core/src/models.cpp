// The models shipped with the library, and those that the user names by their path.
#include "neural_style/models.hpp"

#include <algorithm>
#include <array>
#include <fstream>
#include <string_view>
#include <system_error>

#include "model_channels.hpp"
#include "neural_style/data_folder.hpp"
#include "neural_style/error.hpp"
#include "neural_style/translation.hpp"
#include "settings/quote.hpp"
#include "weights/network_weights.hpp"
#include "weights/sha256.hpp"

namespace neural_style {
namespace {

namespace fs = std::filesystem;

struct Shipped {
  std::string_view name;
  std::string_view file;
  std::string_view description;
  LayerChannels channels;
};

constexpr std::array shipped = {
    Shipped{
        "vgg19", "vgg19_palette8.safetensors",
        "VGG-19 (Simonyan and Zisserman 2014), conv1_1 to conv5_1, 8-bit palette; Visual Geometry Group, University "
        "of Oxford, CC BY 4.0",
        vgg19_channels},
    Shipped{"draft",
            "draft_palette8.safetensors",
            "A fifth of VGG-19's operations, fitted to give the features of some of its channels: for drafts and weak "
            "machines; derived from vgg19, CC BY 4.0",
            {64, 64, 64, 0, 128, 128, 0, 0, 192, 192, 0, 0, 256}},
};

fs::path shipped_file(const Shipped& model) { return data_folder() / "models" / model.file; }

Model shipped_model(const Shipped& model) {
  return {std::string(model.name), shipped_file(model), std::string(model.description)};
}

bool is_file(const fs::path& file) {
  std::error_code ignored;
  return fs::is_regular_file(file, ignored);
}

std::string shipped_names() {
  std::string names;
  for (const Shipped& each : shipped) {
    names += (names.empty() ? "" : ", ") + quote(each.name);
  }
  return names;
}

/// The checksum in a file as sha256sum writes it: the digits, white space, the name.
std::string recorded_checksum(const fs::path& file) {
  std::ifstream stream(file);
  std::string digits;
  stream >> digits;
  const bool hexadecimal = digits.find_first_not_of("0123456789abcdef") == std::string::npos;
  if (digits.size() != 64 || !hexadecimal) {
    throw Error(say("The checksum file \"{0}\" holds no SHA-256 checksum. Install Neural Style again.", file.string()));
  }
  return digits;
}

}  // namespace

LayerChannels model_channels(const std::string& name) {
  const auto* const found =
      std::find_if(shipped.begin(), shipped.end(), [&](const Shipped& each) { return each.name == name; });
  return found == shipped.end() ? vgg19_channels : found->channels;
}

std::vector<Model> list_models() {
  std::vector<Model> models;
  for (const Shipped& each : shipped) {
    Model model = shipped_model(each);
    if (is_file(model.file)) {
      models.push_back(std::move(model));
    }
  }
  return models;
}

Model find_model(const std::string& name) {
  if (name.find('/') != std::string::npos) {
    if (!is_file(name)) {
      throw Error(say("There is no model file \"{0}\".", name));
    }
    return {name, name, tr("a file of yours")};
  }
  const auto* const found =
      std::find_if(shipped.begin(), shipped.end(), [&](const Shipped& each) { return each.name == name; });
  if (found == shipped.end()) {
    throw Error(
        say("There is no model {0}; there are {1}, and paths of files (with a \"/\").", quote(name), shipped_names()));
  }
  Model model = shipped_model(*found);
  if (!is_file(model.file)) {
    throw Error(say("The model {0} is missing: there is no file \"{1}\". Install Neural Style again.", quote(name),
                    model.file.string()));
  }
  return model;
}

void verify_model(const Model& model) {
  read_network(model.file);
  const fs::path checksum = fs::path(model.file).replace_extension(".sha256");
  if (is_file(checksum) && sha256(model.file) != recorded_checksum(checksum)) {
    throw Error(say(
        "The model file \"{0}\" is not the one that its checksum \"{1}\" was taken from. Install Neural Style again.",
        model.file.string(), checksum.string()));
  }
}

}  // namespace neural_style
