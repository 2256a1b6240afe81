#include "stylize/threads.hpp"

#include <ATen/Parallel.h>
#include <omp.h>

// Weak, since the system may provide any other BLAS, which lacks it.
extern "C" void openblas_set_num_threads(int threads) __attribute__((weak));

namespace neural_style {

void set_threads(int threads) {
  at::set_num_threads(threads);
  omp_set_num_threads(threads);
  if (openblas_set_num_threads != nullptr) {
    openblas_set_num_threads(threads);
  }
}

}  // namespace neural_style
