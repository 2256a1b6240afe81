// To be preloaded (LD_PRELOAD): the time of day jumps to and fro by a day with each look at it, as when somebody sets
// the clock. Monotonic clocks stay what they are.
#include <sys/syscall.h>
#include <sys/time.h>
#include <unistd.h>

#include <atomic>
#include <ctime>

namespace {

time_t jump() {
  constexpr time_t day = 86400;
  static std::atomic<int> looks = 0;
  return looks.fetch_add(1) % 2 == 0 ? day : -day;
}

}  // namespace

// The system's header has other names for what they take, and the system call itself takes anything.
// NOLINTBEGIN(readability-inconsistent-declaration-parameter-name,cppcoreguidelines-pro-type-vararg)
extern "C" int clock_gettime(clockid_t clock, timespec* time) noexcept {
  const auto result = static_cast<int>(syscall(SYS_clock_gettime, clock, time));
  if (result == 0 && clock == CLOCK_REALTIME) {
    time->tv_sec += jump();
  }
  return result;
}

extern "C" int gettimeofday(timeval* time, void* /*zone*/) noexcept {
  timespec now{};
  clock_gettime(CLOCK_REALTIME, &now);
  time->tv_sec = now.tv_sec;
  time->tv_usec = now.tv_nsec / 1000;
  return 0;
}

extern "C" time_t time(time_t* result) noexcept {
  timespec now{};
  clock_gettime(CLOCK_REALTIME, &now);
  if (result != nullptr) {
    *result = now.tv_sec;
  }
  return now.tv_sec;
}
// NOLINTEND(readability-inconsistent-declaration-parameter-name,cppcoreguidelines-pro-type-vararg)
