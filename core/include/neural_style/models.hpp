// The networks that a run can use.
#pragma once

#include <filesystem>
#include <string>
#include <vector>

namespace neural_style {

/// A file with the weights of VGG-19.
struct Model {
  std::string name;            ///< what the setting `model` takes
  std::filesystem::path file;  ///< where it is
  std::string description;     ///< layers, source and licence, one line
};

/// The models found: those shipped with the library, in ../share/neural-style/models as seen from the library's own
/// folder, whatever the working directory and the environment.
std::vector<Model> list_models();

/// The model that the setting `model` names: a name from list_models(), or a path (it contains a '/').
/// Throws Error saying where it looked if there is none.
Model find_model(const std::string& name);

/// Reads the whole file and checks its structure, and its contents against the checksum beside it (NAME.sha256) where
/// there is one. Throws Error saying what is wrong with the file.
void verify_model(const Model& model);

}  // namespace neural_style
