// The way into libneural_style_engine.
#include "bench/bench.hpp"
#include "engine/engine.hpp"
#include "stylize/run.hpp"

namespace neural_style {
namespace {

class LibTorchEngine final : public Engine {
 public:
  [[nodiscard]] Result stylize(const Request& request, Observer& observer) const override {
    return run_stylize(request, observer);
  }
  [[nodiscard]] Losses evaluate(const Image& picture, const Request& request) const override {
    return run_evaluate(picture, request);
  }
  [[nodiscard]] BenchReport bench(const Settings& settings, int rounds) const override {
    return run_bench(settings, rounds);
  }
};

}  // namespace
}  // namespace neural_style

// The C name lets the loader find it; the type is C++'s, since both sides are built together.
extern "C" const neural_style::Engine& neural_style_engine() {
  static const neural_style::LibTorchEngine engine;
  return engine;
}
