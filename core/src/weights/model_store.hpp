// The folder of the models that the user has imported: NAME.model, and NAME.json that describes it.
#pragma once

#include <filesystem>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "neural_style/models.hpp"

namespace neural_style {

/// The file of the model of that name.
std::filesystem::path stored_file(const std::filesystem::path& folder, const std::string& name);

/// Its manifest.
std::filesystem::path manifest_file(const std::filesystem::path& folder, const std::string& name);

/// Throws Error if that is no name for a model.
void check_name(const std::string& name);

/// Throws Error if that is no name for a model, or if there is one called so.
void check_new_name(const std::string& name);

/// The model of that name, nothing if there is none. Throws Error if its manifest cannot be read.
std::optional<Model> stored_model(const std::filesystem::path& folder, const std::string& name);

/// All that can be read, by name. None if there is no such folder.
std::vector<Model> stored_models(const std::filesystem::path& folder);

/// A model that lies in the folder under another name becomes the one called `name`: it is read, described, and moved.
/// Throws Error if there is one called so, or if it is no model.
Model store_model(const std::filesystem::path& folder, const std::filesystem::path& file, const std::string& name,
                  const ModelOrigin& origin);

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
