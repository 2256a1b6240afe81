// Where this library is installed.
#pragma once

#include <filesystem>

namespace neural_style {

/// The folder of libneural_style itself, links resolved: the engine lies beside it, the models at a fixed place
/// relative to it, in the build folder as where it is installed, whatever the working directory and the environment.
std::filesystem::path library_folder();

}  // namespace neural_style
