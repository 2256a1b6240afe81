// The seam between the light library and the part that needs LibTorch.
#pragma once

#include <filesystem>
#include <vector>

#include "neural_style/bench.hpp"
#include "neural_style/stylize.hpp"
#include "neural_style/team.hpp"

namespace neural_style {

/// What the engine does; the functions of the same names in include/ say how.
class Engine {
 public:
  Engine() = default;
  Engine(const Engine&) = delete;
  Engine& operator=(const Engine&) = delete;
  Engine(Engine&&) = delete;
  Engine& operator=(Engine&&) = delete;
  virtual ~Engine() = default;

  /// From the beginning, or from a checkpoint if its file is named. `team`: null if alone.
  [[nodiscard]] virtual Result stylize(const Request& request, const std::filesystem::path& checkpoint,
                                       Observer& observer, Team* team) const = 0;
  [[nodiscard]] virtual Losses evaluate(const Image& picture, const Request& request) const = 0;
  [[nodiscard]] virtual double forecast_seconds(int width, int height, const Settings& settings) const = 0;
  [[nodiscard]] virtual std::vector<BenchFigure> bench(const BenchRequest& request) const = 0;
};

/// Name and type of the one symbol that libneural_style_engine is entered by. What it returns is never null and lives
/// as long as the process.
inline constexpr const char* engine_symbol = "neural_style_engine";
using EngineEntry = const Engine* (*)();

}  // namespace neural_style
