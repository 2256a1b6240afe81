#include "input.hpp"
#include "neural_style/error.hpp"
#include "neural_style/image_file.hpp"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const neural_style::fuzz::InputFile input({data, size});
  try {
    const neural_style::Image picture = neural_style::read_image(input.path());
    if (picture.empty()) {
      __builtin_trap();
    }
  } catch (const neural_style::Error&) {  // as it should be
  }
  return 0;
}
