// A run's state in a file, a checkpoint, so that a crash costs minutes and not the hours before.
//
// An Observer is offered the state between the steps of the optimiser, where it is all that there is to know, and
// writes it as often as it likes; resume() (stylize.hpp) goes on from it. To write it takes no memory, but for a vector
// or two of a graphics card's, and changes nothing about the painting. The file takes, for a scale of W x H pixels that
// L-BFGS keeps P pairs at (15, or fewer where memory is short), 3·W·H·(8 + P·b) bytes, b = 8, or 4 where the plan says
// "half pairs"; for Adam, 3·W·H·16.
//
// The format, version 2. Numbers are little-endian; a list is its length (64 bits) and its numbers:
//
//   "neural-style run"   16 bytes
//   version              32 bits
//   job                  list of 8-bit numbers: SHA-256, as 64 hexadecimal digits, of what decides about the painting:
//                        the pictures, the settings but those of the machine, the model's file
//   threads, precision,  32 bits each, and the limit of memory, 64 bits: what the run's plan follows from; device is 1
//   device               for the processor, 2 for a graphics card, whose memory the limit then is of
//   scale                32 bits: the number of the scale at hand, from 0
//   evaluations          32 bits each: of the run, and of this scale
//   seconds              64-bit float: that the run has taken
//   losses               64-bit floats: total, content, style, temporal; a list of those by layer, each layer's name
//                        before its loss, a list of 8-bit numbers; all of the best picture that this scale has found
//   best                 list of 32-bit floats: its planes where it is not the optimiser's point, else an empty list
//   point                list of 32-bit floats: the optimiser's, CHW
//   optimiser            what its exchange() passes on (core/src/optimise)
//   checksum             32 bits: CRC-32 of all before
#pragma once

#include <filesystem>

namespace neural_style {

/// A run between two steps, as Observer::state() is shown it: to be written there and then, or let go.
class RunState {
 public:
  RunState() = default;
  RunState(const RunState&) = delete;
  RunState& operator=(const RunState&) = delete;
  RunState(RunState&&) = delete;
  RunState& operator=(RunState&&) = delete;
  virtual ~RunState() = default;

  /// The file appears, and replaces an older one, whole or not at all. Throws Error if it cannot be written.
  virtual void write(const std::filesystem::path& file) const = 0;
};

/// Throws Error if no state can be written there, before the work that makes it. Leaves nothing behind.
void check_state_writable(const std::filesystem::path& file);

}  // namespace neural_style
