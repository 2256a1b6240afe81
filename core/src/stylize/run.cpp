#include "stylize/run.hpp"

#include <ATen/ATen.h>

#include <algorithm>
#include <chrono>
#include <cmath>
#include <cstddef>
#include <cstdint>
#include <deque>
#include <filesystem>
#include <iterator>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <utility>
#include <vector>

#include "file_bytes.hpp"
#include "network/borrowed.hpp"
#include "neural_style/run_state.hpp"
#include "neural_style/translation.hpp"
#include "objective/objective.hpp"
#include "objective/temporal.hpp"
#include "optimise/adam.hpp"
#include "optimise/dense_history.hpp"
#include "optimise/dense_space.hpp"
#include "optimise/half_history.hpp"
#include "optimise/lbfgs.hpp"
#include "picture/resample.hpp"
#include "stylize/job_checksum.hpp"
#include "stylize/machine.hpp"
#include "stylize/own_colors.hpp"
#include "stylize/picture_tensor.hpp"
#include "stylize/plan.hpp"
#include "stylize/prepare.hpp"
#include "stylize/run_position.hpp"
#include "stylize/schedule.hpp"
#include "stylize/start.hpp"
#include "stylize/state_file.hpp"
#include "stylize/threads.hpp"
#include "stylize/time_left.hpp"

namespace neural_style {
namespace {

using Space = DenseSpace<float>;

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
  Plan plan;
  KeptNetwork::Lent network;

  /// How a finer scale begins where the styles are of that detail.
  [[nodiscard]] Seeding seeding(double style_detail) const {
    return {0.5 * style_detail, 1 - amount_of_own_colors(settings), settings.content_weight > 0, settings.seamless,
            settings.seed};
  }

  /// `request` and `kept` outlive it. A run that has been at `resumed`, if there is one, goes by the plan that it had.
  static Job of(const Request& request, KeptNetwork& kept, const std::optional<RunPosition>& resumed = std::nullopt) {
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
    if (resumed) {
      settings.threads = resumed->threads;
      settings.precision = resumed->precision;
    }
    Plan plan = make_plan(sizes, settings, resumed ? resumed->limit : memory_limit(settings));
    if (!plan.fits()) {
      throw Error(refusal(plan, sizes, settings));
    }
    if (resumed) {
      check_memory(plan, settings);
    }
    set_threads(plan.threads);
    KeptNetwork::Lent network = kept.lend(settings, plan.precision);
    const Coloring coloring(settings);
    return {std::move(settings), coloring, std::move(pictures), std::move(plan), std::move(network)};
  }

 private:
  static Extent extent_of(const Image& picture) { return {picture.width(), picture.height()}; }

  /// Throws Error if there is less memory now than when the plan was made.
  static void check_memory(const Plan& plan, const Settings& settings) {
    constexpr std::size_t mebibyte = std::size_t{1} << 20U;
    const std::size_t most = settings.memory_limit > 0 ? memory_limit(settings) : available_memory();
    if (plan.peak_memory > most) {
      throw Error(
          say("To go on from the checkpoint takes {0} MiB of memory, but only {1} MiB may be used. Close other "
              "programs or raise the memory limit.",
              plan.peak_memory / mebibyte, most / mebibyte));
    }
  }
};

/// What is asked at one scale. Nothing is kept that the optimiser does not need: at great sizes every picture counts.
class ScaleWork {
 public:
  ScaleWork(const Job& job, const ScalePlan& plan, const Checkpoint& checkpoint)
      : coloring_(job.coloring),
        content_(resample(job.pictures.content, plan.scale.width, plan.scale.height)),
        objective_(objective(job, plan, checkpoint)),
        temporal_weight_(job.settings.temporal_weight),
        temporal_(temporal(job)) {}

  [[nodiscard]] const std::shared_ptr<const Image>& content() const { return content_.image; }

  /// Mean strength of the styles' finest octave at this scale.
  [[nodiscard]] double style_detail() const { return style_detail_; }

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
        styled.styles.push_back({tensor_view(kept.back(), style.image->height(), style.image->width()),
                                 weight_tensor(style.weight), style.share});
      }
    }
    style_detail_ /= shares;
    kept.push_back(coloring_.seen(*content_.image, *content_.image));
    const ContentPicture content = {tensor_view(kept.back(), content_.image->height(), content_.image->width()),
                                    content_weight(job.pictures.keep)};
    return {*job.network, job.settings, content, regions, {plan.tile_pixels, plan.half_targets}, checkpoint};
  }

  /// A mask of the content's own size at this scale's.
  [[nodiscard]] at::Tensor weight_of(const Mask& mask) const {
    return mask.empty() ? at::Tensor()
                        : weight_tensor(resample(mask, content_.image->width(), content_.image->height()));
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
  CleanPicture content_;
  Planes seen_;  ///< by the network, where it is not what is moved
  double style_detail_ = 0;
  Objective objective_;
  double temporal_weight_;
  TemporalTerm temporal_;
};

/// Counts evaluations and tells the observer.
class Reporter {
 public:
  Reporter(Observer& observer, const Job& job, const std::optional<RunPosition>& resumed)
      : observer_(observer), coloring_(job.coloring), time_left_(efforts(job.plan)) {
    for (const ScalePlan& each : job.plan.scales) {
      all_work_ += work(each) * each.scale.evaluations;
    }
    if (resumed) {
      go_on_from(*resumed, job.plan);
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
    evaluations_of_scale_ = std::exchange(evaluations_before_, 0);
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

  void accepted(const Planes& planes, const Image& content) {
    if (observer_.wants_preview(latest_)) {
      observer_.preview(coloring_.picture(coloring_.painted(planes, content), content), latest_);
    }
  }

  [[nodiscard]] bool wants_state() const { return observer_.wants_state(); }
  void state(const RunState& state) const { observer_.state(state); }

  [[nodiscard]] double seconds() const {
    return seconds_before_ + std::chrono::duration<double>(std::chrono::steady_clock::now() - began_).count();
  }
  [[nodiscard]] int evaluations() const { return evaluations_; }
  [[nodiscard]] int evaluations_of_scale() const { return evaluations_of_scale_; }

 private:
  void go_on_from(const RunPosition& position, const Plan& plan) {
    for (std::size_t i = 0; i < position.scale; ++i) {
      work_done_ += work(plan.scales[i]) * plan.scales[i].scale.evaluations;
    }
    work_done_ += work(plan.scales[position.scale]) * position.evaluations_of_scale;
    time_left_.skip(position.scale, position.evaluations_of_scale);
    seconds_before_ = position.seconds;
    evaluations_ = position.evaluations;
    evaluations_before_ = position.evaluations_of_scale;
  }

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
  double seconds_before_ = 0;   ///< it was resumed
  int evaluations_before_ = 0;  ///< likewise, of the scale that comes first
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

/// What a run is to write of itself, but for the optimiser.
class Writable {
 public:
  /// All outlive it.
  Writable(const Request& request, const Job& job, const Reporter& reporter)
      : request_(request), job_(job), reporter_(reporter) {}

  /// The run is at that scale now.
  void begin_scale(std::size_t scale) { scale_ = scale; }

  [[nodiscard]] RunPosition position() const {
    if (checksum_.empty()) {
      checksum_ = job_checksum(request_);  // takes a second where the pictures are great, and not every run wants it
    }
    return {checksum_,
            job_.plan.threads,
            job_.plan.precision,
            job_.plan.limit,
            static_cast<std::uint32_t>(scale_),
            reporter_.evaluations(),
            reporter_.evaluations_of_scale(),
            reporter_.seconds()};
  }

 private:
  const Request& request_;
  const Job& job_;
  const Reporter& reporter_;
  std::size_t scale_ = 0;
  mutable std::string checksum_;
};

/// Passes on what a scale has come to: `best` and the optimiser's point, `length` numbers.
template <class Archive>
void exchange(Archive& archive, Best& best, Planes& planes, std::size_t length, Optimizer optimizer) {
  exchange(archive, best.losses);
  archive.numbers(best.planes, optimizer == Optimizer::adam ? length : 0);
  archive.numbers(planes, length);
}

/// A run between two steps.
template <class Minimiser>
class Standing final : public RunState {
 public:
  Standing(const Writable& run, Best& best, Planes& planes, Optimizer optimizer, Minimiser& minimiser)
      : run_(run), best_(best), planes_(planes), optimizer_(optimizer), minimiser_(minimiser) {}

  void write(const std::filesystem::path& file) const override {
    RunPosition position = run_.position();
    StateWriter writer(file);
    position.exchange(writer);
    exchange(writer, best_, planes_, planes_.size(), optimizer_);
    minimiser_.exchange(writer, planes_.size());
    writer.finish();
  }

 private:
  const Writable& run_;
  Best& best_;
  Planes& planes_;
  Optimizer optimizer_;
  Minimiser& minimiser_;
};

/// A run that goes on.
struct Resumed {
  StateReader file;
  RunPosition position;

  /// Throws Error if the file is not of this job.
  static Resumed from(const std::filesystem::path& file, const Request& request) {
    Resumed resumed{StateReader(file), {}};
    resumed.position.exchange(resumed.file);
    if (resumed.position.job != job_checksum(request)) {
      throw Error(
          say("The checkpoint {0} is of another job: its pictures, settings or model were not these. Go on with those, "
              "or remove the checkpoint to begin anew.",
              quoted(file)));
    }
    return resumed;
  }

  /// Takes what its scale had come to.
  void take(const Plan& plan, Optimizer optimizer, Best& best, Planes& planes) {
    if (position.scale >= plan.scales.size()) {
      file.damaged();
    }
    const Scale& scale = plan.scales[position.scale].scale;
    exchange(file, best, planes, 3 * static_cast<std::size_t>(scale.width) * static_cast<std::size_t>(scale.height),
             optimizer);
    best.found = true;
  }
};

/// Walks downhill at one scale.
class Walk {
 public:
  /// From `planes`, which ends at the last accepted point, also if it ends by an exception; `best` is kept up to date
  /// on the way. `resumed`: where an earlier walk had come to, `planes` and `best` included; or null.
  Walk(const Job& job, const Writable& run, ScaleWork& work, Reporter& reporter, Planes& planes, Best& best,
       StateReader* resumed)
      : job_(job), run_(run), work_(work), reporter_(reporter), planes_(planes), best_(best), resumed_(resumed) {}

  void go(const ScalePlan& plan) {
    const int evaluations = plan.scale.evaluations;
    if (job_.settings.optimizer == Optimizer::adam) {
      AdamOptions options;
      options.learning_rate = job_.settings.learning_rate;
      minimise<Adam<Space>>(problem(), options, evaluations);
      return;
    }
    Problem<Space> bounded = problem();
    bounded.project = [](Planes& x) {
      for_pieces(x.size(), [&](std::size_t begin, std::size_t end) {
        for (std::size_t i = begin; i < end; ++i) {
          x[i] = std::clamp(x[i], 0.0F, 255.0F);
        }
      });
    };
    LbfgsOptions options;
    options.history = static_cast<std::size_t>(plan.pairs);
    // One level in ten steps, as root mean square over what counts, is a change that nobody sees.
    options.still = std::sqrt(work_.counted_values());
    if (plan.half_history) {
      minimise<Lbfgs<Space, HalfHistory<float>>>(std::move(bounded), options, evaluations);
    } else {
      minimise<Lbfgs<Space, DenseHistory<float>>>(std::move(bounded), options, evaluations);
    }
  }

 private:
  Problem<Space> problem() {
    Problem<Space> problem;
    problem.evaluate = [this](const Planes& x, Planes& gradient) {
      latest_ = work_.losses(x, &gradient, reporter_.checkpoint());
      reporter_.evaluated(latest_);
      return latest_.total;
    };
    problem.accepted = [this](const Planes& x, double value) {
      if (!best_.found || value < best_.losses.total) {
        best_.found = true;
        best_.losses = latest_;
        if (job_.settings.optimizer == Optimizer::adam) {
          best_.planes = x;
        }
      }
      reporter_.accepted(x, *work_.content());
    };
    return problem;
  }

  template <class Minimiser, class Options>
  void minimise(Problem<Space> problem, const Options& options, int evaluations) {
    std::optional<Minimiser> minimiser;
    problem.resting = [&] {
      if (reporter_.wants_state()) {
        reporter_.state(Standing<Minimiser>(run_, best_, planes_, job_.settings.optimizer, *minimiser));
      }
    };
    minimiser.emplace(std::move(problem), options);
    if (resumed_ != nullptr) {
      minimiser->exchange(*resumed_, planes_.size());
    }
    minimiser->minimise(planes_, evaluations);
  }

  const Job& job_;
  const Writable& run_;
  ScaleWork& work_;
  Reporter& reporter_;
  Planes& planes_;
  Best& best_;
  StateReader* resumed_;
  Losses latest_;
};

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

}  // namespace

Result run_stylize(const Request& request, const std::filesystem::path& checkpoint, Observer& observer,
                   KeptNetwork& kept) {
  const at::NoGradGuard no_gradient;
  std::optional<Resumed> resumed;
  if (!checkpoint.empty()) {
    resumed = Resumed::from(checkpoint, request);
  }
  const std::optional<RunPosition> position = resumed ? std::optional(resumed->position) : std::nullopt;
  Job job = Job::of(request, kept, position);
  // One of these at a time, so that no picture is held twice.
  Image painting;  // what the scales so far have come to, without the colours that the content keeps
  Planes planes;   // the point of the scale at hand
  std::shared_ptr<const Image> content;
  Best best;
  if (resumed) {
    resumed->take(job.plan, job.settings.optimizer, best, planes);
  }
  Reporter reporter(observer, job, position);
  Writable run(request, job, reporter);
  Result result;
  result.warnings = job.pictures.warnings;
  result.plan = job.plan.text();

  std::size_t scale = position ? position->scale : 0;
  try {
    for (; scale < job.plan.scales.size(); ++scale) {
      const ScalePlan& plan = job.plan.scales[scale];
      run.begin_scale(scale);
      reporter.begin_scale(plan);
      ScaleWork work(job, plan, reporter.checkpoint());
      content = work.content();
      if (!resumed) {
        planes = start(job, painting, work);
        painting = {};
        work.follow(planes);
        work.restore(planes);
        best = {};
      }
      Walk(job, run, work, reporter, planes, best, resumed ? &resumed->file : nullptr).go(plan);
      resumed.reset();
      reporter.end_scale();
      painting = job.coloring.painted(planes, *content);
      if (scale + 1 == job.plan.scales.size()) {
        result.losses = best.losses;
        if (job.settings.optimizer == Optimizer::adam) {
          // Its last step has not been evaluated yet, and of the picture, whose colours are clipped, no step has.
          planes = job.coloring.moved(planes_of(painting));
          result.losses = work.losses(planes, nullptr, reporter.checkpoint());
        }
      }
      planes = {};
      content = {};
    }
  } catch (const StopRequested&) {
    result.stopped = true;
    result.losses = best.losses;
    if (!planes.empty()) {
      if (content == nullptr) {  // it was resumed, and stopped before it went on
        const Scale& size = job.plan.scales[scale].scale;
        content = resample(job.pictures.content, size.width, size.height).image;
      }
      painting = job.coloring.painted(best.planes.empty() ? planes : best.planes, *content);
      planes = {};
    }
  }
  best = {};
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
  return work.losses(job.coloring.moved(job.coloring.seen(at_size, *work.content())), nullptr, go_on);
}

}  // namespace neural_style
