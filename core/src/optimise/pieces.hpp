// Work on long vectors, in pieces that threads share. The pieces depend on the length alone, so that a sum comes out
// the same with any number of threads.
#pragma once

#include <algorithm>
#include <cstddef>
#include <vector>

namespace neural_style {

/// Few enough for a cache, many enough for a thread to be worth waking.
inline constexpr std::size_t piece_length = std::size_t{1} << 15U;

/// Calls work(begin, end) for each piece of 0..length, in any order and on several threads; it must not throw.
template <class Work>
void for_pieces(std::size_t length, const Work& work) {
  const auto count = static_cast<std::ptrdiff_t>((length + piece_length - 1) / piece_length);
#pragma omp parallel for schedule(static) if (count > 1)
  for (std::ptrdiff_t piece = 0; piece < count; ++piece) {
    const std::size_t begin = static_cast<std::size_t>(piece) * piece_length;
    work(begin, std::min(begin + piece_length, length));
  }
}

/// What work(begin, end) gives for each piece, in their order.
template <class Work>
std::vector<double> of_pieces(std::size_t length, const Work& work) {
  std::vector<double> results((length + piece_length - 1) / piece_length);
  for_pieces(length, [&](std::size_t begin, std::size_t end) { results[begin / piece_length] = work(begin, end); });
  return results;
}

/// Σ term(i) over 0..length, in double.
template <class Term>
double sum_of_terms(std::size_t length, const Term& term) {
  const std::vector<double> sums = of_pieces(length, [&](std::size_t begin, std::size_t end) {
    constexpr std::size_t lanes = 16;  // independent sums, so that the compiler can use the whole width of the CPU
    double lane_sums[lanes] = {};      // NOLINT(*-avoid-c-arrays): the compiler keeps it in registers
    const std::size_t whole = end - (end - begin) % lanes;
    for (std::size_t i = begin; i < whole; i += lanes) {
      for (std::size_t lane = 0; lane < lanes; ++lane) {
        lane_sums[lane] += term(i + lane);
      }
    }
    double sum = 0;
    for (std::size_t i = whole; i < end; ++i) {
      sum += term(i);
    }
    for (const double lane_sum : lane_sums) {
      sum += lane_sum;
    }
    return sum;
  });
  double total = 0;
  for (const double sum : sums) {
    total += sum;
  }
  return total;
}

}  // namespace neural_style
