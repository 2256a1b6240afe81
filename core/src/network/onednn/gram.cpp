#include "network/onednn/gram.hpp"

#include <omp.h>

#include <algorithm>
#include <cmath>

#include "network/onednn/numbers.hpp"

namespace neural_style::onednn {
namespace {

/// Most positions that are added up in float32.
constexpr std::ptrdiff_t longest_sum = 4096;

/// Most positions whose products are held in float32, where they cannot be added to the gradient right away.
constexpr std::ptrdiff_t longest_product = 2048;

/// Products of other pictures and layers that are kept: a few sizes of tiles, six layers each.
constexpr std::size_t most_products = 128;

/// Runs are multiples of it, which is what the processor's instructions take at once.
constexpr std::ptrdiff_t step = 32;

/// As many positions as there are, in whole steps, but not too many.
std::ptrdiff_t run_of(std::ptrdiff_t positions, std::ptrdiff_t most) {
  return std::min(most, (positions + step - 1) / step * step);
}

template <class Number>
bool together(const Rectangle<Number>& features) {
  return features.row == static_cast<std::ptrdiff_t>(features.width) * features.channels;
}

template <class Number>
std::ptrdiff_t positions(const Rectangle<Number>& features) {
  return static_cast<std::ptrdiff_t>(features.height) * features.width;
}

template <class Number>
Number* at(const Rectangle<Number>& features, std::ptrdiff_t position) {
  return features.values + position / features.width * features.row + position % features.width * features.channels;
}

float at(const cpu::Weights& weights, std::ptrdiff_t position, int width) {
  return weights.values == nullptr ? 1 : weights.values[position / width * weights.row + position % width];
}

}  // namespace

template <class Number>
const double* Gram<Number>::sums(const Features& features, const Weights& weights) {
  const int channels = features.channels;
  const std::ptrdiff_t size = static_cast<std::ptrdiff_t>(channels) * channels;
  double* const sums = sums_.at_least(static_cast<std::size_t>(size));
  std::fill_n(sums, size, 0.0);
  // Each thread adds up positions of its own.
  const int threads = omp_get_max_threads();
  const std::ptrdiff_t run = run_of((positions(features) + threads - 1) / threads, longest_sum);
  float* const parts = parts_.at_least(static_cast<std::size_t>(threads * size));
  for (std::ptrdiff_t first = 0; first < positions(features); first += threads * run) {
    const bool as_it_is =
        together(features) && weights.values == nullptr && first + threads * run <= positions(features);
    const Number* const from = as_it_is ? at(features, first) : packed(features, weights, first, threads * run);
    multiply({threads, channels, static_cast<int>(run), channels, true, false}, DataType::f32, from, from, parts);
#pragma omp parallel for schedule(static)
    for (std::ptrdiff_t i = 0; i < size; ++i) {
      for (int thread = 0; thread < threads; ++thread) {
        sums[i] += parts[thread * size + i];
      }
    }
  }
  return sums;
}

template <class Number>
void Gram<Number>::add_product(const Features& features, const Weights& weights, const Number* matrix,
                               const Features& gradient) {
  const int channels = features.channels;
  const std::ptrdiff_t count = positions(features);
  if (together(features) && together(gradient) && weights.values == nullptr) {
    multiply({1, static_cast<int>(count), channels, channels, false, true}, data_type<Number>, features.values, matrix,
             gradient.values);
    return;
  }
  const std::ptrdiff_t run = run_of(count, longest_product);
  float* const products = parts_.at_least(static_cast<std::size_t>(run * channels));
  for (std::ptrdiff_t first = 0; first < count; first += run) {
    const Number* const from = packed(features, {}, first, run);
    multiply({1, static_cast<int>(run), channels, channels, false, false}, DataType::f32, from, matrix, products);
#pragma omp parallel for schedule(static)
    for (std::ptrdiff_t position = first; position < std::min(first + run, count); ++position) {
      const float weight = at(weights, position, features.width);
      const float* const product = products + (position - first) * channels;
      Number* const to = at(gradient, position);
      for (int c = 0; c < channels; ++c) {
        to[c] = narrowed<Number>(widened(to[c]) + weight * product[c]);
      }
    }
  }
}

template <class Number>
void Gram<Number>::multiply(const ProductShape& shape, DataType to_type, const Number* left, const Number* right,
                            void* to) {
  const int threads = omp_get_max_threads();
  auto made = std::ranges::find_if(products_, [&](const Made& other) {
    return other.shape == shape && other.to == to_type && other.threads == threads;
  });
  if (made == products_.end()) {
    products_.push_front({shape, threads, to_type, Product(device_, shape, data_type<Number>, to_type)});
    if (products_.size() > most_products) {
      products_.pop_back();
    }
  } else {
    products_.splice(products_.begin(), products_, made);
  }
  Product& product = products_.front().product;
  product(device_, left, right, to, scratch_.at_least(product.scratch_size()));
}

template <class Number>
Number* Gram<Number>::packed(const Features& features, const Weights& weights, std::ptrdiff_t first,
                             std::ptrdiff_t count) {
  const int channels = features.channels;
  Number* const to = packed_.at_least(static_cast<std::size_t>(count * channels));
#pragma omp parallel for schedule(static)
  for (std::ptrdiff_t i = 0; i < count; ++i) {
    Number* const target = to + i * channels;
    if (first + i >= positions(features)) {
      std::fill_n(target, channels, narrowed<Number>(0));
      continue;
    }
    const Number* const from = at(features, first + i);
    if (weights.values == nullptr) {
      std::copy_n(from, channels, target);
      continue;
    }
    // To both factors of the product, so that it stays symmetric.
    const float root = std::sqrt(at(weights, first + i, features.width));
    for (int c = 0; c < channels; ++c) {
      target[c] = narrowed<Number>(root * widened(from[c]));
    }
  }
  return to;
}

template class Gram<float>;
template class Gram<c10::BFloat16>;

}  // namespace neural_style::onednn
