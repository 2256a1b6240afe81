#include "stylize/run/optimise.hpp"

#include <ATen/ATen.h>

#include <cmath>
#include <cstddef>
#include <optional>
#include <span>
#include <utility>

#include "optimise/adam.hpp"
#include "optimise/lbfgs.hpp"
#include "stylize/run/place.hpp"
#include "stylize/run/standing.hpp"

namespace neural_style {
namespace {

/// Walks downhill at one scale.
template <class Place>
class Walk {
 public:
  using Point = typename Place::Point;
  using Space = typename Place::Space;

  /// From `x`, which ends at the last accepted point, also if it ends by an exception; `best` is kept up to date on the
  /// way, and `best_point` where that is not the optimiser's own. `resumed`: where an earlier walk had come to, these
  /// included; or null.
  Walk(const Job& job, const Writable& run, ScaleWork& work, Reporter& reporter, Point& x, Best& best,
       Point& best_point, StateReader* resumed)
      : job_(job),
        run_(run),
        work_(work),
        reporter_(reporter),
        x_(x),
        best_(best),
        best_point_(best_point),
        resumed_(resumed) {}

  void go(const ScalePlan& plan) {
    if (job_.settings.optimizer == Optimizer::adam) {
      AdamOptions options;
      options.learning_rate = job_.settings.learning_rate;
      minimise<Adam<Space>>(problem(), options);
      return;
    }
    Problem<Space> bounded = problem();
    bounded.project = Place::clamp;
    LbfgsOptions options;
    options.history = static_cast<std::size_t>(plan.pairs);
    // One level in ten steps, as root mean square over what counts, is a change that nobody sees.
    options.still = std::sqrt(work_.counted_values());
    if (plan.half_history) {
      minimise<Lbfgs<Space, typename Place::ShortHistory>>(std::move(bounded), options);
    } else {
      minimise<Lbfgs<Space, typename Place::History>>(std::move(bounded), options);
    }
  }

 private:
  Problem<Space> problem() {
    Problem<Space> problem;
    problem.evaluate = [this](const Point& x, Point& gradient) {
      reporter_.hear_wishes();
      latest_ = work_.losses(x, &gradient, reporter_.checkpoint());
      reporter_.evaluated(latest_);
      return latest_.total;
    };
    problem.accepted = [this](const Point& x, double value) {
      if (!best_.found || value < best_.losses.total) {
        best_.found = true;
        best_.losses = latest_;
        if (job_.settings.optimizer == Optimizer::adam) {
          best_point_ = Place::copy(x);
        }
      }
      show(x);
    };
    if (Team* const team = job_.team) {
      problem.whole_sum = [team](double part) {
        team->sum(std::span(&part, 1));
        return part;
      };
    }
    return problem;
  }

  void show(const Point& x) {
    if (job_.team != nullptr) {
      reporter_.accepted([&] { return work_.rows().whole(Place::planes(x)); }, *work_.content());
    } else {
      reporter_.accepted([&]() -> decltype(auto) { return Place::planes(x); }, *work_.content());
    }
  }

  template <class Minimiser, class Options>
  void minimise(Problem<Space> problem, const Options& options) {
    std::optional<Minimiser> minimiser;
    problem.resting = [&] {
      if (reporter_.wants_state()) {
        reporter_.state(Standing<Place, Minimiser>(run_, x_, best_, best_point_, job_.settings.optimizer, *minimiser));
      }
    };
    minimiser.emplace(std::move(problem), options);
    if (resumed_ != nullptr) {
      minimiser->exchange(*resumed_, x_);
    }
    minimiser->minimise(x_, minimiser->spent() + reporter_.evaluations_left());
  }

  const Job& job_;
  const Writable& run_;
  ScaleWork& work_;
  Reporter& reporter_;
  Point& x_;
  Best& best_;
  Point& best_point_;
  StateReader* resumed_;
  Losses latest_;
};

}  // namespace

void optimise(const Job& job, const ScalePlan& plan, const Writable& run, ScaleWork& work, Reporter& reporter,
              Planes& planes, Best& best, StateReader* resumed) {
  if (!job.plan.card) {
    Walk<OnProcessor>(job, run, work, reporter, planes, best, best.planes, resumed).go(plan);
    return;
  }
  at::Tensor x = work.point(planes);
  at::Tensor best_point = best.planes.empty() ? at::Tensor() : work.point(best.planes);
  const auto bring_back = [&] {
    planes = OnCard::planes(x);
    best.planes = OnCard::planes(best_point);
  };
  try {
    Walk<OnCard>(job, run, work, reporter, x, best, best_point, resumed).go(plan);
  } catch (...) {
    bring_back();
    throw;
  }
  bring_back();
}

}  // namespace neural_style
