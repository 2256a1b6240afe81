#include "stylize/run/resumed.hpp"

#include <cstddef>
#include <string>

#include "file_bytes.hpp"
#include "network/cuda/cuda.hpp"
#include "neural_style/job_checksum.hpp"
#include "neural_style/translation.hpp"
#include "stylize/run/own_rows.hpp"
#include "stylize/run/team_state.hpp"

namespace neural_style {

Resumed Resumed::from(const std::filesystem::path& file, const Request& request, const Team* team) {
  Resumed resumed{StateReader(file), {}};
  resumed.position.exchange(resumed.file);
  const std::string job = job_checksum(request);
  if (resumed.position.job != (team == nullptr ? job : part_of_job(job, *team))) {
    throw Error(
        say("The checkpoint {0} is of another job: its pictures, settings or model were not these. Go on with those, "
            "or remove the checkpoint to begin anew.",
            quoted(file)));
  }
  if (resumed.position.device == Device::cuda && !cuda::card()) {
    throw Error(
        say("The checkpoint {0} is of a run on a graphics card, but none answers to CUDA here. Go on where one does, "
            "or remove the checkpoint to begin anew.",
            quoted(file)));
  }
  return resumed;
}

void Resumed::take(const Job& job, Best& best, Planes& planes) {
  if (position.scale >= job.plan.scales.size()) {
    file.damaged();
  }
  const Scale& scale = job.plan.scales[position.scale].scale;
  const OwnRows rows(job.team, scale.height, scale.width, job.settings.seamless);
  exchange(file, best.losses, best.planes, planes,
           3 * static_cast<std::size_t>(scale.width) * static_cast<std::size_t>(rows.strip().own.length()),
           job.settings.optimizer);
  best.found = true;
}

}  // namespace neural_style
