// See icon.hpp.
#include "plugin/icon.hpp"

#include "neural_style/data_folder.hpp"

namespace neural_style::plugin {

std::string icon_file() { return data_folder().parent_path() / "icons/hicolor/scalable/apps/neural-style.svg"; }

}  // namespace neural_style::plugin
