#include "stylize/machine.hpp"

#include <cpuid.h>
#include <sched.h>
#include <sys/resource.h>
#include <unistd.h>

#include <algorithm>
#include <cmath>
#include <cstdint>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <limits>
#include <optional>
#include <set>
#include <string_view>

#include "neural_style/error.hpp"
#include "neural_style/translation.hpp"

namespace neural_style {
namespace {

namespace fs = std::filesystem;

constexpr std::size_t mebibyte = std::size_t{1} << 20U;
constexpr std::size_t unlimited = std::numeric_limits<std::size_t>::max();

std::string first_line(const fs::path& file) {
  std::ifstream stream(file);
  std::string line;
  std::getline(stream, line);
  return line;
}

/// This process's folder in the cgroup tree (version 2), and every folder above it: each may set limits.
std::vector<fs::path> cgroup_folders() {
  const fs::path root = "/sys/fs/cgroup";
  std::vector<fs::path> folders;
  const std::string line = first_line("/proc/self/cgroup");  // "0::/path"
  if (line.starts_with("0::/")) {
    fs::path below = line.substr(4);
    while (!below.empty()) {
      folders.push_back(root / below);
      below = below.parent_path();
    }
  }
  folders.push_back(root);
  return folders;
}

/// Physical cores among those processors.
template <class Among>
int cores(const Among& among) {
  std::set<std::string> cores;
  int processors = 0;
  for (int cpu = 0; cpu < CPU_SETSIZE; ++cpu) {
    if (among(cpu)) {
      ++processors;
      cores.insert(first_line("/sys/devices/system/cpu/cpu" + std::to_string(cpu) + "/topology/thread_siblings_list"));
    }
  }
  const bool known = !cores.contains("");
  return std::max(1, known ? static_cast<int>(cores.size()) : processors);
}

/// Physical cores among the processors that this process may run on.
int allowed_cores() {
  cpu_set_t allowed;
  CPU_ZERO(&allowed);
  if (sched_getaffinity(0, sizeof allowed, &allowed) != 0) {
    return 1;
  }
  return cores([&](int cpu) { return CPU_ISSET(static_cast<std::size_t>(cpu), &allowed) != 0; });
}

/// All that the machine has.
int machine_cores() {
  const long processors = ::sysconf(_SC_NPROCESSORS_ONLN);
  return cores([&](int cpu) { return cpu < processors; });
}

/// Processors that the cgroups' quotas add up to, if they set any.
double cgroup_processors() {
  double fewest = std::numeric_limits<double>::infinity();
  for (const fs::path& folder : cgroup_folders()) {
    std::ifstream stream(folder / "cpu.max");
    std::string quota;
    double period = 0;
    if (stream >> quota >> period && quota != "max" && period > 0) {
      fewest = std::min(fewest, std::strtod(quota.c_str(), nullptr) / period);
    }
  }
  return fewest;
}

std::optional<std::size_t> number_in(const fs::path& file) {
  std::ifstream stream(file);
  std::size_t value = 0;
  return stream >> value ? std::optional(value) : std::nullopt;
}

std::size_t kibibytes_of(const fs::path& file, std::string_view key) {
  std::ifstream stream(file);
  std::string word;
  while (stream >> word) {
    if (std::size_t value = 0; word == key && stream >> value) {
      return value * 1024;
    }
  }
  return unlimited;
}

/// All that the machine has, or that the cgroups let any process have.
std::size_t whole_memory() {
  std::size_t whole = kibibytes_of("/proc/meminfo", "MemTotal:");
  for (const fs::path& folder : cgroup_folders()) {
    whole = std::min(whole, number_in(folder / "memory.max").value_or(unlimited));
  }
  return whole;
}

/// RLIMIT_AS; unlimited if it sets none.
std::size_t most_address_space() {
  rlimit most{};
  return getrlimit(RLIMIT_AS, &most) == 0 && most.rlim_cur != RLIM_INFINITY ? most.rlim_cur : unlimited;
}

/// Address space goes to what is never memory, too: LibTorch and its libraries as they are mapped, each thread's stack
/// and heap as they are reserved. Measured: 0.75 GB, and up to 0.25 GB a thread.
std::size_t address_space_of_engine() { return static_cast<std::size_t>(0.8e9 + 0.25e9 * allowed_cores()); }

/// What can still be had, beside what this process has already.
std::size_t free_memory() {
  std::size_t free = kibibytes_of("/proc/meminfo", "MemAvailable:");
  for (const fs::path& folder : cgroup_folders()) {
    const auto most = number_in(folder / "memory.max");
    const auto used = number_in(folder / "memory.current");
    if (most && used) {
      free = std::min(free, *most > *used ? *most - *used : 0);
    }
  }
  if (const std::size_t most = most_address_space(); most != unlimited) {
    const std::size_t used = std::max(kibibytes_of("/proc/self/status", "VmSize:"), address_space_of_engine());
    free = std::min(free, most > used ? most - used : 0);
  }
  return free;
}

/// Bit `bit` of what CPUID leaf 7 says in EDX: the compiler's own test for AMX is younger than the compilers we
/// support.
bool cpuid_leaf7_edx(unsigned bit) {
  unsigned eax = 0;
  unsigned ebx = 0;
  unsigned ecx = 0;
  unsigned edx = 0;
  return __get_cpuid_count(7, 0, &eax, &ebx, &ecx, &edx) != 0 && ((edx >> bit) & 1U) != 0;
}

bool has_amx() {
  constexpr unsigned amx_bf16 = 22;
  return cpuid_leaf7_edx(amx_bf16);
}

/// Whether oneDNN may use instructions of that name: its environment switch can hold it below what the CPU has.
bool onednn_may_use(const char* name) {
  const char* set = std::getenv("ONEDNN_MAX_CPU_ISA");
  const std::string most = set == nullptr ? "" : set;
  return most.empty() || most == "ALL" || most == "DEFAULT" || most.find(name) != std::string::npos;
}

/// Whether oneDNN has AMX to use.
bool amx_is_used() { return has_amx() && onednn_may_use("AMX"); }

}  // namespace

int thread_count(const Settings& settings) {
  if (settings.threads > 0) {
    return static_cast<int>(settings.threads);
  }
  return std::max(1, static_cast<int>(std::min<double>(allowed_cores(), std::ceil(cgroup_processors()))));
}

int thread_count(const Settings& settings, int here) {
  const int alone = thread_count(settings);
  if (settings.threads > 0 || here == 1) {
    return alone;
  }
  const double all = std::min<double>(machine_cores(), std::ceil(cgroup_processors()));
  return std::clamp(static_cast<int>(all / here), 1, alone);
}

bool multiplies_bfloat16() {
  return amx_is_used() ||
         (static_cast<bool>(__builtin_cpu_supports("avx512bf16")) && (onednn_may_use("BF16") || onednn_may_use("AMX")));
}

Precision chosen_precision(const Settings& settings, const std::optional<Card>& card) {
  if (settings.precision != Precision::automatic) {
    return settings.precision;
  }
  if (card) {
    return card->bfloat16 ? Precision::bfloat16 : Precision::float32;
  }
  return amx_is_used() ? Precision::bfloat16 : Precision::float32;
}

KernelSet kernel_set() {
  const char* set = std::getenv("ATEN_CPU_CAPABILITY");
  const std::string_view most = set == nullptr ? "" : set;
  if (most == "default") {
    return KernelSet::none;
  }
  if (static_cast<bool>(__builtin_cpu_supports("avx512f")) && most != "avx2") {
    return KernelSet::avx512;
  }
  const bool avx2 =
      static_cast<bool>(__builtin_cpu_supports("avx2")) && static_cast<bool>(__builtin_cpu_supports("fma"));
  return avx2 ? KernelSet::avx2 : KernelSet::none;
}

std::size_t available_memory() {
  const std::size_t free = free_memory();
  const std::size_t used = kibibytes_of("/proc/self/status", "VmRSS:");
  return free == unlimited || used == unlimited ? free : free + used;
}

void check_room_for_engine() {
  const std::size_t most = most_address_space();
  if (most == unlimited) {
    return;
  }
  if (const std::size_t needed = address_space_of_engine(); most < needed) {
    throw Error(
        say("Computing takes {0} MiB of address space before it begins, but only {1} MiB may be used. Raise that "
            "limit (ulimit -v).",
            needed / mebibyte, most / mebibyte));
  }
}

std::size_t peak_memory() {
  const std::size_t most = kibibytes_of("/proc/self/status", "VmHWM:");
  if (most == unlimited) {
    throw Error(tr("The system does not say how much memory this process has held."));
  }
  return most;
}

std::size_t memory_limit(const Settings& settings) {
  if (settings.memory_limit > 0) {
    return static_cast<std::size_t>(settings.memory_limit) * mebibyte;
  }
  return std::min(whole_memory() / 2, available_memory());
}

std::vector<std::string> cpu_features() {
  std::vector<std::string> features;
  if (static_cast<bool>(__builtin_cpu_supports("avx2"))) {
    features.emplace_back("avx2");
  }
  if (static_cast<bool>(__builtin_cpu_supports("avx512f"))) {
    features.emplace_back("avx512f");
  }
  if (static_cast<bool>(__builtin_cpu_supports("avx512bf16"))) {
    features.emplace_back("avx512_bf16");
  }
  if (has_amx()) {
    features.emplace_back("amx");
  }
  return features;
}

std::string cpu_model() {
  std::ifstream stream("/proc/cpuinfo");
  for (std::string line; std::getline(stream, line);) {
    if (line.starts_with("model name")) {
      const std::size_t colon = line.find(": ");
      return colon == std::string::npos ? "unknown" : line.substr(colon + 2);
    }
  }
  return "unknown";
}

}  // namespace neural_style
