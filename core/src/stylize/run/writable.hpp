// Where a run is, for its checkpoint.
#pragma once

#include <cstddef>
#include <string>

#include "neural_style/stylize.hpp"
#include "stylize/run/job.hpp"
#include "stylize/run/reporter.hpp"
#include "stylize/run_position.hpp"

namespace neural_style {

/// What a run is to write of itself, but for the optimiser.
class Writable {
 public:
  /// All outlive it.
  Writable(const Request& request, const Job& job, const Reporter& reporter)
      : request_(request), job_(job), reporter_(reporter) {}

  /// The run is at that scale now.
  void begin_scale(std::size_t scale) { scale_ = scale; }

  [[nodiscard]] RunPosition position() const;

  /// Whom it is shared with, or null.
  [[nodiscard]] Team* team() const { return job_.team; }

 private:
  const Request& request_;
  const Job& job_;
  const Reporter& reporter_;
  std::size_t scale_ = 0;
  mutable std::string checksum_;
};

}  // namespace neural_style
