// A team whose processes are threads of one.
#pragma once

#include <algorithm>
#include <barrier>
#include <cstddef>
#include <cstdlib>
#include <exception>
#include <span>
#include <thread>
#include <vector>

#include "neural_style/team.hpp"

namespace neural_style {

/// What the threads of a team have in common.
struct Meeting {
  explicit Meeting(int size) : all_here(size), places(static_cast<std::size_t>(size)) {}

  struct Place {
    std::span<const std::byte> bytes;
    Exchange above;
    Exchange below;
  };

  std::barrier<> all_here;
  std::vector<Place> places;
};

class ThreadTeam final : public Team {
 public:
  ThreadTeam(Meeting& meeting, int rank) : meeting_(meeting), rank_(rank) {}

  [[nodiscard]] int rank() const override { return rank_; }
  [[nodiscard]] int size() const override { return static_cast<int>(meeting_.places.size()); }
  [[nodiscard]] int here() const override { return size(); }

  void sum(std::span<float> numbers) override { sum_of(numbers); }
  void sum(std::span<double> numbers) override { sum_of(numbers); }

  void broadcast(int from, std::span<std::byte> bytes) override {
    show(bytes);
    if (from != rank_) {
      std::ranges::copy(place(from).bytes, bytes.begin());
    }
    meeting_.all_here.arrive_and_wait();
  }

  void exchange(const Exchange& above, const Exchange& below) override {
    place(rank_).above = above;
    place(rank_).below = below;
    meeting_.all_here.arrive_and_wait();
    if (above.rank >= 0) {
      std::ranges::copy(place(above.rank).below.sent, above.received.begin());
    }
    if (below.rank >= 0) {
      std::ranges::copy(place(below.rank).above.sent, below.received.begin());
    }
    meeting_.all_here.arrive_and_wait();
  }

  [[noreturn]] void abandon() override { std::abort(); }

 private:
  Meeting::Place& place(int rank) { return meeting_.places[static_cast<std::size_t>(rank)]; }

  void show(std::span<const std::byte> bytes) {
    place(rank_).bytes = bytes;
    meeting_.all_here.arrive_and_wait();
  }

  template <class Number>
  void sum_of(std::span<Number> numbers) {
    std::vector<Number> sums(numbers.size());
    show(std::as_bytes(numbers));
    for (const Meeting::Place& each : meeting_.places) {
      std::vector<Number> theirs(numbers.size());
      std::ranges::copy(each.bytes, std::as_writable_bytes(std::span(theirs)).begin());
      for (std::size_t i = 0; i < sums.size(); ++i) {
        sums[i] += theirs[i];
      }
    }
    meeting_.all_here.arrive_and_wait();
    std::ranges::copy(sums, numbers.begin());
  }

  Meeting& meeting_;
  int rank_;
};

/// Calls work(team) in each of a team of that size; throws what the first of them threw that had something to
/// say. Where one throws, all must, or the others wait for ever.
template <class Work>
void in_team(int size, const Work& work) {
  Meeting meeting(size);
  std::vector<std::exception_ptr> failures(static_cast<std::size_t>(size));
  {
    std::vector<std::jthread> threads;
    threads.reserve(failures.size());
    for (int rank = 0; rank < size; ++rank) {
      threads.emplace_back([&, rank] {
        ThreadTeam team(meeting, rank);
        try {
          work(team);
        } catch (const TeamError& error) {
          if (*error.what() == '\0') {
            return;
          }
          failures[static_cast<std::size_t>(rank)] = std::current_exception();
        } catch (...) {
          failures[static_cast<std::size_t>(rank)] = std::current_exception();
        }
      });
    }
  }
  for (const std::exception_ptr& failure : failures) {
    if (failure) {
      std::rethrow_exception(failure);
    }
  }
}

}  // namespace neural_style
