// The first convolution, whose three inputs are too few for the other kernels, and its way back to the picture.
#pragma once

#include <cstddef>

#include "network/cpu/kernels.hpp"
#include "network/cpu/product.hpp"

namespace neural_style::cpu {

template <class Isa>
class First {
  using Vector = typename Isa::Vector;
  using Product = Block<Isa>;

  static constexpr int inputs = 3;
  static constexpr int outputs = 64;
  static constexpr int taps = 9;
  static constexpr int products = inputs * taps;  // that an output is the sum of
  static constexpr int padded = 32;               // products, as whole vectors
  static constexpr int run = 96;                  // positions of a row that are computed at a time

 public:
  static constexpr std::size_t weights_size = static_cast<std::size_t>(padded) * outputs;

  /// Forward: a matrix of products by outputs. Backward: of outputs by products. Both in panels as wide as a block.
  // NOLINTNEXTLINE(readability-non-const-parameter): it is written to below, in a way that the check does not see
  static void transform_weights(const float* weights, bool backward, float* to) {
    const int rows = backward ? outputs : products;
    const int columns = backward ? padded : outputs;
    for (int column = 0; column < columns; ++column) {
      for (int row = 0; row < rows; ++row) {
        const int output = backward ? row : column;
        const int product = backward ? column : row;
        to[(column / Product::columns * rows + row) * Product::columns + column % Product::columns] =
            product < products ? weights[output * products + product] : 0;
      }
    }
  }

  static void forward(const float* planes, int height, int width, bool replicate, const float* weights,
                      const Sink& sink, int threads) {
    const Part given = within(sink.part, height, width);
#pragma omp parallel for num_threads(threads) schedule(static)
    for (int y = given.y.begin; y < given.y.end; ++y) {
      float patches[products][run];
      for (int first = given.x.begin; first < given.x.end; first += run) {
        const int count = given.x.end - first < run ? given.x.end - first : run;
        for (int product = 0; product < products; ++product) {
          const int plane = product / taps;
          take_run(planes + static_cast<std::ptrdiff_t>(plane) * height * width, height, width,
                   y + product % taps / 3 - 1, first + product % 3 - 1, count, replicate, patches[product]);
        }
        for (int row = 0; row < count; row += Product::rows) {
          for (int column = 0; column < outputs; column += Product::columns) {
            Product block;
            block.multiply(&patches[0][row], 1, run, weights + column * products, Product::columns, products);
            const std::ptrdiff_t at = (static_cast<std::ptrdiff_t>(y) * width + first + row) * outputs + column;
            block.rows_to(count - row, [&](int i, Vector left, Vector right) {
              give(sink, at + i * outputs, left, column);
              give(sink, at + i * outputs + Isa::width, right, column + Isa::width);
            });
          }
        }
      }
    }
  }

  /// Each position's gradient spreads over the 3x3 pixels that it saw. Turned around: each pixel gathers from the
  /// positions around it, so that no two threads write to one place.
  static void backward(const Source& source, bool replicate, const float* weights, float* planes, int threads) {
    const int height = source.height;
    const int width = source.width;
    const std::ptrdiff_t plane = static_cast<std::ptrdiff_t>(height) * width;
#pragma omp parallel for num_threads(threads) schedule(static)
    for (std::ptrdiff_t i = 0; i < inputs * plane; ++i) {
      planes[i] = 0;
    }
    // Bands of rows; the rows at a band's edge also spread into its neighbours', hence two passes over every other one.
    constexpr int band = 8;
    const Part known = within(source.part, height, width);
    const int bands = (known.y.length() + band - 1) / band;
    for (int parity = 0; parity < 2; ++parity) {
#pragma omp parallel for num_threads(threads) schedule(static)
      for (int i = parity; i < bands; i += 2) {
        const int begin = known.y.begin + i * band;
        const int end = begin + band < known.y.end ? begin + band : known.y.end;
        for (int y = begin; y < end; ++y) {
          spread_row(source, known.x, y, replicate, weights, planes);
        }
      }
    }
  }

 private:
  /// `count` values of row y from x on; what lies beyond the border is the border's own value, or 0.
  static void take_run(const float* plane, int height, int width, int y, int x, int count, bool replicate, float* to) {
    const bool beyond = y < 0 || y >= height;
    const int row = y < 0 ? 0 : y >= height ? height - 1 : y;
    const float* const from = plane + static_cast<std::ptrdiff_t>(row) * width;
    for (int i = 0; i < run; ++i) {
      const int column = x + i < 0 ? 0 : x + i >= width ? width - 1 : x + i;
      const bool outside = beyond || column != x + i;
      to[i] = i < count && (replicate || !outside) ? from[column] : 0;
    }
  }

  [[gnu::always_inline]] static void give(const Sink& sink, std::ptrdiff_t at, Vector value, int channel) {
    if (sink.bias != nullptr) {
      value = Isa::larger(Isa::add(value, Isa::load(sink.bias + channel)), Isa::zero());
    }
    Isa::store(sink.values + at, value);
    if (sink.bits != nullptr) {
      Isa::store_bits(sink.bits + at / 8, Isa::positive(value));
    }
  }

  /// `known`: the columns of the source that count.
  static void spread_row(const Source& source, const Stretch& known, int y, bool replicate, const float* weights,
                         float* planes) {
    float gradient[run][outputs];
    float spread[run][padded];
    for (int first = known.begin; first < known.end; first += run) {
      const int count = known.end - first < run ? known.end - first : run;
      take_gradient(source, static_cast<std::ptrdiff_t>(y) * source.width + first, count, gradient);
      for (int row = 0; row < count; row += Product::rows) {
        for (int column = 0; column < padded; column += Product::columns) {
          Product block;
          block.multiply(gradient[row], outputs, 1, weights + column * outputs, Product::columns, outputs);
          block.rows_to(Product::rows, [&](int i, Vector left, Vector right) {
            Isa::store(&spread[row + i][column], left);
            Isa::store(&spread[row + i][column + Isa::width], right);
          });
        }
      }
      add_spread(source, y, first, count, replicate, spread, planes);
    }
  }

  /// What passes the ReLU at `count` positions from `position` on, and zeros behind.
  static void take_gradient(const Source& source, std::ptrdiff_t position, int count, float (&to)[run][outputs]) {
    for (int i = 0; i < run; ++i) {
      for (int c = 0; c < outputs; c += Isa::width) {
        const std::ptrdiff_t at = (position + i) * outputs + c;
        Vector value = i < count ? Isa::load(source.values + at) : Isa::zero();
        if (i < count && source.bits != nullptr) {
          value = Isa::keep(Isa::load_bits(source.bits + at / 8), value);
        }
        Isa::store(&to[i][c], value);
      }
    }
  }

  /// Adds each product to the pixel that it belongs to; one beyond the border to the pixel repeated there, if any.
  static void add_spread(const Source& source, int y, int first, int count, bool replicate,
                         const float (&spread)[run][padded], float* planes) {
    for (int product = 0; product < products; ++product) {
      const int target = y + product % taps / 3 - 1;
      const int row = target < 0 ? 0 : target >= source.height ? source.height - 1 : target;
      if (row != target && !replicate) {
        continue;
      }
      float* const to = planes + (static_cast<std::ptrdiff_t>(product / taps) * source.height + row) * source.width;
      for (int i = 0; i < count; ++i) {
        const int x = first + i + product % 3 - 1;
        if (x >= 0 && x < source.width) {
          to[x] += spread[i][product];
        } else if (replicate) {
          to[x < 0 ? 0 : source.width - 1] += spread[i][product];
        }
      }
    }
  }
};

}  // namespace neural_style::cpu
