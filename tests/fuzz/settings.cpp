#include "neural_style/settings.hpp"

#include <cstddef>
#include <cstdint>
#include <string_view>

#include "neural_style/error.hpp"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  using neural_style::Settings;
  Settings settings;
  try {
    set_settings(settings, {static_cast<const char*>(static_cast<const void*>(data)), size});
  } catch (const neural_style::Error&) {  // as it should be
    return 0;
  }
  Settings again;
  set_settings(again, settings_text(settings, Settings{}));
  if (!(again == settings)) {
    __builtin_trap();
  }
  return 0;
}
