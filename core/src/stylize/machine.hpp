// What this machine offers a run.
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "neural_style/settings.hpp"

namespace neural_style {

/// Threads to compute with: the setting, or as many as the process may use of the physical cores, by affinity and by
/// cgroup quota; at least 1.
int thread_count(const Settings& settings);

/// The same of one of `here` processes that share the machine's cores, whether or not each was given some of its own.
int thread_count(const Settings& settings, int here);

/// A graphics card that computes instead of the processor.
struct Card {
  std::string name;
  bool bfloat16 = false;  ///< whether it multiplies such numbers natively
};

/// Whether the CPU multiplies bfloat16 natively: it has avx512_bf16 or AMX, as far as ONEDNN_MAX_CPU_ISA lets oneDNN
/// use them.
bool multiplies_bfloat16();

/// The number type to compute in: the setting, or the quicker one. That is bfloat16 on a card that multiplies it
/// natively and on a CPU with AMX, as far as ONEDNN_MAX_CPU_ISA lets oneDNN use it, else float32: avx512_bf16
/// multiplies twice as much at once, but network/cpu's kernels have a quarter to multiply.
Precision chosen_precision(const Settings& settings, const std::optional<Card>& card = {});

/// The vector instructions that network/cpu has kernels for.
enum class KernelSet : std::uint8_t { none, avx2, avx512 };

/// The best of them that the CPU has, as far as ATEN_CPU_CAPABILITY lets LibTorch use them too: "avx2" or "default",
/// which is none. So one switch of the environment shows what another processor would do.
KernelSet kernel_set();

/// Bytes that this process may have in all, with what it has already: what the machine, the cgroup and the resource
/// limits leave free.
std::size_t available_memory();

/// Throws Error if a resource limit leaves less address space than LibTorch takes to be loaded: its libraries do not
/// fail then, but wait for ever, or crash.
void check_room_for_engine();

/// Bytes that this process has held at most, so far. Throws Error if the system does not say.
std::size_t peak_memory();

/// Bytes that a run may use: the setting, or half of the machine's (or the cgroup's) memory, but no more than
/// available_memory().
std::size_t memory_limit(const Settings& settings);

/// Which of avx2, avx512f, avx512_bf16, amx the CPU has.
std::vector<std::string> cpu_features();

/// The CPU's model name, or "unknown".
std::string cpu_model();

}  // namespace neural_style
