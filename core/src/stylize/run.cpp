#include "stylize/run.hpp"

#include <ATen/ATen.h>

#include <cstddef>
#include <filesystem>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <utility>
#include <vector>

#include "network/device.hpp"
#include "neural_style/job_checksum.hpp"
#include "neural_style/translation.hpp"
#include "picture/resample.hpp"
#include "stylize/planes.hpp"
#include "stylize/prepare.hpp"
#include "stylize/run/begin.hpp"
#include "stylize/run/best.hpp"
#include "stylize/run/coloring.hpp"
#include "stylize/run/job.hpp"
#include "stylize/run/optimise.hpp"
#include "stylize/run/own_rows.hpp"
#include "stylize/run/reporter.hpp"
#include "stylize/run/resumed.hpp"
#include "stylize/run/scale_work.hpp"
#include "stylize/run/team_state.hpp"
#include "stylize/run/writable.hpp"
#include "stylize/run_position.hpp"
#include "team/in_step.hpp"

namespace neural_style {
namespace {

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

/// Of the picture that the finest scale has come to. `planes` are no longer needed.
Losses last_losses(const Job& job, ScaleWork& work, Reporter& reporter, const Image& painting, Planes& planes,
                   const Best& best) {
  if (job.settings.optimizer != Optimizer::adam) {
    return best.losses;
  }
  // Its last step has not been evaluated yet, and of the picture, whose colours are clipped, no step has.
  planes = work.rows().cut(job.coloring.moved(planes_of(painting)));
  return work.losses(planes, reporter.checkpoint());
}

/// What a scale had come to where the run was stopped. There is no content of its size yet if the run was resumed, and
/// stopped before it went on. `planes` are no longer needed.
Image painted_so_far(const Job& job, const Scale& scale, const std::shared_ptr<const Image>& content, Planes planes,
                     Best& best) {
  const std::shared_ptr<const Image> of_size =
      content != nullptr ? content : resample(job.pictures.content, scale.width, scale.height).image;
  const OwnRows rows(job.team, scale.height, scale.width, job.settings.seamless);
  return job.coloring.painted(rows.whole(std::move(best.planes.empty() ? planes : best.planes)), *of_size);
}

/// Throws TeamError if not all of a team were asked for the same.
void check_same_job(Team& team, const Request& request) {
  std::string mine;
  in_step(&team, [&] { mine = job_checksum(request); });
  std::string first = mine;
  team.broadcast(0, std::as_writable_bytes(std::span(first)));
  in_step(&team, [&] {
    if (mine != first) {
      throw Error(
          tr("The processes that are to paint one picture were given different pictures, settings or models. Start all "
             "of them with the same command, where they find the same files."));
    }
  });
}

/// What to go on from, if there is anything.
std::optional<Resumed> where_it_was(const Request& request, const std::filesystem::path& checkpoint, Team* team) {
  if (team != nullptr) {
    check_same_job(*team, request);
  }
  if (checkpoint.empty()) {
    return std::nullopt;
  }
  if (team == nullptr) {
    return Resumed::from(checkpoint, request);
  }
  const std::optional<std::filesystem::path> file = newest_state_of_team(checkpoint, request, *team);
  return file ? std::optional(Resumed::from(*file, request, team)) : std::nullopt;
}

}  // namespace

Result run_stylize(const Request& request, const std::filesystem::path& checkpoint, Observer& observer,
                   KeptNetwork& kept, Team* team) {
  const at::NoGradGuard no_gradient;
  std::optional<Resumed> resumed = where_it_was(request, checkpoint, team);
  const std::optional<RunPosition> position = resumed ? std::optional(resumed->position) : std::nullopt;
  Job job = Job::of(request, kept, position, team);
  // One of these at a time, so that no picture is held twice.
  Image painting;                // what the scales so far have come to, without the colours that the content keeps
  std::optional<Planes> planes;  // the point of the scale at hand, which in a team may have no numbers
  std::shared_ptr<const Image> content;
  Best best;
  if (resumed) {
    in_step(team, [&] { resumed->take(job, best, planes.emplace()); });
  }
  Reporter reporter(observer, job, position);
  Writable run(request, job, reporter);
  Result result;
  result.warnings = job.pictures.warnings;

  std::size_t scale = position ? position->scale : 0;
  // Paints the scale at hand, or the rest of it.
  const auto paint = [&] {
    const ScalePlan& plan = job.plan.scales[scale];
    ScaleWork work(job, plan, reporter.checkpoint());
    content = work.content();
    if (!planes) {
      Planes whole = start(job, painting, work);
      painting = {};
      work.follow(whole);
      work.restore(whole);
      planes = work.rows().cut(std::move(whole));
      best = {};
    }
    if (reporter.evaluations_left() > 0) {
      optimise(job, plan, run, work, reporter, *planes, best, resumed ? &resumed->file : nullptr);
    }
    painting = job.coloring.painted(work.rows().whole(std::move(*planes)), *content);
    if (scale + 1 == job.plan.scales.size()) {
      result.losses = last_losses(job, work, reporter, painting, *planes, best);
    }
  };
  try {
    for (; scale < job.plan.scales.size(); ++scale) {
      job.network->release();  // the plan gives each scale the memory anew
      run.begin_scale(scale);
      reporter.begin_scale(job.plan.scales[scale]);
      for (bool painted = false; !painted;) {
        painted = with_card_memory(job, result.warnings, paint);
        resumed.reset();  // it has been read, or what it holds is of a plan that took too much
      }
      reporter.end_scale();
      planes.reset();
      content = {};
    }
  } catch (const StopRequested&) {
    result.stopped = true;
    result.losses = best.losses;
    if (planes) {
      painting = painted_so_far(job, job.plan.scales[scale].scale, content, std::move(*planes), best);
      planes.reset();
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
