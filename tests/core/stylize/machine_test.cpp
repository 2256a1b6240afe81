// What the machine offers, as far as any machine can be asked.
#include "stylize/machine.hpp"

#include <gtest/gtest.h>
#include <sched.h>
#include <sys/resource.h>
#include <unistd.h>

#include <algorithm>
#include <cstdlib>

namespace neural_style {
namespace {

TEST(Machine, ThreadsFollowAffinity) {
  cpu_set_t before;
  ASSERT_EQ(sched_getaffinity(0, sizeof before, &before), 0);
  cpu_set_t one;
  CPU_ZERO(&one);
  for (std::size_t cpu = 0; cpu < CPU_SETSIZE; ++cpu) {
    if (CPU_ISSET(cpu, &before)) {
      CPU_SET(cpu, &one);
      break;
    }
  }
  EXPECT_GE(thread_count({}), 1);
  ASSERT_EQ(sched_setaffinity(0, sizeof one, &one), 0);
  EXPECT_EQ(thread_count({}), 1);
  ASSERT_EQ(sched_setaffinity(0, sizeof before, &before), 0);
}

TEST(Machine, SettingsWin) {
  Settings settings;
  settings.threads = 7;
  settings.memory_limit = 3;
  settings.precision = Precision::bfloat16;
  EXPECT_EQ(thread_count(settings), 7);
  EXPECT_EQ(memory_limit(settings), std::size_t{3} << 20U);
  EXPECT_EQ(chosen_precision(settings), Precision::bfloat16);
}

TEST(Machine, MemoryLimitFollowsTheAddressSpaceLimit) {
  const std::size_t before = memory_limit({});
  rlimit old{};
  ASSERT_EQ(getrlimit(RLIMIT_AS, &old), 0);
  rlimit small = old;
  small.rlim_cur = std::size_t{3} << 30U;
  ASSERT_EQ(setrlimit(RLIMIT_AS, &small), 0);
  EXPECT_LT(memory_limit({}), std::size_t{3} << 30U);
  ASSERT_EQ(setrlimit(RLIMIT_AS, &old), 0);
  EXPECT_GT(before, 0U);
}

TEST(Machine, LeavesHalfOfTheMemoryToOthers) {
  const auto pages = static_cast<std::size_t>(sysconf(_SC_PHYS_PAGES));
  EXPECT_LE(memory_limit({}), pages * static_cast<std::size_t>(sysconf(_SC_PAGESIZE)) / 2);
  EXPECT_LE(memory_limit({}), available_memory());
}

/// What another processor would do can be seen on this one.
TEST(Machine, SwitchesOfTheEnvironmentAreHeeded) {
  const KernelSet best = kernel_set();
  setenv("ATEN_CPU_CAPABILITY", "default", 1);
  EXPECT_EQ(kernel_set(), KernelSet::none);
  setenv("ATEN_CPU_CAPABILITY", "avx2", 1);
  EXPECT_EQ(kernel_set(), std::min(best, KernelSet::avx2));
  unsetenv("ATEN_CPU_CAPABILITY");
  for (const char* below : {"SSE41", "AVX2", "AVX512_CORE"}) {
    setenv("ONEDNN_MAX_CPU_ISA", below, 1);
    EXPECT_FALSE(multiplies_bfloat16()) << below;
    EXPECT_EQ(chosen_precision({}), Precision::float32) << below;
  }
  setenv("ONEDNN_MAX_CPU_ISA", "AVX512_CORE_BF16", 1);
  EXPECT_EQ(chosen_precision({}), Precision::float32) << "quicker without AMX";
  unsetenv("ONEDNN_MAX_CPU_ISA");
}

TEST(Machine, KnowsItsProcessor) { EXPECT_FALSE(cpu_model().empty()); }

}  // namespace
}  // namespace neural_style
