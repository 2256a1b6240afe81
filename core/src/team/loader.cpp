// started_team(): loads the part that needs MPI where the process was started by that, and only there.
#include <cstdlib>
#include <memory>
#include <string>

#include "loaded_part.hpp"
#include "neural_style/started_in_team.hpp"
#include "neural_style/translation.hpp"
#include "team/mpi.hpp"

namespace neural_style {
namespace {

/// Of processes that were started together, by what Open MPI's mpirun, or that of MPICH and Slurm's srun, tell each.
int started_processes() {
  for (const char* const name : {"OMPI_COMM_WORLD_SIZE", "PMI_SIZE"}) {
    if (const char* const size = std::getenv(name)) {
      return std::atoi(size);
    }
  }
  return 1;
}

}  // namespace

bool started_in_team() { return started_processes() > 1; }

std::unique_ptr<Team> started_team() {
  if (!started_in_team()) {
    return nullptr;
  }
  void* const entry = loaded_part("libneural_style_mpi", mpi_symbol, [](const std::string& reason) {
    return say(
        "The part of Neural Style that paints one picture with several processes cannot be loaded ({0}). Install Open "
        "MPI (Debian: openmpi-bin) and build or install Neural Style with it, or start one process.",
        reason);
  });
  // NOLINTNEXTLINE(cppcoreguidelines-pro-type-reinterpret-cast): dlsym() knows no types
  return reinterpret_cast<MpiEntry>(entry)()();
}

}  // namespace neural_style
