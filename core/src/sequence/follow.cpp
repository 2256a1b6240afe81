#include <cstddef>
#include <numeric>
#include <span>
#include <stdexcept>

#include "neural_style/sequence.hpp"
#include "picture/resample.hpp"
#include "sequence/motion.hpp"

namespace neural_style {
namespace {

/// Share of the pixels that can be trusted at least while the scene goes on. Of two scenes that have nothing to do with
/// each other, up to 4 % find some place by chance; painting those again and the rest anew would show in both.
constexpr double least_of_a_scene = 0.25;

}  // namespace

Image follow(const Image& before, const Image& painting, const Image& content) {
  constexpr int longest = 32766;  // OpenCV's remap()
  if (before.empty() || painting.empty() || before.width() != content.width() || before.height() != content.height() ||
      painting.width() > longest || painting.height() > longest) {
    throw std::invalid_argument("follow: two frames of one size and a painting, of at most 32766 pixels a side");
  }
  const Image from = resample(content, painting.width(), painting.height());
  const Image to = resample(before, painting.width(), painting.height());
  const Flow back = flow_between(from, to);
  const Mask trust = reliability(back, flow_between(to, from));
  const bool cut = std::accumulate(trust.samples().begin(), trust.samples().end(), 0.0) <
                   least_of_a_scene * static_cast<double>(trust.samples().size());
  Image result = moved(painting, back);
  const std::span<float> samples = result.samples();
  for (std::size_t i = 0; i < trust.samples().size(); ++i) {
    float& alpha = samples[i * Image::channels + 3];
    alpha = alpha > 0 && !cut ? trust.samples()[i] : 0;
  }
  return result;
}

}  // namespace neural_style
