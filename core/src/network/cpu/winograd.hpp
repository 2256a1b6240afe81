// 3x3 convolution by Winograd's F(4x4, 3x3) or F(6x6, 3x3): a tile of 4x4 outputs from 36 products a pair of channels
// instead of 144, or one of 6x6 from 64 instead of 324.
#pragma once

#include <cstddef>
#include <cstdint>

#include "network/cpu/ahead.hpp"
#include "network/cpu/kernels.hpp"
#include "network/cpu/product.hpp"
#include "network/cpu/winograd_transforms.hpp"

namespace neural_style::cpu {

template <class Isa, int side>  // of a tile of outputs
class Winograd {
  using Vector = typename Isa::Vector;
  using Product = Block<Isa>;
  using Transforms = WinogradTransforms<Isa, side>;

  static constexpr int patch = side + 2;  // of the inputs that it needs
  static constexpr int points = patch * patch;
  static constexpr int group = 64;          // channels that a thread transforms at a time
  static constexpr int tile_multiple = 12;  // of every instruction set's rows
  static constexpr int rows_ahead = 64;     // of weights that are on their way from memory

  /// Tiles that are on their way at a time: as many as keep both sides of the products in the cores' own caches, but no
  /// fewer than are worth reading the weights again for.
  static int batch(int tiles, int inputs, int outputs) {
    constexpr int floats = 1 << 19;
    const int kept = floats / (points * (inputs + outputs));
    const int worth = inputs * outputs / (2 * (inputs + outputs));
    const int count = (kept > worth ? kept : worth) / tile_multiple * tile_multiple;
    const int all = (tiles + tile_multiple - 1) / tile_multiple * tile_multiple;
    return count < all ? count : all;
  }

  /// Floats from the matrix of a point to that of the next. The extra line keeps the points out of each other's way in
  /// caches whose sets repeat every few powers of two.
  static std::size_t point_stride(int tiles, int channels) {
    return static_cast<std::size_t>(tiles) * static_cast<std::size_t>(channels) + cache_line;
  }

 public:
  static std::size_t weights_size(int inputs, int outputs) {
    return static_cast<std::size_t>(points) * static_cast<std::size_t>(inputs) * static_cast<std::size_t>(outputs);
  }

  /// U = G g Gᵀ for each pair of channels, as a matrix of inputs by outputs for each point, in panels as wide as a
  /// block.
  static void transform_weights(const float* weights, int inputs, int outputs, bool backward, float* to, int threads) {
    const int from = backward ? outputs : inputs;
    const int into = backward ? inputs : outputs;
    const std::ptrdiff_t point = static_cast<std::ptrdiff_t>(from) * into;
#pragma omp parallel for num_threads(threads)
    for (int c = 0; c < from; ++c) {
      for (int panel = 0; panel < into; panel += Product::columns) {
        float taps[9][Product::columns];
        for (int k = 0; k < Product::columns; ++k) {
          const std::ptrdiff_t pair = backward ? static_cast<std::ptrdiff_t>(c) * inputs + panel + k
                                               : static_cast<std::ptrdiff_t>(panel + k) * inputs + c;
          for (int tap = 0; tap < 9; ++tap) {
            // Convolving with the kernel turned by 180 degrees takes a gradient back.
            taps[tap][k] = weights[9 * pair + (backward ? 8 - tap : tap)];
          }
        }
        float* const place =
            to + static_cast<std::ptrdiff_t>(panel) * from + static_cast<std::ptrdiff_t>(c) * Product::columns;
        for (int k = 0; k < Product::columns; k += Isa::width) {
          transform_kernels(taps, k, place + k, point);
        }
      }
    }
  }

  static std::size_t scratch_size(int height, int width, int inputs, int outputs) {
    const int tiles = batch(tile_count(height) * tile_count(width), inputs, outputs);
    return points * (point_stride(tiles, inputs) + point_stride(tiles, outputs));
  }

  static void convolve(const Source& source, int inputs, const float* weights, const Sink& sink, int outputs,
                       float* scratch, int threads) {
    const Part known = within(source.part, source.height, source.width);
    const Part given = within(sink.part, source.height, source.width);
    const int across = tile_count(given.x.length());
    const int tiles = across * tile_count(given.y.length());
    const auto top = [&](int tile) { return given.y.begin + tile / across * side; };
    const auto left = [&](int tile) { return given.x.begin + tile % across * side; };
    const int size = batch(tiles, inputs, outputs);
    float* const patches = scratch;
    float* const products = scratch + points * point_stride(size, inputs);
    // All threads share each batch: first they fill `patches`, then each multiplies some points, then they empty
    // `products`. Two barriers a batch are enough, since `patches` may be filled again while `products` is emptied.
#pragma omp parallel num_threads(threads)
    for (int first = 0; first < tiles; first += size) {
      const int count = tiles - first < size ? tiles - first : size;
      const int padded = (count + tile_multiple - 1) / tile_multiple * tile_multiple;
      const int input_groups = inputs / group;
#pragma omp for schedule(static)
      for (int i = 0; i < padded * input_groups; ++i) {
        const int tile = i / input_groups;
        float* const to = patches + static_cast<std::ptrdiff_t>(tile) * inputs + i % input_groups * group;
        if (tile < count) {
          take_patch(source, known, inputs, top(first + tile), left(first + tile), i % input_groups * group, to,
                     point_stride(size, inputs));
        } else {
          clear(to, point_stride(size, inputs));
        }
      }
      const int panels = outputs / Product::columns;
#pragma omp for schedule(static)
      for (int i = 0; i < points * panels; ++i) {
        const int point = i / panels;
        const int panel = i % panels;
        multiply(patches + static_cast<std::ptrdiff_t>(point) * static_cast<std::ptrdiff_t>(point_stride(size, inputs)),
                 weights + (static_cast<std::ptrdiff_t>(point) * panels + panel) * inputs * Product::columns,
                 products +
                     static_cast<std::ptrdiff_t>(point) * static_cast<std::ptrdiff_t>(point_stride(size, outputs)) +
                     static_cast<std::ptrdiff_t>(panel) * Product::columns,
                 padded, inputs, outputs);
      }
      const int output_groups = outputs / group;
#pragma omp for schedule(static) nowait
      for (int i = 0; i < count * output_groups; ++i) {
        const int tile = i / output_groups;
        const int channel = i % output_groups * group;
        give_tile(products + static_cast<std::ptrdiff_t>(tile) * outputs + channel, point_stride(size, outputs), sink,
                  given, source.width, outputs, top(first + tile), left(first + tile), channel);
      }
    }
  }

 private:
  static int tile_count(int length) { return (length + side - 1) / side; }

  /// G g Gᵀ for a vector of kernels.
  static void transform_kernels(const float (&taps)[9][Product::columns], int k, float* to, std::ptrdiff_t point) {
    Vector half[patch][3];
    for (int x = 0; x < 3; ++x) {
      Vector column[patch];
      Transforms::transform_kernel(Isa::load(&taps[x][k]), Isa::load(&taps[3 + x][k]), Isa::load(&taps[6 + x][k]),
                                   column);
      for (int y = 0; y < patch; ++y) {
        half[y][x] = column[y];
      }
    }
    for (int y = 0; y < patch; ++y) {
      Vector row[patch];
      Transforms::transform_kernel(half[y][0], half[y][1], half[y][2], row);
      for (int x = 0; x < patch; ++x) {
        Isa::store(to + (y * patch + x) * point, row[x]);
      }
    }
  }

  static void clear(float* to, std::size_t stride) {
    for (int point = 0; point < points; ++point) {
      for (int c = 0; c < group; c += Isa::width) {
        Isa::store(to + static_cast<std::size_t>(point) * stride + c, Isa::zero());
      }
    }
  }

  /// Transforms the patch of the tile whose outputs begin at (top, left), for `group` channels from `channel` on.
  /// `known`: the source's part.
  static void take_patch(const Source& source, const Part& known, int channels, int top, int left, int channel,
                         float* to, std::size_t stride) {
    const bool inside =
        top > known.y.begin && left > known.x.begin && top + side < known.y.end && left + side < known.x.end;
    if (source.pooled && inside) {
      take_values<true, true>(source, known, channels, top, left, channel, to, stride);
    } else if (source.pooled) {
      take_values<true, false>(source, known, channels, top, left, channel, to, stride);
    } else if (inside) {
      take_values<false, true>(source, known, channels, top, left, channel, to, stride);
    } else {
      take_values<false, false>(source, known, channels, top, left, channel, to, stride);
    }
  }

  /// Where each value of a patch comes from, found once for all channels.
  struct Origins {
    const float* values[patch][patch];  ///< null beyond what is known
    const std::uint8_t* bits[patch][patch];
    float part[patch][patch];  ///< of a pooled gradient that the position gets
  };

  template <bool pooled>
  static void find_origins(const Source& source, const Part& known, int channels, int top, int left, int channel,
                           Origins& origins) {
    for (int i = 0; i < patch; ++i) {
      for (int j = 0; j < patch; ++j) {
        const int y = top + i - 1;
        const int x = left + j - 1;
        if (y < known.y.begin || y >= known.y.end || x < known.x.begin || x >= known.x.end) {
          origins.values[i][j] = nullptr;
          continue;
        }
        const std::ptrdiff_t position = static_cast<std::ptrdiff_t>(y) * source.width + x;
        origins.bits[i][j] = source.bits == nullptr ? nullptr : source.bits + (position * channels + channel) / 8;
        if constexpr (pooled) {
          const std::ptrdiff_t half_width = (source.width + 1) / 2;
          origins.part[i][j] =
              source.average ? 1 / static_cast<float>(window(y, source.height) * window(x, source.width)) : 1;
          origins.values[i][j] = source.values + (y / 2 * half_width + x / 2) * channels + channel;
        } else {
          origins.values[i][j] = source.values + position * channels + channel;
        }
      }
    }
  }

  /// How many positions of a side of that length the pooling window of the one at `at` covers.
  static int window(int at, int length) { return at == length - 1 && length % 2 == 1 ? 1 : 2; }

  template <bool pooled, bool inside>
  [[gnu::always_inline]] static Vector value(const Origins& origins, int i, int j, int c, bool masked) {
    if (!inside && origins.values[i][j] == nullptr) {
      return Isa::zero();
    }
    Vector value = Isa::load(origins.values[i][j] + c);
    if constexpr (pooled) {
      value = Isa::mul(value, Isa::all(origins.part[i][j]));
    }
    return masked ? Isa::keep(Isa::load_bits(origins.bits[i][j] + c / 8), value) : value;
  }

  template <bool pooled, bool inside>
  static void take_values(const Source& source, const Part& known, int channels, int top, int left, int channel,
                          float* to, std::size_t stride) {
    Origins origins;
    find_origins<pooled>(source, known, channels, top, left, channel, origins);
    const bool masked = source.bits != nullptr;
    for (int c = 0; c < group; c += Isa::width) {
      Vector half[patch][patch];
      for (int j = 0; j < patch; ++j) {
        Vector d[patch];
        Vector column[patch];
#pragma GCC unroll 8
        for (int i = 0; i < patch; ++i) {
          d[i] = value<pooled, inside>(origins, i, j, c, masked);
          if (inside && !pooled && j >= patch - side) {  // what the next tile has not in common with this one
            fetch(origins.values[i][j] + c + side * channels);
          }
        }
        Transforms::transform_patch(d, column);
#pragma GCC unroll 8
        for (int i = 0; i < patch; ++i) {
          half[i][j] = column[i];
        }
      }
      for (int i = 0; i < patch; ++i) {
        Vector row[patch];
        Transforms::transform_patch(half[i], row);
#pragma GCC unroll 8
        for (int j = 0; j < patch; ++j) {
          Isa::store(to + static_cast<std::size_t>(i * patch + j) * stride + c, row[j]);
        }
      }
    }
  }

  /// One panel of one point: rows of tiles times a matrix of inputs by a block's columns.
  static void multiply(const float* patches, const float* weights, float* products, int rows, int inputs, int outputs) {
    for (int row = 0; row < rows; row += Product::rows) {
      Product block;
      // The first tiles to go through a panel bring it into the caches, and at small sizes are all that there are.
      const float* const later = weights + static_cast<std::ptrdiff_t>(rows_ahead) * Product::columns;
      const Ahead ahead = row == 0 ? Ahead{later, later + cache_line, Product::columns, inputs} : Ahead{};
      block.multiply(patches + static_cast<std::ptrdiff_t>(row) * inputs, inputs, 1, weights, Product::columns, inputs,
                     ahead);
      float* const to = products + static_cast<std::ptrdiff_t>(row) * outputs;
      block.rows_to(Product::rows, [&](int i, Vector left, Vector right) {
        Isa::store(to + static_cast<std::ptrdiff_t>(i) * outputs, left);
        Isa::store(to + static_cast<std::ptrdiff_t>(i) * outputs + Isa::width, right);
      });
    }
  }

  /// Transforms the products of one tile back and gives them to the sink, for `group` channels from `channel` on.
  static void give_tile(const float* products, std::size_t stride, const Sink& sink, const Part& given, int width,
                        int channels, int top, int left, int channel) {
    const int rows = given.y.end - top < side ? given.y.end - top : side;
    const int columns = given.x.end - left < side ? given.x.end - left : side;
    for (int c = 0; c < group; c += Isa::width) {
      Vector tile[side][side];
      transform_products(products + c, stride, tile);
      if (sink.bias != nullptr) {
        rectify(Isa::load(sink.bias + channel + c), tile);
      }
      for (int i = 0; i < rows; ++i) {
        for (int j = 0; j < columns; ++j) {
          const std::ptrdiff_t at = (static_cast<std::ptrdiff_t>(top + i) * width + left + j) * channels + channel + c;
          if (sink.values != nullptr) {
            Isa::store(sink.values + at, tile[i][j]);
            fetch(sink.values + at + side * channels);  // where the next tile's go
          }
          if (sink.bits != nullptr) {
            Isa::store_bits(sink.bits + at / 8, Isa::positive(tile[i][j]));
          }
        }
      }
      if (sink.pooled != nullptr) {
        pool_tile(tile, sink, rows, columns, width, channels, top, left, channel + c);
      }
    }
  }

  /// Aᵀ m A
  [[gnu::always_inline]] static void transform_products(const float* products, std::size_t stride,
                                                        Vector (&tile)[side][side]) {
    Vector half[side][patch];
    for (int j = 0; j < patch; ++j) {
      Vector m[patch];
      Vector column[side];
#pragma GCC unroll 8
      for (int i = 0; i < patch; ++i) {
        m[i] = Isa::load(products + static_cast<std::size_t>(i * patch + j) * stride);
      }
      Transforms::transform_products(m, column);
#pragma GCC unroll 6
      for (int i = 0; i < side; ++i) {
        half[i][j] = column[i];
      }
    }
    for (int i = 0; i < side; ++i) {
      Transforms::transform_products(half[i], tile[i]);
    }
  }

  /// Adds the bias and takes the ReLU.
  [[gnu::always_inline]] static void rectify(Vector bias, Vector (&tile)[side][side]) {
#pragma GCC unroll 6
    for (auto& row : tile) {
#pragma GCC unroll 6
      for (Vector& value : row) {
        value = Isa::larger(Isa::add(value, bias), Isa::zero());
      }
    }
  }

  /// Pools the windows of one tile, the last of which may be cut off by the picture's border.
  static void pool_tile(const Vector (&tile)[side][side], const Sink& sink, int rows, int columns, int width,
                        int channels, int top, int left, int channel) {
    const int half_width = (width + 1) / 2;
    for (int i = 0; i < rows; i += 2) {
      for (int j = 0; j < columns; j += 2) {
        const int high = rows - i < 2 ? 1 : 2;
        const int wide = columns - j < 2 ? 1 : 2;
        Vector pooled = tile[i][j];
        for (int n = 1; n < high * wide; ++n) {
          const Vector value = tile[i + n / wide][j + n % wide];
          pooled = sink.average ? Isa::add(pooled, value) : Isa::larger(pooled, value);
        }
        if (sink.average) {
          pooled = Isa::mul(pooled, Isa::all(1.0F / static_cast<float>(high * wide)));
        } else if (sink.maxima != nullptr) {
          auto taken = static_cast<typename Isa::Bits>(~Isa::positive(pooled));
          for (int n = 0; n < high * wide; ++n) {
            const auto largest = Isa::equal(pooled, tile[i + n / wide][j + n % wide]);
            const std::ptrdiff_t at =
                (static_cast<std::ptrdiff_t>(top + i + n / wide) * width + left + j + n % wide) * channels + channel;
            Isa::store_bits(sink.maxima + at / 8, static_cast<typename Isa::Bits>(largest & ~taken));
            taken = static_cast<typename Isa::Bits>(taken | largest);
          }
        }
        Isa::store(sink.pooled + (static_cast<std::ptrdiff_t>((top + i) / 2) * half_width + (left + j) / 2) * channels +
                       channel,
                   pooled);
      }
    }
  }
};

}  // namespace neural_style::cpu
