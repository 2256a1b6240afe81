// The way from the library to its files is the same in the build folder and under every prefix.
#include "neural_style/data_folder.hpp"

#include "library_folder.hpp"

namespace neural_style {

std::filesystem::path data_folder() { return (library_folder() / NEURAL_STYLE_DATA_FROM_LIBRARY).lexically_normal(); }

}  // namespace neural_style
