// The graphics card through LibTorch's CUDA: cuda.cpp where LibTorch was built with it, none.cpp where it was not.
#pragma once

#include <c10/core/Device.h>

#include <cstddef>
#include <optional>

#include "stylize/machine.hpp"

namespace neural_style::cuda {

/// Whether LibTorch was built with CUDA.
bool built_in();

/// The card, if one answers: LibTorch's current one, which CUDA_VISIBLE_DEVICES chooses.
std::optional<Card> card();

/// What LibTorch calls it.
at::Device device();

/// Bytes of the card's memory that this process may have in all, with what it has already.
std::size_t available_memory();

/// Gives the card's memory back that no tensor uses any more: LibTorch keeps it otherwise.
void give_back();

}  // namespace neural_style::cuda
