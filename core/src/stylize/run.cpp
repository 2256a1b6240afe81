#include "stylize/run.hpp"

#include <ATen/ATen.h>

#include <algorithm>
#include <chrono>
#include <cmath>
#include <cstddef>
#include <cstdint>
#include <deque>
#include <iterator>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <utility>
#include <vector>

#include "network/borrowed.hpp"
#include "network/cuda/cuda.hpp"
#include "network/device.hpp"
#include "neural_style/translation.hpp"
#include "objective/objective.hpp"
#include "objective/temporal.hpp"
#include "optimise/adam.hpp"
#include "optimise/dense_history.hpp"
#include "optimise/dense_space.hpp"
#include "optimise/half_history.hpp"
#include "optimise/lbfgs.hpp"
#include "optimise/tensor_space.hpp"
#include "picture/resample.hpp"
#include "stylize/machine.hpp"
#include "stylize/own_colors.hpp"
#include "stylize/picture_tensor.hpp"
#include "stylize/plan.hpp"
#include "stylize/prepare.hpp"
#include "stylize/schedule.hpp"
#include "stylize/start.hpp"
#include "stylize/threads.hpp"
#include "stylize/time_left.hpp"

namespace neural_style {
namespace {

/// What the optimiser moves where the processor computes: the planes themselves.
struct OnProcessor {
  using Point = Planes;
  using Space = DenseSpace<float>;
  using History = DenseHistory<float>;
  using ShortHistory = HalfHistory<float>;

  static Point copy(const Point& x) { return x; }
  static const Planes& planes(const Point& x) { return x; }
  static void clamp(Point& x) {
    for_pieces(x.size(), [&](std::size_t begin, std::size_t end) {
      for (std::size_t i = begin; i < end; ++i) {
        x[i] = std::clamp(x[i], 0.0F, 255.0F);
      }
    });
  }
};

/// And where a graphics card does: tensors 1x3xHxW in its memory.
struct OnCard {
  using Point = at::Tensor;
  using Space = TensorSpace;
  using History = TensorHistory<at::kFloat>;
  using ShortHistory = TensorHistory<at::kHalf>;

  static Point copy(const Point& x) { return x.clone(); }
  static Planes planes(const Point& x) { return planes_of(x); }
  static void clamp(Point& x) { x.clamp_(0, 255); }
};

/// Thrown by the checkpoint where the observer wishes to stop; never leaves this file.
struct StopRequested {};

/// Between pictures, what is painted of them, which the network sees, and the planes that the optimiser moves. Painted
/// is all, or what is left without the colours that the content keeps. The optimiser moves these paler colours at full
/// strength: so its steps go to light and dark the more, the paler they are, and in the end to nothing else. `content`
/// is always of the picture's size.
class Coloring {
 public:
  explicit Coloring(const Settings& settings) : own_(amount_of_own_colors(settings)) {}

  /// What is painted of the content.
  [[nodiscard]] std::shared_ptr<const Image> painted(const std::shared_ptr<const Image>& content) const {
    return own_ > 0 ? std::make_shared<const Image>(without_own_colors(*content, *content, own_)) : content;
  }
  /// What is painted of a picture, the content itself for instance.
  [[nodiscard]] Planes seen(const Image& picture, const Image& content) const {
    return own_ > 0 ? planes_of(without_own_colors(picture, content, own_)) : planes_of(picture);
  }
  /// What the optimiser moves for the network to see `seen`.
  [[nodiscard]] Planes moved(Planes seen) const {
    if (own_ > 0) {
      scale_colors(seen, own_ < 1 ? 1 / (1 - own_) : 0);
    }
    return seen;
  }
  /// Whether what is moved is not what is seen: where that is gray, or has all its colours, it is.
  [[nodiscard]] bool pales() const { return own_ > 0 && own_ < 1; }
  /// What is moved becomes what is seen; a gradient goes the other way.
  void pale(Planes& planes) const {
    if (own_ > 0) {
      scale_colors(planes, 1 - own_);
    }
  }
  [[nodiscard]] at::Tensor paled(const at::Tensor& planes) const {
    if (own_ <= 0) {
      return planes;
    }
    const at::Tensor mean = planes.mean(1, /*keepdim=*/true);
    return mean + (planes - mean) * (1 - own_);
  }
  /// As a picture what is seen of what is moved. The alpha is the content's.
  [[nodiscard]] Image painted(const Planes& moved, const Image& content) const {
    if (!pales()) {
      return picture_of(moved, content);
    }
    Planes seen = moved;
    pale(seen);
    return picture_of(seen, content);
  }
  /// The picture of what was painted. Its alpha stays.
  [[nodiscard]] Image picture(Image painted, const Image& content) const {
    return own_ > 0 ? with_own_colors(std::move(painted), content, own_) : std::move(painted);
  }

 private:
  double own_;
};

/// Everything that holds for all scales of a run.
struct Job {
  Settings settings;
  Coloring coloring;
  Prepared pictures;
  PictureSizes sizes;
  Plan plan;
  KeptNetwork::Lent network;

  /// How a finer scale begins where the styles are of that detail.
  [[nodiscard]] Seeding seeding(double style_detail) const {
    return {0.5 * style_detail, 1 - amount_of_own_colors(settings), settings.content_weight > 0, settings.seamless,
            settings.seed};
  }

  /// Plans anew after the card's memory has run out, for less of it. Throws Error if the picture then no longer fits.
  void plan_for_less() {
    network->release();
    cuda::give_back();
    constexpr double less = 0.7;
    const std::size_t limit = std::min(memory_limit(settings, plan.card),
                                       static_cast<std::size_t>(less * static_cast<double>(plan.peak_memory)));
    Plan smaller = make_plan(sizes, settings, limit, plan.card);
    if (!smaller.fits() && smaller.peak_memory < plan.peak_memory) {
      smaller = make_plan(sizes, settings, smaller.peak_memory, plan.card);  // the least that there is
    }
    if (!smaller.fits()) {
      throw Error(refusal(smaller, sizes, settings));
    }
    plan = std::move(smaller);
  }

  /// `request` and `kept` outlive it.
  static Job of(const Request& request, KeptNetwork& kept) {
    Settings settings = request.settings;
    Prepared pictures = prepare(request);
    PictureSizes sizes;
    sizes.content = extent_of(*pictures.content.image);
    for (const CleanPicture& style : pictures.styles) {
      sizes.styles.push_back(extent_of(*style.image));
    }
    for (const PreparedRegion& region : pictures.regions) {
      sizes.weights += region.weight.empty() ? 0 : 1;
    }
    sizes.weights += pictures.keep.empty() ? 0 : 1;
    sizes.followed = pictures.previous.has_value();
    if (pictures.start) {
      sizes.start = extent_of(*pictures.start->image);
      settings.scales = std::max<std::int64_t>(1, settings.scales);
    } else if (pictures.previous) {
      // The largest shapes are there already; what comes into view needs a coarser scale than the finest all the same.
      settings.scales = std::min<std::int64_t>(2, std::ssize(schedule(sizes.content, settings)));
    }
    const std::optional<Card> card = chosen_card(settings);
    Plan plan = make_plan(sizes, settings, memory_limit(settings, card), card);
    if (!plan.fits()) {
      throw Error(refusal(plan, sizes, settings));
    }
    set_threads(plan.threads);
    compute_exactly(plan.precision);
    KeptNetwork::Lent network = kept.lend(settings, plan.precision, card);
    const Coloring coloring(settings);
    return {std::move(settings), coloring, std::move(pictures), std::move(sizes), std::move(plan), std::move(network)};
  }

 private:
  static Extent extent_of(const Image& picture) { return {picture.width(), picture.height()}; }
};

/// What is asked at one scale. Nothing is kept that the optimiser does not need: at great sizes every picture counts.
class ScaleWork {
 public:
  ScaleWork(const Job& job, const ScalePlan& plan, const Checkpoint& checkpoint)
      : coloring_(job.coloring),
        on_card_(job.plan.card.has_value()),
        device_(device_of(job.plan.card)),
        content_(resample(job.pictures.content, plan.scale.width, plan.scale.height)),
        objective_(objective(job, plan, checkpoint)),
        temporal_weight_(job.settings.temporal_weight),
        temporal_(temporal(job)) {
    if (on_card_) {
      temporal_on_card_ = {temporal_, content_.image->height(), content_.image->width(), device_};
      if (!content_.weight.empty()) {
        pinned_ = weight_here(content_.weight) <= 0;
      }
    }
  }

  [[nodiscard]] const std::shared_ptr<const Image>& content() const { return content_.image; }

  /// Mean strength of the styles' finest octave at this scale.
  [[nodiscard]] double style_detail() const { return style_detail_; }

  /// Without a gradient.
  Losses losses(const Planes& planes, const Checkpoint& checkpoint) {
    return on_card_ ? losses(point(planes), nullptr, checkpoint) : losses(planes, nullptr, checkpoint);
  }

  /// The planes where the card can reach them.
  [[nodiscard]] at::Tensor point(const Planes& planes) const {
    return tensor_view(planes, content_.image->height(), content_.image->width()).to(device_);
  }

  Losses losses(const at::Tensor& planes, at::Tensor* gradient, const Checkpoint& checkpoint) {
    if (gradient != nullptr) {
      gradient->reset();  // the next one has memory of its own
    }
    Losses losses = objective_(coloring_.pales() ? coloring_.paled(planes) : planes, gradient, checkpoint);
    if (gradient != nullptr) {
      *gradient = coloring_.paled(*gradient);
    }
    losses.temporal = temporal_on_card_(planes, temporal_weight_, gradient);
    losses.total += temporal_weight_ * losses.temporal;
    if (gradient != nullptr && pinned_.defined()) {
      gradient->masked_fill_(pinned_, 0);
    }
    return losses;
  }

  Losses losses(const Planes& planes, Planes* gradient, const Checkpoint& checkpoint) {
    const int height = content_.image->height();
    const int width = content_.image->width();
    if (coloring_.pales()) {
      seen_ = planes;
      coloring_.pale(seen_);
    }
    const at::Tensor picture = tensor_view(coloring_.pales() ? seen_ : planes, height, width);
    if (gradient == nullptr) {
      Losses losses = objective_(picture, nullptr, checkpoint);
      add_temporal(planes, nullptr, losses);
      return losses;
    }
    at::Tensor slope = tensor_over(*gradient, height, width);
    Losses losses = objective_(picture, &slope, checkpoint);
    if (const auto* const values = slope.data_ptr<float>(); values != gradient->data()) {
      std::copy_n(values, gradient->size(), gradient->begin());
    }
    coloring_.pale(*gradient);
    add_temporal(planes, gradient, losses);
    pin(*gradient);
    return losses;
  }

  /// Gives the pixels that the frame before shows too what was painted there.
  void follow(Planes& planes) const { temporal_.lay_over(planes); }

  /// How many of the picture's values are free to change: those that the frame before holds are not.
  [[nodiscard]] double counted_values() const {
    double count = 3.0 * content_.image->width() * content_.image->height();
    for_pinned([&](std::size_t) { --count; });
    return std::max(0.0, count - 3 * temporal_.trusted());
  }

  /// Gives the pixels that do not count the content's colours again.
  void restore(Planes& planes) const {
    if (!content_.weight.empty()) {
      const Planes original = coloring_.moved(coloring_.seen(*content_.image, *content_.image));
      for_pinned([&](std::size_t i) { planes[i] = original[i]; });
    }
  }

 private:
  Objective objective(const Job& job, const ScalePlan& plan, const Checkpoint& checkpoint) {
    std::deque<Planes> kept;  // as long as the targets are taken
    double shares = 0;
    std::vector<StyledRegion> regions;
    for (const PreparedRegion& region : job.pictures.regions) {
      StyledRegion& styled = regions.emplace_back();
      styled.weight = weight_of(region.weight);
      for (const std::size_t i : region.styles) {
        const CleanPicture style = resample(job.pictures.styles[i], plan.styles[i].width, plan.styles[i].height);
        style_detail_ += style.share * detail_level(*style.image);
        shares += style.share;
        kept.push_back(planes_of(*style.image));
        styled.styles.push_back({tensor_view(kept.back(), style.image->height(), style.image->width()).to(device_),
                                 here(weight_tensor(style.weight)), style.share});
      }
    }
    style_detail_ /= shares;
    kept.push_back(coloring_.seen(*content_.image, *content_.image));
    const ContentPicture content = {point(kept.back()), here(content_weight(job.pictures.keep))};
    return {*job.network, job.settings, content, regions, {plan.tile_pixels, plan.half_targets}, checkpoint};
  }

  /// A mask of the content's own size at this scale's.
  [[nodiscard]] at::Tensor weight_of(const Mask& mask) const {
    return mask.empty() ? at::Tensor()
                        : here(weight_tensor(resample(mask, content_.image->width(), content_.image->height())));
  }

  [[nodiscard]] at::Tensor weight_here(const Mask& mask) const {
    return borrowed(mask.samples(), {1, 1, mask.height(), mask.width()}).to(device_);
  }

  /// Where it is computed. Undefined of undefined.
  [[nodiscard]] at::Tensor here(const at::Tensor& values) const {
    return values.defined() ? values.to(device_) : values;
  }

  /// What the content terms count each pixel with.
  [[nodiscard]] at::Tensor content_weight(const Mask& keep) const {
    if (keep.empty()) {
      return {};
    }
    constexpr double of_what_is_kept = 10;
    const Mask here = resample(keep, content_.image->width(), content_.image->height());
    return borrowed(here.samples(), {1, 1, here.height(), here.width()}) * (of_what_is_kept - 1) + 1;
  }

  [[nodiscard]] TemporalTerm temporal(const Job& job) const {
    if (!job.pictures.previous) {
      return {};
    }
    CleanPicture previous = resample(*job.pictures.previous, content_.image->width(), content_.image->height());
    return {coloring_.moved(coloring_.seen(*previous.image, *content_.image)), std::move(previous.weight)};
  }

  void add_temporal(const Planes& planes, Planes* gradient, Losses& losses) const {
    losses.temporal = temporal_(planes, temporal_weight_, gradient);
    losses.total += temporal_weight_ * losses.temporal;
  }

  /// Nothing pulls at pixels that do not count.
  void pin(Planes& gradient) const {
    for_pinned([&](std::size_t i) { gradient[i] = 0; });
  }

  template <class Action>
  void for_pinned(const Action& action) const {
    const std::span<const float> weight = content_.weight.samples();
    for (std::size_t pixel = 0; pixel < weight.size(); ++pixel) {
      if (weight[pixel] <= 0) {
        for (std::size_t channel = 0; channel < 3; ++channel) {
          action(channel * weight.size() + pixel);
        }
      }
    }
  }

  Coloring coloring_;
  bool on_card_;
  at::Device device_;
  CleanPicture content_;
  Planes seen_;  ///< by the network, where it is not what is moved
  double style_detail_ = 0;
  Objective objective_;
  double temporal_weight_;
  TemporalTerm temporal_;
  TemporalTermOnCard temporal_on_card_;
  at::Tensor pinned_;  ///< on the card: where nothing pulls; undefined: nowhere
};

/// Counts evaluations and tells the observer.
class Reporter {
 public:
  Reporter(Observer& observer, const Job& job)
      : observer_(observer), coloring_(job.coloring), time_left_(efforts(job.plan)) {
    for (const ScalePlan& each : job.plan.scales) {
      all_work_ += work(each) * each.scale.evaluations;
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

  void begin_scale(const ScalePlan& plan) {
    scale_ = plan.scale;
    work_ = work(plan);
    evaluations_of_scale_ = 0;
    tell();
    observer_.begin_scale(scale_);
    checkpoint()();
    scale_began_ = seconds();
  }

  void evaluated(const Losses& losses) {
    ++evaluations_;
    ++evaluations_of_scale_;
    work_done_ += work_;
    time_left_.evaluated(seconds() - scale_began_);
    latest_ = {evaluations_, scale_.width, scale_.height, seconds(), losses.total, losses.content, losses.style};
    observer_.evaluated(latest_);
    tell();
  }

  /// A scale may end before its time: what it left undone counts as done.
  void end_scale() {
    time_left_.end_scale();
    if (const int left = scale_.evaluations - evaluations_of_scale_; left > 0) {
      work_done_ += work_ * left;
      tell();
    }
  }

  /// `planes`: gives them, if somebody wants to see them.
  template <class GivePlanes>
  void accepted(const GivePlanes& planes, const Image& content) {
    if (observer_.wants_preview(latest_)) {
      observer_.preview(coloring_.picture(coloring_.painted(planes(), content), content), latest_);
    }
  }

  /// That the scale at hand has left.
  [[nodiscard]] int evaluations_left() const { return scale_.evaluations - evaluations_of_scale_; }

  [[nodiscard]] double seconds() const {
    return std::chrono::duration<double>(std::chrono::steady_clock::now() - began_).count();
  }
  [[nodiscard]] int evaluations() const { return evaluations_; }

 private:
  /// Of one evaluation: there and back take about the same.
  static double work(const ScalePlan& plan) {
    const Passes passes = passes_of(plan);
    return passes.forward + passes.backward;
  }

  static std::vector<ScaleEffort> efforts(const Plan& plan) {
    std::vector<ScaleEffort> efforts;
    for (const ScalePlan& each : plan.scales) {
      efforts.push_back({work(each), each.scale.evaluations});
    }
    return efforts;
  }

  void tell() {
    Progress progress;
    progress.fraction = std::min(1.0, work_done_ / all_work_);
    progress.text =
        say("{0} x {1}, evaluation {2} of {3}", scale_.width, scale_.height, evaluations_of_scale_, scale_.evaluations);
    progress.seconds_left = time_left_.seconds();
    observer_.progress(progress);
  }

  Observer& observer_;
  Coloring coloring_;
  TimeLeft time_left_;
  std::chrono::steady_clock::time_point began_ = std::chrono::steady_clock::now();
  double scale_began_ = 0;
  double all_work_ = 0;
  double work_done_ = 0;
  Scale scale_;
  double work_ = 0;  ///< of one evaluation there
  int evaluations_ = 0;
  int evaluations_of_scale_ = 0;
  Evaluation latest_;
};

/// The best that one scale has found so far.
struct Best {
  bool found = false;
  Losses losses;
  Planes planes;  ///< empty where it is the optimiser's own point: L-BFGS accepts nothing worse
};

/// Walks downhill at one scale from `x`, which ends at the last accepted point, also if it ends by an exception; `best`
/// is kept up to date on the way, and `best_point` where that is not the optimiser's own.
template <class Place>
void walk(const Job& job, const ScalePlan& plan, ScaleWork& work, Reporter& reporter, typename Place::Point& x,
          Best& best, typename Place::Point& best_point) {
  using Point = typename Place::Point;
  const bool falls = job.settings.optimizer == Optimizer::lbfgs;
  Losses latest;
  Problem<typename Place::Space> problem;
  problem.evaluate = [&](const Point& at, Point& gradient) {
    latest = work.losses(at, &gradient, reporter.checkpoint());
    reporter.evaluated(latest);
    return latest.total;
  };
  problem.accepted = [&](const Point& at, double value) {
    if (!best.found || value < best.losses.total) {
      best.found = true;
      best.losses = latest;
      if (!falls) {
        best_point = Place::copy(at);
      }
    }
    reporter.accepted([&]() -> decltype(auto) { return Place::planes(at); }, *work.content());
  };
  const int evaluations = reporter.evaluations_left();
  if (!falls) {
    AdamOptions options;
    options.learning_rate = job.settings.learning_rate;
    minimise_adam(problem, x, evaluations, options);
    return;
  }
  problem.project = Place::clamp;
  LbfgsOptions options;
  options.history = static_cast<std::size_t>(plan.pairs);
  // One level in ten steps, as root mean square over what counts, is a change that nobody sees.
  options.still = std::sqrt(work.counted_values());
  if (plan.half_history) {
    Lbfgs<typename Place::Space, typename Place::ShortHistory>(problem, options).minimise(x, evaluations);
  } else {
    Lbfgs<typename Place::Space, typename Place::History>(problem, options).minimise(x, evaluations);
  }
}

/// Likewise from `planes`, wherever the computing is done.
void optimise(const Job& job, const ScalePlan& plan, ScaleWork& work, Reporter& reporter, Planes& planes, Best& best) {
  if (!job.plan.card) {
    walk<OnProcessor>(job, plan, work, reporter, planes, best, best.planes);
    return;
  }
  at::Tensor x = work.point(planes);
  at::Tensor best_point;
  const auto bring_back = [&] {
    planes = planes_of(x);
    if (best_point.defined()) {
      best.planes = planes_of(best_point);
    }
  };
  try {
    walk<OnCard>(job, plan, work, reporter, x, best, best_point);
  } catch (...) {
    bring_back();
    throw;
  }
  bring_back();
}

/// What is painted of the picture to go on from.
Planes given_start(const Job& job, const Image& content) {
  return job.coloring.seen(*resample(*job.pictures.start, content.width(), content.height()).image, content);
}

/// Where a scale begins after `painting`, which is empty at the first.
Planes start(const Job& job, const Image& painting, const ScaleWork& work) {
  if (painting.empty() && job.pictures.start) {
    return job.coloring.moved(given_start(job, *work.content()));
  }
  const std::shared_ptr<const Image> content = job.coloring.painted(work.content());
  return job.coloring.moved(painting.empty() ? first_start(*content, job.settings.noise, job.settings.seed)
                                             : finer_start(painting, *content, job.seeding(work.style_detail())));
}

/// What was painted as a picture of the content's size and with its alpha.
Image finished(Image painting, const Image& content, const Coloring& coloring) {
  if (painting.empty()) {
    return content;
  }
  if (painting.width() == content.width() && painting.height() == content.height()) {
    return coloring.picture(std::move(painting), content);  // its alpha is the content's
  }
  return coloring.picture(picture_of(planes_of(resample(painting, content.width(), content.height())), content),
                          content);
}

/// Does `work`; false if the card's memory was not enough for it, and the job now has a plan that takes less.
template <class Work>
bool with_card_memory(Job& job, std::vector<std::string>& warnings, const Work& work) {
  try {
    work();
    return true;
  } catch (const c10::Error& error) {
    if (!job.plan.card || !is_out_of_memory(error)) {
      throw;
    }
  }
  job.plan_for_less();
  warnings.push_back(
      say("The graphics card's memory was not enough; the painting went on with less of it, which takes "
          "longer: {0}.",
          job.plan.text()));
  return false;
}

}  // namespace

Result run_stylize(const Request& request, Observer& observer, KeptNetwork& kept) {
  const at::NoGradGuard no_gradient;
  Job job = Job::of(request, kept);
  Reporter reporter(observer, job);
  Result result;
  result.warnings = job.pictures.warnings;

  // One of these at a time, so that no picture is held twice.
  Image painting;  // what the scales so far have come to, without the colours that the content keeps
  Planes planes;   // the point of the scale at hand
  std::shared_ptr<const Image> content;
  Best best;
  // Paints the scale at hand, or the rest of it.
  const auto paint = [&](const ScalePlan& plan) {
    ScaleWork work(job, plan, reporter.checkpoint());
    content = work.content();
    if (planes.empty()) {
      planes = start(job, painting, work);
      painting = {};
      work.follow(planes);
      work.restore(planes);
    }
    if (reporter.evaluations_left() > 0) {
      optimise(job, plan, work, reporter, planes, best);
    }
    if (&plan == &job.plan.scales.back()) {
      // Adam's last step has not been evaluated yet.
      result.losses =
          job.settings.optimizer == Optimizer::adam ? work.losses(planes, reporter.checkpoint()) : best.losses;
    }
  };
  try {
    for (std::size_t scale = 0; scale < job.plan.scales.size(); ++scale) {
      reporter.begin_scale(job.plan.scales[scale]);
      best = {};
      while (!with_card_memory(job, result.warnings, [&] { paint(job.plan.scales[scale]); })) {
      }
      reporter.end_scale();
      painting = job.coloring.painted(planes, *content);
      planes = {};
      content = {};
    }
  } catch (const StopRequested&) {
    result.stopped = true;
    result.losses = best.losses;
    if (!planes.empty()) {
      painting = job.coloring.painted(best.planes.empty() ? planes : best.planes, *content);
      planes = {};
    }
  }
  best = {};
  result.plan = job.plan.text();
  job.network.reset();
  const Scale& finest = job.plan.scales.back().scale;
  content = resample(job.pictures.content, finest.width, finest.height).image;
  if (painting.empty() && job.pictures.start) {
    painting = picture_of(given_start(job, *content), *content);
  }
  result.picture = finished(std::move(painting), *content, job.coloring);
  result.evaluations = reporter.evaluations();
  result.seconds = reporter.seconds();
  return result;
}

Losses run_evaluate(const Image& picture, const Request& request, KeptNetwork& kept) {
  const at::NoGradGuard no_gradient;
  const Job job = Job::of(request, kept);
  if (picture.empty()) {
    throw Error(tr("The picture to evaluate is empty. Choose a picture with at least one pixel."));
  }
  const Checkpoint go_on = [] {};
  const ScalePlan& finest = job.plan.scales.back();
  ScaleWork work(job, finest, go_on);
  const Image at_size = resample(picture, finest.scale.width, finest.scale.height);
  return work.losses(job.coloring.moved(job.coloring.seen(at_size, *work.content())), go_on);
}

}  // namespace neural_style
