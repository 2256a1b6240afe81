#include "stylize/run/writable.hpp"

#include <cstdint>

#include "neural_style/job_checksum.hpp"
#include "stylize/run/team_state.hpp"

namespace neural_style {

RunPosition Writable::position() const {
  if (checksum_.empty()) {
    checksum_ = job_checksum(request_);  // takes a second where the pictures are great, and not every run wants it
  }
  return {job_.team == nullptr ? checksum_ : part_of_job(checksum_, *job_.team),
          job_.plan.threads,
          job_.plan.precision,
          job_.plan.card ? Device::cuda : Device::cpu,
          job_.plan.limit,
          static_cast<std::uint32_t>(scale_),
          reporter_.evaluations(),
          reporter_.evaluations_of_scale(),
          reporter_.seconds()};
}

}  // namespace neural_style
