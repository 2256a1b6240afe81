#include "stylize/run/resumed.hpp"

#include <cstddef>

#include "file_bytes.hpp"
#include "network/cuda/cuda.hpp"
#include "neural_style/job_checksum.hpp"
#include "neural_style/translation.hpp"

namespace neural_style {

Resumed Resumed::from(const std::filesystem::path& file, const Request& request) {
  Resumed resumed{StateReader(file), {}};
  resumed.position.exchange(resumed.file);
  if (resumed.position.job != job_checksum(request)) {
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

void Resumed::take(const Plan& plan, Optimizer optimizer, Best& best, Planes& planes) {
  if (position.scale >= plan.scales.size()) {
    file.damaged();
  }
  const Scale& scale = plan.scales[position.scale].scale;
  exchange(file, best.losses, best.planes, planes,
           3 * static_cast<std::size_t>(scale.width) * static_cast<std::size_t>(scale.height), optimizer);
  best.found = true;
}

}  // namespace neural_style
