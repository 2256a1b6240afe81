// The models shipped with the library, those that the user has imported, and those named by their path.
#include "neural_style/models.hpp"

#include <algorithm>
#include <array>
#include <cstdlib>
#include <fstream>
#include <optional>
#include <string_view>
#include <system_error>
#include <utility>

#include "model_channels.hpp"
#include "neural_style/data_folder.hpp"
#include "neural_style/error.hpp"
#include "neural_style/translation.hpp"
#include "settings/quote.hpp"
#include "weights/model_store.hpp"
#include "weights/network_weights.hpp"
#include "weights/sha256.hpp"

namespace neural_style {
namespace {

namespace fs = std::filesystem;

struct Shipped {
  std::string_view name;
  std::string_view file;
  std::string_view purpose;
  std::string_view licence;
  std::string_view source;
  LayerChannels channels;
};

constexpr std::array shipped = {
    Shipped{"vgg19", "vgg19_palette8.safetensors", tr_noop("what Neural Style paints with by default"),
            "CC BY 4.0, Visual Geometry Group, University of Oxford",
            "VGG-19 (Simonyan and Zisserman 2014), conv1_1 to conv5_1, 8-bit palette", vgg19_channels},
    Shipped{"draft",
            "draft_palette8.safetensors",
            tr_noop("for drafts and weak machines: a fifth of the operations"),
            "CC BY 4.0, as vgg19",
            "derived from vgg19, fitted to give the features of some of its channels",
            {64, 64, 64, 0, 128, 128, 0, 0, 192, 192, 0, 0, 256}},
};

fs::path shipped_file(const Shipped& model) { return data_folder() / "models" / model.file; }

Model shipped_model(const Shipped& shipped_one) {
  Model model;
  model.name = shipped_one.name;
  model.file = shipped_file(shipped_one);
  model.family = "VGG-19";
  model.licence = shipped_one.licence;
  model.source = shipped_one.source;
  model.purpose = shipped_one.purpose;
  model.description = describe(model);
  return model;
}

bool is_file(const fs::path& file) {
  std::error_code ignored;
  return fs::is_regular_file(file, ignored);
}

const Shipped* find_shipped(std::string_view name) {
  const auto* const found =
      std::find_if(shipped.begin(), shipped.end(), [&](const Shipped& each) { return each.name == name; });
  return found == shipped.end() ? nullptr : found;
}

/// The folder of imported models; nothing where there can be none.
std::optional<fs::path> possible_folder() {
  // The standard has relative paths passed over.
  constexpr const char* below = "neural-style/models";
  const auto absolute = [](const char* variable) -> std::optional<fs::path> {
    // NOLINTNEXTLINE(concurrency-mt-unsafe): nothing here changes the environment
    const char* const value = std::getenv(variable);
    return value != nullptr && fs::path(value).is_absolute() ? std::optional<fs::path>(value) : std::nullopt;
  };
  if (const auto data = absolute("XDG_DATA_HOME")) {
    return *data / below;
  }
  if (const auto home = absolute("HOME")) {
    return *home / ".local/share" / below;
  }
  return std::nullopt;
}

std::vector<Model> imported_models() {
  const auto folder = possible_folder();
  return folder ? stored_models(*folder) : std::vector<Model>();
}

std::string known_names() {
  std::string names;
  const auto add = [&](std::string_view name) { names += (names.empty() ? "" : ", ") + quote(name); };
  for (const Shipped& each : shipped) {
    add(each.name);
  }
  for (const Model& each : imported_models()) {
    add(each.name);
  }
  return names;
}

void copy_to(const fs::path& file, const ArrivingFile& copy) {
  std::error_code error;
  fs::copy_file(file, copy.path(), fs::copy_options::overwrite_existing, error);
  if (error) {
    throw Error(say("The model file \"{0}\" cannot be copied to \"{1}\": {2}. Check permissions and free space.",
                    file.string(), copy.path().parent_path().string(), error.message()));
  }
}

Model with_file(std::string name, const fs::path& file) {
  Model model;
  model.name = std::move(name);
  model.file = file;
  model.description = tr("a file of yours");
  return model;
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
  if (const Shipped* const found = find_shipped(name)) {
    return found->channels;
  }
  const bool is_path = name.find('/') != std::string::npos;
  const auto folder = is_path ? std::nullopt : possible_folder();
  return (folder ? stored_channels(*folder, name) : std::nullopt).value_or(vgg19_channels);
}

void check_new_name(const std::string& name) {
  check_name(name);
  const auto folder = possible_folder();
  std::error_code none;
  if (find_shipped(name) != nullptr || (folder && fs::exists(manifest_file(*folder, name), none))) {
    throw Error(say("There is a model {0} already. Choose another name, or remove that one first.", quote(name)));
  }
}

std::vector<Model> list_models() {
  std::vector<Model> models;
  for (const Shipped& each : shipped) {
    Model model = shipped_model(each);
    if (is_file(model.file)) {
      models.push_back(std::move(model));
    }
  }
  for (Model& each : imported_models()) {
    models.push_back(std::move(each));
  }
  return models;
}

Model find_model(const std::string& name) {
  if (name.find('/') != std::string::npos) {
    if (!is_file(name)) {
      throw Error(say("There is no model file \"{0}\".", name));
    }
    return with_file(name, name);
  }
  const Shipped* const found = find_shipped(name);
  if (found == nullptr) {
    const auto folder = possible_folder();
    if (auto model = folder ? stored_model(*folder, name) : std::nullopt) {
      return *std::move(model);
    }
    throw Error(
        say("There is no model {0}; there are {1}, and paths of files (with a \"/\").", quote(name), known_names()));
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
  if (model.imported) {
    if (sha256(model.file) != model.sha256) {
      throw Error(
          say("The model {0} is not the one that was imported: its file \"{1}\" has changed. Remove it, and "
              "import it again.",
              quote(model.name), model.file.string()));
    }
    return;
  }
  const fs::path checksum = fs::path(model.file).replace_extension(".sha256");
  if (is_file(checksum) && sha256(model.file) != recorded_checksum(checksum)) {
    throw Error(say(
        "The model file \"{0}\" is not the one that its checksum \"{1}\" was taken from. Install Neural Style again.",
        model.file.string(), checksum.string()));
  }
}

fs::path models_folder() {
  if (const auto folder = possible_folder()) {
    return *folder;
  }
  throw Error(
      tr("There is no place for models: HOME does not name your home folder. Set it to the folder's full path."));
}

Model import_model(const fs::path& file, const std::string& name, const ModelOrigin& origin) {
  check_new_name(name);
  read_network(file);  // before it is copied, so that the sentence is about the user's own file
  const fs::path folder = models_folder();
  make_folder(folder);
  const ArrivingFile copy(folder);
  copy_to(file, copy);
  return store_model(folder, copy.path(), name, origin);
}

void remove_model(const std::string& name) {
  if (find_shipped(name) != nullptr) {
    throw Error(
        say("The model {0} belongs to Neural Style and stays. Only imported models can be removed.", quote(name)));
  }
  check_name(name);
  const fs::path folder = models_folder();
  std::error_code error;
  const bool exists = fs::exists(manifest_file(folder, name), error);
  if (!exists) {
    throw Error(say("There is no imported model {0}.", quote(name)));
  }
  const FolderLock alone(folder);
  // First what says that there is one.
  fs::remove(manifest_file(folder, name), error);
  if (!error) {
    fs::remove(stored_file(folder, name), error);
  }
  if (error) {
    throw Error(say("The model {0} cannot be removed: {1}. Check the permissions of \"{2}\".", quote(name),
                    error.message(), folder.string()));
  }
}

}  // namespace neural_style
