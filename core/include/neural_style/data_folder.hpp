// Where the files lie that come with the library.
#pragma once

#include <filesystem>

namespace neural_style {

/// ../share/neural-style as seen from the library's own folder, whatever the working directory and the environment: in
/// the build folder as where it is installed. Holds a folder for each kind of file, such as models.
std::filesystem::path data_folder();

}  // namespace neural_style
