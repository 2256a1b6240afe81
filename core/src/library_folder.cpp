// Asks the dynamic linker which file a byte of this library came from.
#include "library_folder.hpp"

#include <dlfcn.h>

#include "neural_style/error.hpp"
#include "neural_style/translation.hpp"

namespace neural_style {

std::filesystem::path library_folder() {
  static const char here = 0;
  Dl_info self{};
  if (dladdr(&here, &self) == 0 || self.dli_fname == nullptr) {
    throw Error(tr("The Neural Style library cannot tell where it is installed. Install it again."));
  }
  return std::filesystem::canonical(self.dli_fname).parent_path();
}

}  // namespace neural_style
