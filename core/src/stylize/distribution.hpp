// How the values of a channel are distributed.
#pragma once

#include <algorithm>
#include <cmath>
#include <cstddef>
#include <vector>

namespace neural_style {

struct ChannelMoments {
  double mean = 0;
  double deviation = 0;  ///< standard deviation
};

/// A weighted histogram of Oklab's lightness, or of a or b, and of what linear maps make of them: so fine that nobody
/// sees its bins. Values beyond its ends count as at them.
class Distribution {
 public:
  static constexpr double least = -1;
  static constexpr double most = 2;
  static constexpr std::size_t bins = 3072;
  static constexpr double bin_width = (most - least) / bins;

  static double center(std::size_t bin) { return least + (static_cast<double>(bin) + 0.5) * bin_width; }

  static std::size_t bin_of(double value) {
    return static_cast<std::size_t>(std::clamp((value - least) / bin_width, 0.0, bins - 1.0));
  }

  void add(double value, double weight) {
    masses_[bin_of(value)] += weight;
    total_ += weight;
  }

  /// A bin's share of all.
  [[nodiscard]] double share(std::size_t bin) const { return masses_[bin] / total_; }

  /// As if each value had a random error of that standard deviation.
  [[nodiscard]] Distribution blurred(double deviation) const;

  /// Of map(value).
  template <class Map>
  [[nodiscard]] ChannelMoments moments(const Map& map) const {
    double sum = 0;
    double squares = 0;
    for (std::size_t bin = 0; bin < bins; ++bin) {
      if (masses_[bin] > 0) {
        const double value = map(center(bin));
        sum += share(bin) * value;
        squares += share(bin) * value * value;
      }
    }
    return {sum, std::sqrt(std::max(0.0, squares - sum * sum))};
  }

 private:
  std::vector<double> masses_ = std::vector<double>(bins);
  double total_ = 0;
};

}  // namespace neural_style
