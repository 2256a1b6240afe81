// A machine with so little memory that a picture which is not refused by its size, before it is decoded, is more than
// tests/fuzz/run lets anything take.
#include "stylize/machine.hpp"

namespace neural_style {

std::size_t available_memory() { return std::size_t{48} << 20U; }

}  // namespace neural_style
