#include "weights/model_store.hpp"

#include <fcntl.h>
#include <sys/file.h>
#include <unistd.h>

#include <algorithm>
#include <cctype>
#include <cerrno>
#include <nlohmann/json.hpp>
#include <system_error>
#include <utility>

#include "file_bytes.hpp"
#include "neural_style/error.hpp"
#include "neural_style/translation.hpp"
#include "settings/quote.hpp"
#include "weights/network_weights.hpp"
#include "weights/sha256.hpp"

namespace neural_style {
namespace {

namespace fs = std::filesystem;
using Json = nlohmann::ordered_json;

constexpr std::string_view format = "neural-style model";
constexpr int version = 1;
constexpr std::string_view arriving = ".import-";  // how the names of files begin that are no models yet
constexpr std::string_view manifest_extension = ".json";
constexpr std::uintmax_t largest_manifest = 1U << 16U;
constexpr int widest = 512;  // channels that a layer of any network has

[[noreturn]] void cannot_change(const fs::path& folder, const std::string& reason) {
  throw Error(say("The folder of models {0} cannot be changed: {1}. Check its permissions and the space on its disk.",
                  quoted(folder), reason));
}

/// What the network is, by the layers that it has.
std::string family_of(const NetworkWeights& network) {
  constexpr std::size_t of_vgg19 = 13;
  constexpr std::size_t of_vgg16 = 11;
  if (network.layers.back().outputs == widest && network.layers.size() == of_vgg19) {
    return "VGG-19";
  }
  if (network.layers.back().outputs == widest && network.layers.size() == of_vgg16) {
    return "VGG-16";
  }
  return "VGG";
}

LayerChannels channels_of(const NetworkWeights& network) {
  LayerChannels channels = {};
  for (const ConvolutionWeights& layer : network.layers) {
    channels.at(layer_number(layer.name)) = layer.outputs;
  }
  return channels;
}

/// Nothing if there is none.
std::optional<Json> read_manifest(const fs::path& file) {
  std::error_code none;
  const std::uintmax_t size = fs::file_size(file, none);
  if (none) {
    return std::nullopt;
  }
  return size > largest_manifest ? Json() : Json::parse(read_whole(file));
}

Model parse(const fs::path& folder, const std::string& name, const Json& json) {
  if (json.at("format") != format || json.at("version").get<double>() > version || json.at("name") != name) {
    throw Error(say("The manifest {0} is not one that this version can read. Remove the model, and import it again.",
                    quoted(manifest_file(folder, name))));
  }
  Model model;
  model.name = name;
  model.file = stored_file(folder, name);
  model.imported = true;
  json.at("family").get_to(model.family);
  json.at("sha256").get_to(model.sha256);
  model.size = json.at("size").get_ref<const Json::number_unsigned_t&>();
  json.at("licence").get_to(model.licence);
  json.at("source").get_to(model.source);
  json.at("purpose").get_to(model.purpose);
  model.description = describe(model);
  return model;
}

void write_manifest(const fs::path& folder, const Model& model, const LayerChannels& channels) {
  const Json json = {{"format", format},        {"version", version},       {"name", model.name},
                     {"family", model.family},  {"channels", channels},     {"sha256", model.sha256},
                     {"size", model.size},      {"licence", model.licence}, {"source", model.source},
                     {"purpose", model.purpose}};
  // What the user gives need not be UTF-8, JSON must be.
  const std::string text = json.dump(2, ' ', false, Json::error_handler_t::replace) + "\n";
  write_whole(manifest_file(folder, model.name), std::vector<std::uint8_t>(text.begin(), text.end()));
}

/// Those of imports that run, and of such as were killed.
std::vector<fs::path> arriving_files(const fs::path& folder) {
  std::vector<fs::path> files;
  std::error_code none;
  for (fs::directory_iterator entry(folder, none), end; entry != end; entry.increment(none)) {
    if (entry->path().filename().string().starts_with(arriving)) {
      files.push_back(entry->path());
    }
  }
  return files;
}

}  // namespace

fs::path stored_file(const fs::path& folder, const std::string& name) { return folder / (name + ".model"); }

fs::path manifest_file(const fs::path& folder, const std::string& name) {
  return folder / (name + std::string(manifest_extension));
}

std::string describe(const Model& model) {
  std::string line = model.family;
  for (const std::string* part : {&model.purpose, &model.licence, &model.source}) {
    if (!part->empty()) {
      line += "; " + *part;
    }
  }
  return line;
}

void check_name(const std::string& name) {
  constexpr std::size_t longest = 64;
  const auto fits = [](unsigned char c) {
    return (c < 0x80 && std::isalnum(c) != 0) || c == '.' || c == '_' || c == '-';
  };
  const bool possible = !name.empty() && name.size() <= longest && name.front() != '.' && name.front() != '-' &&
                        std::all_of(name.begin(), name.end(), fits);
  if (!possible) {
    throw Error(say("{0} is no name for a model. Choose one of up to 64 letters, digits, \".\", \"_\" and \"-\".",
                    quote(name)));
  }
}

std::optional<Model> stored_model(const fs::path& folder, const std::string& name) {
  const fs::path file = manifest_file(folder, name);
  try {
    const std::optional<Json> manifest = read_manifest(file);
    return manifest ? std::optional(parse(folder, name, *manifest)) : std::nullopt;
  } catch (const nlohmann::json::exception&) {
    throw Error(say("The manifest {0} is damaged. Remove the model, and import it again.", quoted(file)));
  }
}

std::optional<LayerChannels> stored_channels(const fs::path& folder, const std::string& name) {
  try {
    const std::optional<Json> manifest = read_manifest(manifest_file(folder, name));
    if (!manifest) {
      return std::nullopt;
    }
    // In a damaged file they may be any numbers.
    const auto numbers = manifest->at("channels").get<std::array<double, layer_count>>();
    const auto possible = [](double count) { return count >= 0 && count <= widest; };
    if (numbers.front() < 1 || !std::ranges::all_of(numbers, possible)) {
      return std::nullopt;
    }
    LayerChannels channels;
    std::ranges::transform(numbers, channels.begin(), [](double count) { return static_cast<int>(count); });
    return channels;
  } catch (const nlohmann::json::exception&) {
    return std::nullopt;
  }
}

std::vector<Model> stored_models(const fs::path& folder) {
  std::vector<Model> models;
  std::error_code none;
  for (fs::directory_iterator entry(folder, none), end; entry != end; entry.increment(none)) {
    if (entry->path().extension() != manifest_extension) {
      continue;
    }
    try {
      if (auto model = stored_model(folder, entry->path().stem().string())) {
        models.push_back(*std::move(model));
      }
    } catch (const Error&) {
      continue;  // whoever asks for it by name is told
    }
  }
  std::sort(models.begin(), models.end(), [](const Model& a, const Model& b) { return a.name < b.name; });
  return models;
}

Model store_model(const fs::path& folder, const fs::path& file, const std::string& name, const ModelOrigin& origin) {
  Model model;
  model.name = name;
  model.file = stored_file(folder, name);
  model.imported = true;
  const NetworkWeights network = read_network(file);
  model.family = family_of(network);
  model.sha256 = sha256(file);
  model.licence = origin.licence;
  model.source = origin.source;
  model.purpose = origin.purpose;
  model.description = describe(model);

  const FolderLock alone(folder);
  std::error_code error;
  if (fs::exists(manifest_file(folder, name), error)) {
    throw Error(say("There is a model {0} already. Choose another name, or remove that one first.", quote(name)));
  }
  model.size = fs::file_size(file, error);
  if (!error) {
    fs::rename(file, model.file, error);
  }
  if (error) {
    cannot_change(folder, error.message());
  }
  write_manifest(folder, model, channels_of(network));  // last: without it there is no such model
  return model;
}

// NOLINTBEGIN(cppcoreguidelines-pro-type-vararg): open() is declared so

namespace {

/// Removes what imports whose process was killed have left.
void remove_leftovers(const fs::path& folder) {
  for (const fs::path& leftover : arriving_files(folder)) {
    const int descriptor = ::open(leftover.c_str(), O_RDONLY | O_CLOEXEC);
    if (descriptor >= 0) {
      if (::flock(descriptor, LOCK_EX | LOCK_NB) == 0) {
        ::unlink(leftover.c_str());
      }
      ::close(descriptor);
    }
  }
}

/// Makes the file, whose name it completes, and locks it.
int make_arriving(const fs::path& folder, std::string& file) {
  const FolderLock alone(folder);  // or else another process takes it for a leftover before it is locked
  remove_leftovers(folder);
  const int descriptor = ::mkostemp(file.data(), O_CLOEXEC);
  if (descriptor < 0) {
    cannot_change(folder, std::generic_category().message(errno));
  }
  if (::flock(descriptor, LOCK_EX) != 0) {
    const int error = errno;
    ::unlink(file.c_str());
    ::close(descriptor);
    cannot_change(folder, std::generic_category().message(error));
  }
  return descriptor;
}

}  // namespace

ArrivingFile::ArrivingFile(const fs::path& folder)
    : file_((folder / (std::string(arriving) + "XXXXXX")).string()), descriptor_(make_arriving(folder, file_)) {}

ArrivingFile::~ArrivingFile() {
  ::unlink(file_.c_str());
  ::close(descriptor_);
}

FolderLock::FolderLock(const fs::path& folder)
    : descriptor_(::open((folder / ".lock").c_str(), O_RDWR | O_CREAT | O_CLOEXEC, 0666)) {
  if (descriptor_ < 0) {
    cannot_change(folder, std::generic_category().message(errno));
  }
  while (::flock(descriptor_, LOCK_EX) != 0) {
    if (errno != EINTR) {
      const int error = errno;
      ::close(descriptor_);
      cannot_change(folder, std::generic_category().message(error));
    }
  }
}

// NOLINTEND(cppcoreguidelines-pro-type-vararg)

FolderLock::~FolderLock() { ::close(descriptor_); }

void make_folder(const fs::path& folder) {
  std::error_code error;
  fs::create_directories(folder, error);
  if (error) {
    cannot_change(folder, error.message());
  }
}

}  // namespace neural_style
