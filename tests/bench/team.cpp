// Times what a team sends: mpirun -np 2 team_bench WIDTH. A line of JSON, in seconds, of process 0: the sum of a
// picture's Gram matrices, that of one number, as for a dot product, and the rows that neighbors swap at that width.
#include "neural_style/team.hpp"

#include <algorithm>
#include <chrono>
#include <cstdlib>
#include <iostream>
#include <memory>
#include <vector>

#include "objective/strips.hpp"

namespace neural_style {
namespace {

/// The median of many.
template <class Work>
double seconds_of(Team& team, const Work& work) {
  std::vector<double> times;
  for (int i = 0; i < 51; ++i) {
    double together = 0;
    team.sum(std::span(&together, 1));
    const auto began = std::chrono::steady_clock::now();
    work();
    times.push_back(std::chrono::duration<double>(std::chrono::steady_clock::now() - began).count());
  }
  std::ranges::nth_element(times, times.begin() + 25);
  return times[25];
}

int measure(int width) {
  const std::unique_ptr<Team> team = started_team();
  if (team == nullptr) {
    std::cerr << "Start it with mpirun.\n";
    return EXIT_FAILURE;
  }
  std::vector<float> grams(64 * 64 + 128 * 128 + 256 * 256 + 2 * 512 * 512);
  const double sum = seconds_of(*team, [&] { team->sum(grams); });
  double dot = 0;
  const double small = seconds_of(*team, [&] { team->sum(std::span(&dot, 1)); });
  const std::vector<float> rows(3 * static_cast<std::size_t>(tile_border) * static_cast<std::size_t>(width));
  std::vector<float> received(rows.size());
  const int other = team->rank() ^ 1;
  const Exchange below = {other, rows, received};
  const double swap =
      seconds_of(*team, [&] { team->rank() % 2 == 0 ? team->exchange({}, below) : team->exchange(below, {}); });
  if (team->rank() == 0) {
    std::cout << "{\"sum\": " << sum << ", \"dot\": " << small << ", \"swap\": " << swap << "}\n";
  }
  return EXIT_SUCCESS;
}

}  // namespace
}  // namespace neural_style

int main(int argc, char** argv) { return neural_style::measure(argc > 1 ? std::atoi(argv[1]) : 1024); }
