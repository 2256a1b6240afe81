// The pictures of --snapshots: the state of the work every so many evaluations.
#pragma once

#include <filesystem>

#include "neural_style/image.hpp"
#include "neural_style/observer.hpp"

namespace neural_style::cli {

/// picture_000100.png, picture_000200.png, …: the first picture that the optimiser accepts from that evaluation on.
class Snapshots {
 public:
  /// Makes the folder if there is none. Throws Error if it takes no files.
  Snapshots(std::filesystem::path folder, int every);

  /// Whether a picture of this evaluation is wanted.
  [[nodiscard]] bool due(const Evaluation& evaluation) const { return evaluation.evaluation / every_ > written_; }

  /// Throws Error if it cannot be written.
  void write(const Image& picture, const Evaluation& evaluation);

 private:
  std::filesystem::path folder_;
  int every_;
  int written_ = 0;  ///< multiple of `every_` that the latest file stands for
};

}  // namespace neural_style::cli
