// The library's parts that are loaded when they are first used.
#pragma once

#include <functional>
#include <string>

namespace neural_style {

/// The address of `symbol` in the shared object `name`.so of this version, which lies beside this library. It is loaded
/// once for all time: what a part starts, such as LibTorch's threads, outlives every call. `sentence` makes what is to
/// be said where it cannot be loaded of the reason. Throws Error.
void* loaded_part(const std::string& name, const char* symbol,
                  const std::function<std::string(const std::string& reason)>& sentence);

}  // namespace neural_style
