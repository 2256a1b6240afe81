// --part I/N: which of the jobs of a batch are for this process.
#pragma once

#include <cstddef>
#include <string>

namespace neural_style::cli {

/// The I-th of N parts: every N-th job, beginning with the I-th, so that each job is in one part, and parts differ by
/// one job at most. As constructed, all.
class Part {
 public:
  Part() = default;

  /// "2/8", from 1/8 to 8/8. Throws CLI::ValidationError if it is none: the usage is wrong then.
  explicit Part(const std::string& text);

  /// Whether the job of that number, counted from 0, belongs to it.
  [[nodiscard]] bool holds(std::size_t job) const { return job % count_ == number_ - 1; }

 private:
  std::size_t number_ = 1;
  std::size_t count_ = 1;
};

}  // namespace neural_style::cli
