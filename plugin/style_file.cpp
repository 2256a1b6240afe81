// See style_file.hpp.
#include "plugin/style_file.hpp"

#include <system_error>

#include "neural_style/translation.hpp"

namespace neural_style::plugin {

void check_style_file(const std::filesystem::path& file) {
  std::error_code failed;
  if (!std::filesystem::exists(file, failed)) {
    throw Error(say("The style picture \"{0}\" does not exist. Choose another one.", file.string()));
  }
  if (std::filesystem::is_directory(file, failed)) {
    throw Error(say("The style picture \"{0}\" is a folder. Choose a picture in it.", file.string()));
  }
}

Error cannot_open_style(const std::filesystem::path& file, const std::string& reason) {
  // NOLINTNEXTLINE(modernize-return-braced-init-list): its constructors are explicit
  return Error(
      say("GIMP cannot open the style picture \"{0}\". Choose another one. GIMP says: {1}", file.string(), reason));
}

Error style_layer_removed() {
  // NOLINTNEXTLINE(modernize-return-braced-init-list): its constructors are explicit
  return Error(tr("The layer that was chosen as style is there no more. Choose another one."));
}

}  // namespace neural_style::plugin
