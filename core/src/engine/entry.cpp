// The way into libneural_style_engine.
#include <c10/util/Exception.h>

#include <filesystem>
#include <memory>
#include <new>
#include <optional>
#include <string>
#include <vector>

#include "bench/bench.hpp"
#include "engine/engine.hpp"
#include "network/device.hpp"
#include "neural_style/translation.hpp"
#include "stylize/pace.hpp"
#include "stylize/run.hpp"

namespace neural_style {
namespace {

/// Runs `work`; what LibTorch throws leaves as an Error with its first line, since hosts know nothing of LibTorch.
template <class Work>
auto translated(const Work& work) {
  try {
    return work();
  } catch (const c10::Error& error) {
    if (is_out_of_memory(error)) {
      throw std::bad_alloc();
    }
    const std::string text = error.what_without_backtrace();
    throw Error(say("LibTorch failed: {0}", text.substr(0, text.find('\n'))));
  }
}

class LibTorchEngine final : public Engine {
 public:
  [[nodiscard]] Result stylize(const Request& request, const std::filesystem::path& checkpoint, Observer& observer,
                               Team* team) const override {
    return translated([&] { return run_stylize(request, checkpoint, observer, kept_, team); });
  }
  [[nodiscard]] Losses evaluate(const Image& picture, const Request& request) const override {
    return translated([&] { return run_evaluate(picture, request, kept_); });
  }
  [[nodiscard]] double forecast_seconds(int width, int height, const Settings& settings) const override {
    return translated([&] {
      const std::optional<Card> card = chosen_card(settings);
      const Plan plan = make_plan(usual_sizes(width, height), settings, memory_limit(settings, card), card);
      return seconds_at(run_pace(settings, plan, kept_), plan);
    });
  }
  [[nodiscard]] std::vector<BenchFigure> bench(const BenchRequest& request) const override {
    return translated([&] { return run_bench(request); });
  }

 private:
  mutable KeptNetwork kept_;  // calls come one at a time
};

}  // namespace
}  // namespace neural_style

// A C name, so that the loader can find it; both sides are built together, hence the C++ type.
extern "C" const neural_style::Engine* neural_style_engine() {
  // Never destroyed: a host may leave by exit() while a thread of its own still paints.
  static const neural_style::Engine* const engine = std::make_unique<const neural_style::LibTorchEngine>().release();
  return engine;
}
