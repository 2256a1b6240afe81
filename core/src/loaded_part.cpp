#include "loaded_part.hpp"

#include <dlfcn.h>

#include <filesystem>

#include "library_folder.hpp"
#include "neural_style/error.hpp"
#include "neural_style/translation.hpp"

namespace neural_style {

void* loaded_part(const std::string& name, const char* symbol,
                  const std::function<std::string(const std::string& reason)>& sentence) {
  const std::filesystem::path path = library_folder() / (name + ".so." NEURAL_STYLE_SOVERSION);
  // RTLD_LOCAL keeps the many symbols of what the part needs to itself.
  void* library = dlopen(path.c_str(), RTLD_NOW | RTLD_LOCAL);
  if (library == nullptr) {
    const char* reason = dlerror();
    throw Error(sentence(reason == nullptr ? path.string() : reason));
  }
  void* entry = dlsym(library, symbol);
  if (entry == nullptr) {
    throw Error(say("\"{0}\" does not belong to this Neural Style. Install Neural Style again.", path.string()));
  }
  return entry;
}

}  // namespace neural_style
