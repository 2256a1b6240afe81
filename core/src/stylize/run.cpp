#include "stylize/run.hpp"

#include <ATen/ATen.h>

#include <algorithm>
#include <chrono>
#include <cmath>
#include <cstddef>
#include <memory>
#include <optional>
#include <sstream>
#include <utility>

#include "network/network.hpp"
#include "neural_style/models.hpp"
#include "objective/objective.hpp"
#include "optimise/adam.hpp"
#include "optimise/dense_history.hpp"
#include "optimise/dense_space.hpp"
#include "optimise/lbfgs.hpp"
#include "picture/resample.hpp"
#include "stylize/machine.hpp"
#include "stylize/picture_tensor.hpp"
#include "stylize/prepare.hpp"
#include "stylize/schedule.hpp"
#include "stylize/start.hpp"
#include "stylize/threads.hpp"
#include "weights/vgg19_weights.hpp"

namespace neural_style {
namespace {

using Space = DenseSpace<float>;

/// Thrown by the checkpoint where the observer wishes to stop; never leaves this file.
struct StopRequested {};

std::string text_of(const Scale& scale) { return std::to_string(scale.width) + " x " + std::to_string(scale.height); }

at::ScalarType scalar_type(Precision precision) {
  return precision == Precision::bfloat16 ? at::kBFloat16 : at::kFloat;
}

void refuse_what_does_not_fit(const Forecast& forecast) {
  if (forecast.peak_memory > forecast.limit) {
    constexpr double mebibyte = 1 << 20;
    const auto text = [](std::size_t bytes) {
      return std::to_string(std::lround(static_cast<double>(bytes) / mebibyte)) + " MiB";
    };
    const Scale& finest = forecast.scales.back();
    throw Error("A picture of " + text_of(finest) + " pixels takes about " + text(forecast.peak_memory) +
                " of memory, but only " + text(forecast.limit) + " may be used. Choose a smaller size.");
  }
}

/// Everything that holds for all scales of a run.
struct Job {
  Settings settings;
  Prepared pictures;
  std::vector<Scale> scales;
  std::unique_ptr<Network> network;
  int threads;

  static Job plan(const Request& request) {
    Prepared pictures = prepare(request);
    const Image& content = pictures.content.image;
    const Forecast planned = forecast(content.width(), content.height(), request.settings);
    refuse_what_does_not_fit(planned);
    const int threads = thread_count(request.settings);
    set_threads(threads);
    const Settings& settings = request.settings;
    auto network = make_network(read_vgg19(find_model(settings.model).file), settings.pooling, settings.padding,
                                scalar_type(chosen_precision(settings)));
    return {settings, std::move(pictures), planned.scales, std::move(network), threads};
  }

  [[nodiscard]] std::string text() const {
    std::ostringstream text;
    text << (network->type() == at::kBFloat16 ? "bfloat16" : "float32") << ", " << threads << " threads, scales";
    for (const Scale& scale : scales) {
      text << ' ' << scale.width << 'x' << scale.height << '*' << scale.evaluations;
    }
    return text.str();
  }
};

WeightedPicture weighted(const CleanPicture& picture) {
  return {tensor_view(planes_of(picture.image), picture.image.height(), picture.image.width()).clone(),
          weight_tensor(picture.weight), picture.share};
}

std::vector<WeightedPicture> weighted(const std::vector<CleanPicture>& pictures) {
  std::vector<WeightedPicture> result;
  result.reserve(pictures.size());
  for (const CleanPicture& picture : pictures) {
    result.push_back(weighted(picture));
  }
  return result;
}

/// The pictures of one scale and what is asked there.
class ScaleWork {
 public:
  ScaleWork(const Job& job, const Scale& scale, const Checkpoint& checkpoint)
      : content_(resample(job.pictures.content, scale.width, scale.height)),
        styles_(styles(job, scale)),
        objective_(*job.network, job.settings, weighted(content_), weighted(styles_), {}, checkpoint) {}

  [[nodiscard]] const CleanPicture& content() const { return content_; }

  /// Mean strength of the styles' finest octave at this scale.
  [[nodiscard]] double style_detail() const {
    double sum = 0;
    double shares = 0;
    for (const CleanPicture& style : styles_) {
      sum += style.share * detail_level(style.image);
      shares += style.share;
    }
    return sum / shares;
  }

  Losses losses(const Planes& planes, Planes* gradient, const Checkpoint& checkpoint) {
    const at::Tensor picture = tensor_view(planes, content_.image.height(), content_.image.width());
    if (gradient == nullptr) {
      return objective_(picture, nullptr, checkpoint);
    }
    at::Tensor slope;
    Losses losses = objective_(picture, &slope, checkpoint);
    std::copy_n(slope.data_ptr<float>(), gradient->size(), gradient->begin());
    pin(*gradient);
    return losses;
  }

  /// Gives the pixels that do not count the content's colours again.
  void restore(Planes& planes) const {
    const Planes original = planes_of(content_.image);
    for_pinned([&](std::size_t i) { planes[i] = original[i]; });
  }

 private:
  static std::vector<CleanPicture> styles(const Job& job, const Scale& scale) {
    std::vector<CleanPicture> styles;
    for (const CleanPicture& style : job.pictures.styles) {
      const Extent extent =
          style_extent({style.image.width(), style.image.height()}, {scale.width, scale.height}, job.settings);
      styles.push_back(resample(style, extent.width, extent.height));
    }
    return styles;
  }

  /// Nothing pulls at pixels that do not count.
  void pin(Planes& gradient) const {
    for_pinned([&](std::size_t i) { gradient[i] = 0; });
  }

  template <class Action>
  void for_pinned(const Action& action) const {
    const std::span<const float> weight = content_.weight.samples();
    for (std::size_t i = 0; i < weight.size(); ++i) {
      if (weight[i] <= 0) {
        for (std::size_t channel = 0; channel < 3; ++channel) {
          action(channel * weight.size() + i);
        }
      }
    }
  }

  CleanPicture content_;
  std::vector<CleanPicture> styles_;
  Objective objective_;
};

/// Counts evaluations and tells the observer.
class Reporter {
 public:
  Reporter(Observer& observer, const std::vector<Scale>& scales) : observer_(observer) {
    for (const Scale& scale : scales) {
      all_work_ += work(scale) * scale.evaluations;
    }
  }

  [[nodiscard]] Checkpoint checkpoint() {
    return [this] {
      switch (observer_.wish()) {
        case Wish::go_on:
          return;
        case Wish::stop:
          throw StopRequested{};
        case Wish::cancel:
          throw Cancelled();
      }
    };
  }

  void begin_scale(const Scale& scale) {
    scale_ = scale;
    evaluations_of_scale_ = 0;
    tell();
    scale_began_ = seconds();
  }

  void evaluated(const Losses& losses) {
    ++evaluations_;
    ++evaluations_of_scale_;
    work_done_ += work(scale_);
    latest_ = {evaluations_, scale_.width, scale_.height, seconds(), losses.total, losses.content, losses.style};
    observer_.evaluated(latest_);
    tell();
  }

  /// A scale may end before its time: what it left undone counts as done.
  void end_scale() { work_done_ += work(scale_) * (scale_.evaluations - evaluations_of_scale_); }

  void accepted(const Planes& planes, const Image& content) {
    if (observer_.wants_preview(latest_)) {
      observer_.preview(picture_of(planes, content), latest_);
    }
  }

  [[nodiscard]] double seconds() const {
    return std::chrono::duration<double>(std::chrono::steady_clock::now() - began_).count();
  }
  [[nodiscard]] int evaluations() const { return evaluations_; }

 private:
  static double work(const Scale& scale) { return static_cast<double>(scale.width) * scale.height; }

  void tell() {
    Progress progress;
    progress.fraction = std::min(1.0, work_done_ / all_work_);
    progress.text = text_of(scale_) + ", evaluation " + std::to_string(evaluations_of_scale_) + " of " +
                    std::to_string(scale_.evaluations);
    // Small scales are dearer a pixel, so the current one speaks for those to come as soon as it can.
    if (evaluations_of_scale_ >= 2) {
      const double pace = (seconds() - scale_began_) / (work(scale_) * evaluations_of_scale_);
      progress.seconds_left = std::max(0.0, pace * (all_work_ - work_done_));
    }
    observer_.progress(progress);
  }

  Observer& observer_;
  std::chrono::steady_clock::time_point began_ = std::chrono::steady_clock::now();
  double scale_began_ = 0;
  double all_work_ = 0;
  double work_done_ = 0;
  Scale scale_;
  int evaluations_ = 0;
  int evaluations_of_scale_ = 0;
  Evaluation latest_;
};

/// The best picture of one scale so far.
struct Best {
  Planes planes;
  Losses losses;
  bool found = false;
};

/// Walks downhill at one scale from `planes`, which ends at the last point; `best` is kept up to date on the way.
void optimise(const Job& job, const Scale& scale, ScaleWork& work, Reporter& reporter, Planes& planes,
              Best& best) {
  Losses latest;
  Problem<Space> problem;
  problem.evaluate = [&](const Planes& x, Planes& gradient) {
    latest = work.losses(x, &gradient, reporter.checkpoint());
    reporter.evaluated(latest);
    return latest.total;
  };
  problem.accepted = [&](const Planes& x, double value) {
    if (!best.found || value < best.losses.total) {
      best = {x, latest, true};
    }
    reporter.accepted(x, work.content().image);
  };
  if (job.settings.optimizer == Optimizer::adam) {
    AdamOptions options;
    options.learning_rate = job.settings.learning_rate;
    minimise_adam(problem, planes, scale.evaluations, options);
    return;
  }
  problem.project = [](Planes& x) {
    for (float& level : x) {
      level = std::clamp(level, 0.0F, 255.0F);
    }
  };
  Lbfgs<Space, DenseHistory<float>>(problem, {}).minimise(planes, scale.evaluations);
}

}  // namespace

Result run_stylize(const Request& request, Observer& observer) {
  const at::NoGradGuard no_gradient;
  Job job = Job::plan(request);
  Reporter reporter(observer, job.scales);
  Result result;
  result.warnings = job.pictures.warnings;
  result.plan = job.text();

  Planes planes;
  Image current;  // the picture as it went into the scale at hand, and in the end the result
  Best best;
  try {
    for (const Scale& scale : job.scales) {
      reporter.begin_scale(scale);
      ScaleWork work(job, scale, reporter.checkpoint());
      const Image& content = work.content().image;
      planes = current.empty() ? first_start(content, job.settings.noise, job.settings.seed)
                               : finer_start(current, content, 0.5 * work.style_detail(), job.settings.seed);
      work.restore(planes);
      current = picture_of(planes, content);
      best = {};
      optimise(job, scale, work, reporter, planes, best);
      reporter.end_scale();
      current = picture_of(planes, content);
      if (&scale == &job.scales.back()) {
        // Adam's last step has not been evaluated yet.
        result.losses = job.settings.optimizer == Optimizer::adam ? work.losses(planes, nullptr, reporter.checkpoint())
                                                                  : best.losses;
      }
    }
  } catch (const StopRequested&) {
    result.stopped = true;
    if (best.found) {
      result.losses = best.losses;
      current = picture_of(best.planes, current);
    }
  }
  const Scale& finest = job.scales.back();
  const CleanPicture content = resample(job.pictures.content, finest.width, finest.height);
  if (current.empty()) {
    current = content.image;
  }
  result.picture = picture_of(planes_of(resample(current, finest.width, finest.height)), content.image);
  result.evaluations = reporter.evaluations();
  result.seconds = reporter.seconds();
  return result;
}

Losses run_evaluate(const Image& picture, const Request& request) {
  const at::NoGradGuard no_gradient;
  const Job job = Job::plan(request);
  if (picture.empty()) {
    throw Error("The picture to evaluate is empty. Choose a picture with at least one pixel.");
  }
  const Checkpoint go_on = [] {};
  const Scale& finest = job.scales.back();
  ScaleWork work(job, finest, go_on);
  return work.losses(planes_of(resample(picture, finest.width, finest.height)), nullptr, go_on);
}

}  // namespace neural_style
