#include "weights/pytorch.hpp"

#include "reader.hpp"
#include "weights/zip.hpp"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  using neural_style::ModelFile;
  neural_style::fuzz::read_all(data, size, [](const ModelFile& file) {
    constexpr std::size_t mark = 4;
    return neural_style::is_zip(file.head(mark)) ? neural_style::read_pytorch(file)
                                                 : neural_style::read_legacy_pytorch(file);
  });
  return 0;
}
