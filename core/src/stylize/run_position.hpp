// Where a run is, beside what its optimiser knows: the beginning of the file that include/neural_style/run_state.hpp
// describes.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string>

#include "neural_style/settings.hpp"
#include "neural_style/stylize.hpp"

namespace neural_style {

struct RunPosition {
  std::string job;  ///< its job_checksum()
  std::int32_t threads = 0;
  Precision precision = Precision::automatic;
  Device device = Device::cpu;  ///< or cuda
  std::uint64_t limit = 0;      ///< of its memory, bytes
  std::uint32_t scale = 0;
  std::int32_t evaluations = 0;
  std::int32_t evaluations_of_scale = 0;
  double seconds = 0;

  template <class Archive>
  void exchange(Archive& archive) {
    archive.text(job);
    archive.number(threads);
    auto number = static_cast<std::int32_t>(precision);
    archive.number(number);
    precision = number == static_cast<std::int32_t>(Precision::bfloat16) ? Precision::bfloat16 : Precision::float32;
    number = static_cast<std::int32_t>(device);
    archive.number(number);
    device = number == static_cast<std::int32_t>(Device::cuda) ? Device::cuda : Device::cpu;
    archive.number(limit);
    archive.number(scale);
    archive.number(evaluations);
    archive.number(evaluations_of_scale);
    archive.number(seconds);
  }
};

template <class Archive>
void exchange(Archive& archive, Losses& losses) {
  constexpr std::size_t most_layers = 100;
  archive.number(losses.total);
  archive.number(losses.content);
  archive.number(losses.style);
  archive.number(losses.temporal);
  archive.resize(losses.style_by_layer, most_layers);
  for (auto& [layer, loss] : losses.style_by_layer) {
    archive.text(layer);
    archive.number(loss);
  }
}

}  // namespace neural_style
