// The file of --log: a line of JSON for each evaluation.
#pragma once

#include <filesystem>
#include <fstream>

#include "neural_style/observer.hpp"

namespace neural_style::cli {

class EvaluationLog {
 public:
  /// Throws Error if the file cannot be written. What it holds stays until there is something to replace it by.
  explicit EvaluationLog(std::filesystem::path file);

  /// The first one replaces what the file holds; where it is not the run's first, because that goes on from a
  /// checkpoint, all but the lines of those before it. Throws Error if the disk is full, say.
  void write(const Evaluation& evaluation);

 private:
  std::filesystem::path file_;
  std::ofstream stream_;
  bool begun_ = false;
};

}  // namespace neural_style::cli
