// The networks that a run can use: those shipped with the library, and those that the user has imported or fetched.
#pragma once

#include <cstdint>
#include <filesystem>
#include <string>
#include <vector>

namespace neural_style {

/// A file with the weights of a network of the VGG family.
struct Model {
  std::string name;            ///< what the setting `model` takes
  std::filesystem::path file;  ///< where it is
  std::string description;     ///< layers, source and licence, one line
  bool imported = false;       ///< lies in models_folder(), and has the values below
  std::string family;          ///< "VGG-19"
  std::string sha256;          ///< checksum of the file, 64 hexadecimal digits
  std::uintmax_t size = 0;     ///< bytes
  std::string licence;         ///< in the words of whoever imported it; may be empty, as the next two
  std::string source;          ///< where it came from
  std::string purpose;         ///< what it is for
};

/// What is to be known of a model beside its file.
struct ModelOrigin {
  std::string licence;  ///< in free words, as all three; each may be empty
  std::string source;   ///< where it came from, an address for instance
  std::string purpose;  ///< what it is for
};

/// Where imported models are kept, with a manifest NAME.json for each: neural-style/models in $XDG_DATA_HOME, or in
/// ~/.local/share. Throws Error if neither names a folder.
std::filesystem::path models_folder();

/// The models found: those shipped with the library, in ../share/neural-style/models as seen from the library's own
/// folder, whatever the working directory and the environment; then those in models_folder(), without such whose
/// manifest cannot be read.
std::vector<Model> list_models();

/// The model that the setting `model` names: a name from list_models(), or a path (it contains a '/').
/// Throws Error saying where it looked if there is none.
Model find_model(const std::string& name);

/// Reads the whole file and checks its structure, and its contents against the checksum of its manifest, or of the file
/// beside it (NAME.sha256) where there is one. Throws Error saying what is wrong with the file.
void verify_model(const Model& model);

/// Copies the file into models_folder(), once it has been read without complaint; from then on the setting `model`
/// takes `name`, of letters, digits, '.', '_' and '-'. The model appears whole or not at all. Throws Error if there is
/// a model of that name, or if anything about the file or the folder is wrong.
Model import_model(const std::filesystem::path& file, const std::string& name, const ModelOrigin& origin);

/// Removes an imported model. Throws Error if there is none of that name.
void remove_model(const std::string& name);

}  // namespace neural_style
