// How many threads the libraries below compute with.
#pragma once

namespace neural_style {

/// Sets LibTorch's threads, those of our own loops, and those of OpenBLAS, where that is the BLAS in use: it keeps its
/// own, and would take every core whatever LibTorch is told.
void set_threads(int threads);

}  // namespace neural_style
