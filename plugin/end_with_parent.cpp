// See end_with_parent.hpp.
#include "plugin/end_with_parent.hpp"

#include <sys/prctl.h>
#include <unistd.h>

#include <csignal>
#include <cstdlib>

namespace neural_style::plugin {

void end_with_parent() {
  const pid_t parent = getppid();
  // NOLINTNEXTLINE(cppcoreguidelines-pro-type-vararg)
  prctl(PR_SET_PDEATHSIG, SIGKILL);
  if (getppid() != parent) {
    std::_Exit(EXIT_FAILURE);  // it died just before
  }
}

}  // namespace neural_style::plugin
