#include "network/onednn/kernels.hpp"

#include <algorithm>
#include <array>

#include "network/onednn/numbers.hpp"

namespace neural_style::onednn {
namespace {

constexpr int colours = 3;

template <class Number>
GroupBits positive(const Number* features) {
  GroupBits found;
  for (int k = 0; k < GroupBits::bits; ++k) {
#pragma omp simd
    for (int i = 0; i < GroupBits::words; ++i) {
      found.set(k, i, ordered(features[k * GroupBits::words + i]) > 0);
    }
  }
  return found;
}

template <class Number>
void keep(const GroupBits& bits, const Number* from, Number* to) {
  for (int k = 0; k < GroupBits::bits; ++k) {
    for (int i = 0; i < GroupBits::words; ++i) {
      to[k * GroupBits::words + i] = masked(from[k * GroupBits::words + i], bits.mask(k, i));
    }
  }
}

// Of one group each, and not inlined: within larger loops GCC gives up on vectorising them.

template <class Number>
[[gnu::noinline]] void mark_group(const Number* features, std::uint8_t* bits) {
  positive(features).store(bits);
}

template <class Number>
[[gnu::noinline]] void add_group(const Number* features, float* sums) {
  for (int c = 0; c < group; ++c) {
    sums[c] += widened(features[c]);
  }
}

template <class Number>
[[gnu::noinline]] void scale_group(const float* sums, float factor, Number* to) {
  for (int c = 0; c < group; ++c) {
    to[c] = narrowed<Number>(factor * sums[c]);
  }
}

template <class Number>
[[gnu::noinline]] void raise_group(const Number* features, Number* most) {
  for (int c = 0; c < group; ++c) {
    most[c] = larger(features[c], most[c]);
  }
}

/// Marks the features that are the maximum of their window, and takes those windows off the `left` ones.
template <class Number>
[[gnu::noinline]] void mark_maxima(const Number* features, const Number* most, GroupBits& left, std::uint8_t* maxima) {
  GroupBits less;
  for (int k = 0; k < GroupBits::bits; ++k) {
#pragma omp simd
    for (int i = 0; i < GroupBits::words; ++i) {
      const int c = k * GroupBits::words + i;
      less.set(k, i, ordered(most[c]) > ordered(features[c]));
    }
  }
  GroupBits met;
  for (int i = 0; i < GroupBits::words; ++i) {
    met.word[i] = static_cast<std::uint16_t>(left.word[i] & ~less.word[i]);
    left.word[i] = static_cast<std::uint16_t>(left.word[i] & less.word[i]);
  }
  met.store(maxima);
}

/// A window of 2x2 pooling: where its features are, from the first on.
struct Window {
  std::array<std::ptrdiff_t, 4> at = {};
  std::size_t count = 0;
};

/// Calls `work(pooled, window)` for each window, with where its pooled features are.
template <class Work>
void for_windows(const Grid& grid, const Work& work) {
  const int rows = (grid.height + 1) / 2;
  const int columns = (grid.width + 1) / 2;
#pragma omp parallel for schedule(static)
  for (int row = 0; row < rows; ++row) {
    for (int column = 0; column < columns; ++column) {
      Window window;
      for (int y = 2 * row; y < std::min(2 * row + 2, grid.height); ++y) {
        for (int x = 2 * column; x < std::min(2 * column + 2, grid.width); ++x) {
          window.at[window.count++] = (static_cast<std::ptrdiff_t>(y) * grid.width + x) * grid.channels;
        }
      }
      work((static_cast<std::ptrdiff_t>(row) * columns + column) * grid.channels, window);
    }
  }
}

/// Which pixel of the picture's row, or column, the framed one repeats: see to_network().
int inside(int framed, int border, int size) { return std::clamp(framed - border, 0, size - 1); }

}  // namespace

template <class Number>
void Kernels<Number>::mark_positive(const Number* features, std::size_t count, std::uint8_t* bits) {
  const auto groups = static_cast<std::ptrdiff_t>(count / group);
#pragma omp parallel for schedule(static)
  for (std::ptrdiff_t i = 0; i < groups; ++i) {
    positive(features + i * group).store(bits + i * GroupBits::words);
  }
}

template <class Number>
void Kernels<Number>::pool_average(const Number* features, const Grid& grid, std::uint8_t* bits, Number* pooled) {
  for_windows(grid, [=](std::ptrdiff_t target, const Window& window) {
    for (int channel = 0; channel < grid.channels; channel += group) {
      std::array<float, group> sums = {};
      for (std::size_t i = 0; i < window.count; ++i) {
        const std::ptrdiff_t at = window.at[i] + channel;
        add_group(features + at, sums.data());
        mark_group(features + at, bits + at / 8);
      }
      scale_group(sums.data(), 1.0F / static_cast<float>(window.count), pooled + target + channel);
    }
  });
}

template <class Number>
void Kernels<Number>::pool_max(const Number* features, const Grid& grid, std::uint8_t* bits, std::uint8_t* maxima,
                               Number* pooled) {
  for_windows(grid, [=](std::ptrdiff_t target, const Window& window) {
    for (int channel = 0; channel < grid.channels; channel += group) {
      Number* const most = pooled + target + channel;
      std::copy_n(features + window.at[0] + channel, group, most);
      for (std::size_t i = 1; i < window.count; ++i) {
        raise_group(features + window.at[i] + channel, most);
      }
      GroupBits left = positive(most);  // windows whose maximum has not been met yet
      for (std::size_t i = 0; i < window.count; ++i) {
        const std::ptrdiff_t at = window.at[i] + channel;
        mark_maxima(features + at, most, left, maxima + at / 8);
        if (bits != nullptr) {
          mark_group(features + at, bits + at / 8);
        }
      }
    }
  });
}

template <class Number>
void Kernels<Number>::keep_marked(Number* gradient, std::size_t count, const std::uint8_t* bits) {
  const auto groups = static_cast<std::ptrdiff_t>(count / group);
#pragma omp parallel for schedule(static)
  for (std::ptrdiff_t i = 0; i < groups; ++i) {
    keep(GroupBits::loaded(bits + i * GroupBits::words), gradient + i * group, gradient + i * group);
  }
}

template <class Number>
void Kernels<Number>::unpool_average(const Number* pooled, const Grid& grid, const std::uint8_t* bits,
                                     Number* gradient) {
  for_windows(grid, [=](std::ptrdiff_t source, const Window& window) {
    const float part = 1.0F / static_cast<float>(window.count);
    for (int channel = 0; channel < grid.channels; channel += group) {
      std::array<Number, group> parts = {};
      for (std::size_t c = 0; c < parts.size(); ++c) {
        parts[c] = narrowed<Number>(part * widened(pooled[source + channel + static_cast<std::ptrdiff_t>(c)]));
      }
      for (std::size_t i = 0; i < window.count; ++i) {
        const std::ptrdiff_t at = window.at[i] + channel;
        if (bits != nullptr) {
          keep(GroupBits::loaded(bits + at / 8), parts.data(), gradient + at);
        } else {
          std::ranges::copy(parts, gradient + at);
        }
      }
    }
  });
}

template <class Number>
void Kernels<Number>::unpool_max(const Number* pooled, const Grid& grid, const std::uint8_t* maxima, Number* gradient) {
  for_windows(grid, [=](std::ptrdiff_t source, const Window& window) {
    for (int channel = 0; channel < grid.channels; channel += group) {
      for (std::size_t i = 0; i < window.count; ++i) {
        const std::ptrdiff_t at = window.at[i] + channel;
        keep(GroupBits::loaded(maxima + at / 8), pooled + source + channel, gradient + at);
      }
    }
  });
}

template <class Number>
void Kernels<Number>::to_network(const Planes& picture, const std::array<double, 3>& mean_bgr, int border,
                                 Number* input) {
  const int height = picture.height + 2 * border;
  const int width = picture.width + 2 * border;
#pragma omp parallel for schedule(static)
  for (int y = 0; y < height; ++y) {
    const float* const from = picture.values + inside(y, border, picture.height) * picture.row;
    Number* to = input + static_cast<std::ptrdiff_t>(y) * width * colours;
    for (int x = 0; x < width; ++x) {
      for (int colour = 0; colour < colours; ++colour) {
        const float level = from[(colours - 1 - colour) * picture.plane + inside(x, border, picture.width)];
        *to++ = narrowed<Number>(level - static_cast<float>(mean_bgr.at(static_cast<std::size_t>(colour))));
      }
    }
  }
}

void from_network(const float* gradient, int border, const Planes& picture) {
  const int width = picture.width + 2 * border;
#pragma omp parallel for schedule(static)
  for (int y = 0; y < picture.height; ++y) {
    // The framed rows that repeat this one: the borders too, if it is the first or the last.
    const int first = y == 0 ? 0 : y + border;
    const int end = y + 1 == picture.height ? y + 1 + 2 * border : y + 1 + border;
    for (int colour = 0; colour < colours; ++colour) {
      float* const to = picture.values + (colours - 1 - colour) * picture.plane + y * picture.row;
      std::fill_n(to, picture.width, 0.0F);
      for (int row = first; row < end; ++row) {
        const float* const from = gradient + static_cast<std::ptrdiff_t>(row) * width * colours + colour;
        for (int x = 0; x < width; ++x) {
          to[inside(x, border, picture.width)] += from[static_cast<std::ptrdiff_t>(x) * colours];
        }
      }
    }
  }
}

template struct Kernels<float>;
template struct Kernels<c10::BFloat16>;

}  // namespace neural_style::onednn
