#include "stylize/distribution.hpp"

#include <numeric>
#include <opencv2/imgproc.hpp>

namespace neural_style {

Distribution Distribution::blurred(double deviation) const {
  Distribution result;
  cv::GaussianBlur(masses_, result.masses_, {0, 1}, deviation / bin_width, 0, cv::BORDER_CONSTANT);
  result.total_ = std::accumulate(result.masses_.begin(), result.masses_.end(), 0.0);
  return result;
}

}  // namespace neural_style
