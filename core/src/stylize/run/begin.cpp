#include "stylize/run/begin.hpp"

#include <memory>

#include "stylize/prepare.hpp"
#include "stylize/start.hpp"

namespace neural_style {

Planes given_start(const Job& job, const Image& content) {
  return job.coloring.seen(*resample(*job.pictures.start, content.width(), content.height()).image, content);
}

Planes start(const Job& job, const Image& painting, const ScaleWork& work) {
  if (painting.empty() && job.pictures.start) {
    return job.coloring.moved(given_start(job, *work.content()));
  }
  const std::shared_ptr<const Image> content = job.coloring.painted(work.content());
  return job.coloring.moved(painting.empty() ? first_start(*content, job.settings.noise, job.settings.seed)
                                             : finer_start(painting, *content, job.seeding(work.style_detail())));
}

}  // namespace neural_style
