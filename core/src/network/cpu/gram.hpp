// Gram matrices of features and the product that their gradient is made of.
#pragma once

#include <cstddef>

#include "network/cpu/ahead.hpp"
#include "network/cpu/kernels.hpp"
#include "network/cpu/product.hpp"

namespace neural_style::cpu {

/// The positions of a rectangle, in runs that lie together in memory.
class Runs {
 public:
  Runs(const Rectangle& rectangle, int longest)
      : longest_(longest),
        together_(rectangle.row == static_cast<std::ptrdiff_t>(rectangle.width) * rectangle.channels),
        rows_(together_ ? 1 : rectangle.height),
        columns_(static_cast<std::ptrdiff_t>(rectangle.width) * (together_ ? rectangle.height : 1)),
        runs_of_row_((columns_ + longest - 1) / longest) {}
  [[nodiscard]] std::ptrdiff_t count() const { return rows_ * runs_of_row_; }
  [[nodiscard]] std::ptrdiff_t row(std::ptrdiff_t run) const { return run / runs_of_row_; }
  [[nodiscard]] std::ptrdiff_t column(std::ptrdiff_t run) const { return run % runs_of_row_ * longest_; }
  [[nodiscard]] int length(std::ptrdiff_t run) const {
    const std::ptrdiff_t left = columns_ - column(run);
    return left < longest_ ? static_cast<int>(left) : longest_;
  }
  /// Where a run begins in that rectangle, or in weights over it.
  [[nodiscard]] float* begin(const Rectangle& rectangle, std::ptrdiff_t run) const {
    return rectangle.values + row(run) * rectangle.row + column(run) * rectangle.channels;
  }
  [[nodiscard]] const float* begin(const Weights& weights, std::ptrdiff_t run) const {
    return weights.values == nullptr ? nullptr : weights.values + row(run) * weights.row + column(run);
  }

 private:
  int longest_;
  bool together_;  ///< whether a row begins where the one before ends
  std::ptrdiff_t rows_;
  std::ptrdiff_t columns_;
  std::ptrdiff_t runs_of_row_;
};

template <class Isa>
class Gram {
  using Vector = typename Isa::Vector;
  using Product = Block<Isa>;

  static constexpr int most_channels = 512;
  static constexpr int sum_run = 384;      // long enough to make the sums in double precision cheap
  static constexpr int product_run = 192;  // short enough to stay in the inner caches
  static constexpr int most_small_channels = 256;

 public:
  /// Each thread adds up runs of its own; at the end the threads' sums are added in their order.
  static void sum(const Rectangle& features, const Weights& weights, double* sums, int threads) {
    const int channels = features.channels;
    const std::ptrdiff_t size = static_cast<std::ptrdiff_t>(channels) * channels;
    const Runs runs(features, channels <= 128 ? sum_run : sum_run / 2);
#pragma omp parallel for num_threads(threads) schedule(static, 1)
    for (int thread = 0; thread < threads; ++thread) {
      double* const own = sums + thread * size;
      for (std::ptrdiff_t i = 0; i < size; ++i) {
        own[i] = 0;
      }
      const std::ptrdiff_t end = runs.count() * (thread + 1) / threads;
      for (std::ptrdiff_t run = runs.count() * thread / threads; run < end; ++run) {
        add_run(runs.begin(features, run), runs.begin(features, run + 1), channels, runs.begin(weights, run),
                runs.length(run), own);
      }
    }
#pragma omp parallel for num_threads(threads) schedule(static)
    for (int i = 0; i < channels; ++i) {
      for (int k = i; k < channels; ++k) {
        double total = 0;
        for (int thread = 0; thread < threads; ++thread) {
          total += sums[thread * size + static_cast<std::ptrdiff_t>(i) * channels + k];
        }
        sums[static_cast<std::ptrdiff_t>(i) * channels + k] = total;
      }
    }
    for (int i = 0; i < channels; ++i) {
      for (int k = 0; k < i; ++k) {
        sums[static_cast<std::ptrdiff_t>(i) * channels + k] = sums[static_cast<std::ptrdiff_t>(k) * channels + i];
      }
    }
  }

  /// Brings a symmetric matrix into panels as wide as a block.
  static void pack(const float* matrix, int channels, float* panels) {
    for (int panel = 0; panel < channels; panel += Product::columns) {
      for (int row = 0; row < channels; ++row) {
        for (int column = 0; column < Product::columns; ++column) {
          *panels++ = matrix[static_cast<std::ptrdiff_t>(row) * channels + panel + column];
        }
      }
    }
  }

  static void add_product(const Rectangle& features, const Weights& weights, const float* panels,
                          const Rectangle& gradient, int threads) {
    const int channels = features.channels;
    // Both rectangles are cut alike, so that a run lies together in each.
    const bool together = gradient.row == static_cast<std::ptrdiff_t>(gradient.width) * channels;
    const Runs runs(together ? features : gradient, product_run);
#pragma omp parallel for num_threads(threads) schedule(static)
    for (std::ptrdiff_t run = 0; run < runs.count(); ++run) {
      add_product_run(runs.begin(features, run), channels, runs.begin(weights, run), panels, runs.begin(gradient, run),
                      runs.length(run));
    }
  }

 private:
  /// The part of the matrix above its diagonal, and a little below.
  static void add_run(const float* features, const float* next, int channels, const float* weights, int count,
                      double* sums) {
    alignas(64) float panel[static_cast<std::size_t>(sum_run) * Product::columns];
    for (int column = 0; column < channels; column += Product::columns) {
      for (int k = 0; k < count; ++k) {
        const float* const from = features + static_cast<std::ptrdiff_t>(k) * channels + column;
        const Vector weight = Isa::all(weights == nullptr ? 1 : weights[k]);
        Isa::store(&panel[k * Product::columns], Isa::mul(weight, Isa::load(from)));
        Isa::store(&panel[k * Product::columns + Isa::width], Isa::mul(weight, Isa::load(from + Isa::width)));
      }
      for (int fresh = 0; fresh < column + Product::columns; fresh += Product::rows) {
        // The last block of rows begins early rather than reach beyond the last channel.
        const int row = fresh + Product::rows > channels ? channels - Product::rows : fresh;
        Product block;
        // What makes the same panel of the next run.
        const Ahead ahead = fresh == 0 ? Ahead{next + column, next + column + cache_line, channels, count} : Ahead{};
        block.multiply(features + row, 1, channels, panel, Product::columns, count, ahead);
        double* const to = sums + static_cast<std::ptrdiff_t>(row) * channels + column;
        block.rows_to(Product::rows, [&](int i, Vector left, Vector right) {
          if (row + i >= fresh) {
            Isa::add_to(to + static_cast<std::ptrdiff_t>(i) * channels, left);
            Isa::add_to(to + static_cast<std::ptrdiff_t>(i) * channels + Isa::width, right);
          }
        });
      }
    }
  }

  static void add_product_run(const float* features, int channels, const float* weights, const float* panels,
                              float* gradient, int count) {
    float few[static_cast<std::size_t>(Product::rows) * most_channels];
    // With the matrix in the inner caches a few positions go through all of it, and what is read of the picture are
    // whole stretches of memory that can be fetched ahead. A larger matrix is gone through once for the whole run.
    const bool small = channels <= most_small_channels;
    const int chunk = small ? Product::rows : count;
    for (int first = 0; first < count; first += chunk) {
      for (int column = 0; column < channels; column += Product::columns) {
        const float* const panel = panels + static_cast<std::ptrdiff_t>(column) * channels;
        for (int row = first; row < count && row < first + chunk; row += Product::rows) {
          const int rows = count - row < Product::rows ? count - row : Product::rows;
          const float* const from = features + static_cast<std::ptrdiff_t>(row) * channels;
          float* const to = gradient + static_cast<std::ptrdiff_t>(row) * channels;
          const std::ptrdiff_t next = Product::rows * static_cast<std::ptrdiff_t>(channels + column);
          const Ahead ahead =
              small ? Ahead{from + next, to + next, cache_line, Product::rows * Product::columns / cache_line}
                    : Ahead{};
          Product block;
          block.multiply(whole_block(from, rows, channels, few), channels, 1, panel, Product::columns, channels, ahead);
          add_block(block, rows, channels, weights == nullptr ? nullptr : weights + row, to + column);
        }
      }
    }
  }

  /// A block reads all its rows: those that there are not are zeros, in `few`.
  static const float* whole_block(const float* features, int rows, int channels, float* few) {
    if (rows == Product::rows) {
      return features;
    }
    for (int i = 0; i < Product::rows * channels; ++i) {
      few[i] = i < rows * channels ? features[i] : 0;
    }
    return few;
  }

  [[gnu::always_inline]] static void add_block(const Product& block, int rows, int channels, const float* weights,
                                               float* gradient) {
    block.rows_to(rows, [&](int i, Vector left, Vector right) {
      const Vector weight = Isa::all(weights == nullptr ? 1 : weights[i]);
      float* const place = gradient + static_cast<std::ptrdiff_t>(i) * channels;
      Isa::store(place, Isa::fma(weight, left, Isa::load(place)));
      Isa::store(place + Isa::width, Isa::fma(weight, right, Isa::load(place + Isa::width)));
    });
  }
};

}  // namespace neural_style::cpu
