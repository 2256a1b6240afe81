// What computes a run, as LibTorch knows it.
#pragma once

#include <c10/core/Device.h>
#include <c10/util/Exception.h>

#include <cstddef>
#include <optional>

#include "neural_style/settings.hpp"
#include "stylize/machine.hpp"

namespace neural_style {

/// The graphics card that the settings choose, or none: the processor computes. Throws Error if they ask for a card and
/// none can be used.
std::optional<Card> chosen_card(const Settings& settings);

/// Where the tensors of a run live.
at::Device device_of(const std::optional<Card>& card);

/// Bytes that a run may use: of the processor's memory, or of the card's the setting, but no more than most of what is
/// free there.
std::size_t memory_limit(const Settings& settings, const std::optional<Card>& card);

/// Makes the card's work come out the same each time, and float32 as exact as the processor's.
void compute_exactly(Precision precision);

/// Whether the card's memory, or the processor's, was not enough.
bool is_out_of_memory(const c10::Error& error);

}  // namespace neural_style
