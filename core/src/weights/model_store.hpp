// The folder of the models that the user has imported: NAME.model, and NAME.json that describes it.
#pragma once

#include <filesystem>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "model_channels.hpp"
#include "neural_style/models.hpp"

namespace neural_style {

/// The file of the model of that name.
std::filesystem::path stored_file(const std::filesystem::path& folder, const std::string& name);

/// Its manifest.
std::filesystem::path manifest_file(const std::filesystem::path& folder, const std::string& name);

/// Family, purpose, licence and source, as far as they are known, in one line.
std::string describe(const Model& model);

/// Throws Error if that is no name for a model.
void check_name(const std::string& name);

/// Throws Error if that is no name for a model, or if there is one called so.
void check_new_name(const std::string& name);

/// The model of that name, nothing if there is none. Throws Error if its manifest cannot be read.
std::optional<Model> stored_model(const std::filesystem::path& folder, const std::string& name);

/// How wide its layers are; nothing if its manifest does not say so, as those of earlier versions do not.
std::optional<LayerChannels> stored_channels(const std::filesystem::path& folder, const std::string& name);

/// All that can be read, by name. None if there is no such folder.
std::vector<Model> stored_models(const std::filesystem::path& folder);

/// A model that lies in the folder under another name becomes the one called `name`: it is read, described, and moved.
/// Throws Error if there is one called so, or if it is no model.
Model store_model(const std::filesystem::path& folder, const std::filesystem::path& file, const std::string& name,
                  const ModelOrigin& origin);

/// A new file in the folder for what is to become a model; gone with this object, unless it was moved by then. It is
/// locked, so that those whose process was killed are known: the next one removes them.
class ArrivingFile {
 public:
  /// Throws Error if there cannot be one.
  explicit ArrivingFile(const std::filesystem::path& folder);
  ArrivingFile(const ArrivingFile&) = delete;
  ArrivingFile& operator=(const ArrivingFile&) = delete;
  ArrivingFile(ArrivingFile&&) = delete;
  ArrivingFile& operator=(ArrivingFile&&) = delete;
  ~ArrivingFile();

  [[nodiscard]] std::filesystem::path path() const { return file_; }

 private:
  std::string file_;
  int descriptor_;
};

/// Lets in one process at a time. The others wait.
class FolderLock {
 public:
  explicit FolderLock(const std::filesystem::path& folder);
  FolderLock(const FolderLock&) = delete;
  FolderLock& operator=(const FolderLock&) = delete;
  FolderLock(FolderLock&&) = delete;
  FolderLock& operator=(FolderLock&&) = delete;
  ~FolderLock();

 private:
  int descriptor_;
};

/// Makes the folder, and those above it. Throws Error if that cannot be.
void make_folder(const std::filesystem::path& folder);

}  // namespace neural_style
