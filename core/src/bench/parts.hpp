// The parts of the bench; bench.hpp of include/ says what each measures.
#pragma once

#include <ATen/core/Tensor.h>
#include <ATen/ops/rand.h>

#include <vector>

#include "neural_style/bench.hpp"
#include "weights/network_weights.hpp"

namespace neural_style {

/// Its values do not matter to what is measured.
inline at::Tensor any_picture(int width, int height) { return at::rand({1, 3, height, width}).mul_(255); }

/// A precision's short name in keys.
inline const char* bench_name(Precision precision) { return precision == Precision::bfloat16 ? "bf16" : "f32"; }

/// The settings of the default preset on that machine part.
Settings bench_settings(const BenchRequest& request);

using BenchFigures = std::vector<BenchFigure>;

BenchFigures evaluation_over_convolutions(const BenchRequest& request);
BenchFigures recorded_over_ours(const BenchRequest& request);
BenchFigures tutorial_speedup(const BenchRequest& request);
BenchFigures memory_of_ours(const BenchRequest& request);
BenchFigures memory_of_recorded(const BenchRequest& request);

}  // namespace neural_style
