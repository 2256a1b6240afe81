// A team of processes that MPI has started.
#include <mpi.h>

#include <algorithm>
#include <array>
#include <chrono>
#include <cstdlib>
#include <memory>
#include <span>
#include <thread>

#include "team/mpi.hpp"

namespace neural_style {
namespace {

/// Waits without keeping a core busy for long: the others may need it, and a team waits for its slowest. MPI's own
/// functions spin.
void wait(std::span<MPI_Request> requests) {
  using std::chrono::steady_clock;
  constexpr auto patience = std::chrono::microseconds(500);
  constexpr auto nap = std::chrono::microseconds(100);
  const auto began = steady_clock::now();
  for (int done = 0;;) {
    MPI_Testall(static_cast<int>(requests.size()), requests.data(), &done, MPI_STATUSES_IGNORE);
    if (done != 0) {
      return;
    }
    if (steady_clock::now() - began < patience) {
      std::this_thread::yield();
    } else {
      std::this_thread::sleep_for(nap);
    }
  }
}

/// Calls work(part) for parts as long as MPI's numbers are counted.
template <class Number, class Work>
void in_parts(std::span<Number> numbers, const Work& work) {
  constexpr std::size_t most = std::size_t{1} << 30U;
  while (!numbers.empty()) {
    const std::span<Number> part = numbers.first(std::min(most, numbers.size()));
    work(part);
    numbers = numbers.subspan(part.size());
  }
}

class MpiTeam final : public Team {
 public:
  MpiTeam() {
    int provided = 0;
    MPI_Init_thread(nullptr, nullptr, MPI_THREAD_FUNNELED, &provided);
    MPI_Comm_rank(MPI_COMM_WORLD, &rank_);
    MPI_Comm_size(MPI_COMM_WORLD, &size_);
    MPI_Comm machine = MPI_COMM_NULL;
    MPI_Comm_split_type(MPI_COMM_WORLD, MPI_COMM_TYPE_SHARED, rank_, MPI_INFO_NULL, &machine);
    MPI_Comm_size(machine, &here_);
    MPI_Comm_free(&machine);
  }
  MpiTeam(const MpiTeam&) = delete;
  MpiTeam& operator=(const MpiTeam&) = delete;
  MpiTeam(MpiTeam&&) = delete;
  MpiTeam& operator=(MpiTeam&&) = delete;
  ~MpiTeam() override { MPI_Finalize(); }

  [[nodiscard]] int rank() const override { return rank_; }
  [[nodiscard]] int size() const override { return size_; }
  [[nodiscard]] int here() const override { return here_; }

  void sum(std::span<float> numbers) override { sum(numbers, MPI_FLOAT); }
  void sum(std::span<double> numbers) override { sum(numbers, MPI_DOUBLE); }

  void broadcast(int from, std::span<std::byte> bytes) override {
    in_parts(bytes, [&](std::span<std::byte> part) {
      std::array<MPI_Request, 1> request{};
      MPI_Ibcast(part.data(), static_cast<int>(part.size()), MPI_BYTE, from, MPI_COMM_WORLD, request.data());
      wait(request);
    });
  }

  void exchange(const Exchange& above, const Exchange& below) override {
    constexpr int upwards = 1;
    constexpr int downwards = 2;
    std::array<MPI_Request, 4> requests{};
    std::size_t count = 0;
    const auto swap = [&](const Exchange& with, int sent, int received) {
      if (with.rank < 0) {
        return;
      }
      MPI_Irecv(with.received.data(), static_cast<int>(with.received.size()), MPI_FLOAT, with.rank, received,
                MPI_COMM_WORLD, &requests[count++]);
      MPI_Isend(with.sent.data(), static_cast<int>(with.sent.size()), MPI_FLOAT, with.rank, sent, MPI_COMM_WORLD,
                &requests[count++]);
    };
    swap(above, upwards, downwards);
    swap(below, downwards, upwards);
    wait(std::span(requests).first(count));
  }

  [[noreturn]] void abandon() override {
    MPI_Abort(MPI_COMM_WORLD, EXIT_FAILURE);
    std::abort();  // not reached: MPI does not say that it never returns
  }

 private:
  /// Added up in one place, and from there to all: not even the order of an MPI_Allreduce need be the same in all.
  template <class Number>
  void sum(std::span<Number> numbers, MPI_Datatype type) {
    in_parts(numbers, [&](std::span<Number> part) {
      std::array<MPI_Request, 1> request{};
      const void* const mine = rank_ == 0 ? MPI_IN_PLACE : part.data();
      MPI_Ireduce(mine, part.data(), static_cast<int>(part.size()), type, MPI_SUM, 0, MPI_COMM_WORLD, request.data());
      wait(request);
      MPI_Ibcast(part.data(), static_cast<int>(part.size()), type, 0, MPI_COMM_WORLD, request.data());
      wait(request);
    });
  }

  int rank_ = 0;
  int size_ = 1;
  int here_ = 1;
};

std::unique_ptr<Team> join() { return std::make_unique<MpiTeam>(); }

}  // namespace
}  // namespace neural_style

extern "C" neural_style::Joiner neural_style_mpi() { return &neural_style::join; }
