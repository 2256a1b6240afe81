// The checkpoint itself, offered to the host.
#pragma once

#include <filesystem>

#include "neural_style/run_state.hpp"
#include "stylize/run/best.hpp"
#include "stylize/run/team_state.hpp"
#include "stylize/run/writable.hpp"
#include "stylize/state_file.hpp"

namespace neural_style {

/// A run between two steps. On a graphics card its numbers cross to be written, one vector at a time.
template <class Place, class Minimiser>
class Standing final : public RunState {
 public:
  using Point = typename Place::Point;

  Standing(const Writable& run, const Point& x, Best& best, const Point& best_point, Optimizer optimizer,
           Minimiser& minimiser)
      : run_(run), x_(x), best_(best), best_point_(best_point), optimizer_(optimizer), minimiser_(minimiser) {}

  void write(const std::filesystem::path& file) const override {
    if (Team* const team = run_.team()) {
      write_state_of_team(file, *team, [this](const std::filesystem::path& part) { write_part(part); });
    } else {
      write_part(file);
    }
  }

 private:
  /// All that this process has.
  void write_part(const std::filesystem::path& file) const {
    RunPosition position = run_.position();
    StateWriter writer(file);
    position.exchange(writer);
    const Planes& best = Place::planes(best_point_);
    const Planes& point = Place::planes(x_);
    exchange(writer, best_.losses, best, point, point.size(), optimizer_);
    minimiser_.exchange(writer, x_);
    writer.finish();
  }

  const Writable& run_;
  const Point& x_;
  Best& best_;
  const Point& best_point_;
  Optimizer optimizer_;
  Minimiser& minimiser_;
};

}  // namespace neural_style
