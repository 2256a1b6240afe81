// The seam between the light library and the part that needs MPI.
#pragma once

#include <memory>

#include "neural_style/team.hpp"

namespace neural_style {

/// Joins the team that this process was started in, once in its life.
using Joiner = std::unique_ptr<Team> (*)();

/// Name and type of the one symbol that libneural_style_mpi is entered by.
inline constexpr const char* mpi_symbol = "neural_style_mpi";
using MpiEntry = Joiner (*)();

}  // namespace neural_style
