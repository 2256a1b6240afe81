// See style_file.hpp.
#include "plugin/style_file.hpp"

#include <system_error>

namespace neural_style::plugin {

void check_style_file(const std::filesystem::path& file) {
  std::error_code failed;
  if (!std::filesystem::exists(file, failed)) {
    throw Error("The style picture \"" + file.string() + "\" does not exist. Choose another one.");
  }
  if (std::filesystem::is_directory(file, failed)) {
    throw Error("The style picture \"" + file.string() + "\" is a folder. Choose a picture in it.");
  }
}

Error cannot_open_style(const std::filesystem::path& file, const std::string& reason) {
  // NOLINTNEXTLINE(modernize-return-braced-init-list): its constructors are explicit
  return Error("GIMP cannot open the style picture \"" + file.string() +
               "\". Choose another one. GIMP says: " + reason);
}

}  // namespace neural_style::plugin
