#include "neural_style/share_cores.hpp"

#include <cstdlib>

namespace neural_style {

// NOLINTNEXTLINE(concurrency-mt-unsafe): there is one thread yet
void share_cores() { ::setenv("OMP_WAIT_POLICY", "passive", 0); }

}  // namespace neural_style
