// What a scale has come to, and how it is written.
#pragma once

#include <cstddef>

#include "neural_style/settings.hpp"
#include "neural_style/stylize.hpp"
#include "stylize/planes.hpp"
#include "stylize/run_position.hpp"

namespace neural_style {

/// The best that one scale has found so far.
struct Best {
  bool found = false;
  Losses losses;
  Planes planes;  ///< empty where it is the optimiser's own point: L-BFGS accepts nothing worse
};

/// Passes on what a scale has come to: its best picture's losses and planes, and the optimiser's point of `length`
/// numbers.
template <class Archive, class Numbers>
void exchange(Archive& archive, Losses& losses, Numbers& best, Numbers& point, std::size_t length,
              Optimizer optimizer) {
  exchange(archive, losses);
  archive.numbers(best, optimizer == Optimizer::adam ? length : 0);
  archive.numbers(point, length);
}

}  // namespace neural_style
