#include "input.hpp"
#include "neural_style/error.hpp"
#include "neural_style/preset_file.hpp"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const neural_style::fuzz::InputFile input({data, size});
  try {
    (void)neural_style::read_preset(input.path());
  } catch (const neural_style::Error&) {  // as it should be
  }
  return 0;
}
