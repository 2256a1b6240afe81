#include "neural_style/share_cores.hpp"

#include <cstdlib>

namespace neural_style {

void share_cores() {
  // NOLINTBEGIN(concurrency-mt-unsafe): there is one thread yet
  if (std::getenv("OMP_WAIT_POLICY") == nullptr) {
    ::setenv("OMP_WAIT_POLICY", "passive", 0);
    // Some 20 µs. Measured on two cores: a painting takes 0.85 of the time that it takes without, two at once the same.
    ::setenv("GOMP_SPINCOUNT", "1000", 0);
  }
  // NOLINTEND(concurrency-mt-unsafe)
}

}  // namespace neural_style
