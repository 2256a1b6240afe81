// The program on a terminal.
#pragma once

#include <pty.h>
#include <unistd.h>

#include <array>
#include <string>

#include "program.hpp"

namespace neural_style {

/// Runs the program with a terminal of 60 columns for its stderr, and takes for `errors` what is shown on it.
inline Outcome run_on_terminal(const Arguments& arguments) {
  int master = -1;
  int slave = -1;
  std::array<char, 64> name{};
  winsize size{25, 60, 0, 0};
  EXPECT_EQ(openpty(&master, &slave, name.data(), nullptr, &size), 0);
  RunningProgram running(program(arguments), name.data());
  Outcome outcome = running.wait();
  close(slave);
  outcome.errors.clear();
  std::array<char, 4096> buffer{};
  for (ssize_t got = 0; (got = read(master, buffer.data(), buffer.size())) > 0;) {
    outcome.errors.append(buffer.data(), static_cast<std::size_t>(got));
  }
  close(master);
  return outcome;
}

}  // namespace neural_style
