// The seam between the light library and the part that needs MPI.
#pragma once

#include <memory>

#include "neural_style/team.hpp"

namespace neural_style {

/// Name and type of the one symbol that libneural_style_mpi is entered by: joins the team that this process was started
/// in, once in its life.
inline constexpr const char* mpi_symbol = "neural_style_mpi";
using MpiEntry = std::unique_ptr<Team> (*)();

}  // namespace neural_style
