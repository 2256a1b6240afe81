// What any but the first of a team does while the library paints.
#pragma once

#include <filesystem>
#include <utility>

#include "cli/interruption.hpp"
#include "neural_style/observer.hpp"

namespace neural_style::cli {

class TeamObserver final : public Observer {
 public:
  TeamObserver(Interruption& interruption, std::filesystem::path checkpoint)
      : interruption_(interruption), checkpoint_(std::move(checkpoint)) {}

  Wish wish() override;
  void evaluated(const Evaluation& evaluation) override;
  void state(const RunState& state) override;

 private:
  Interruption& interruption_;
  std::filesystem::path checkpoint_;
  bool painted_ = false;
};

}  // namespace neural_style::cli
