// The way into libneural_style_engine.
#include <c10/util/Exception.h>

#include <memory>
#include <new>
#include <string>
#include <vector>

#include "bench/bench.hpp"
#include "engine/engine.hpp"
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
    const std::string text = error.what_without_backtrace();
    if (text.find("not enough memory") != std::string::npos) {
      throw std::bad_alloc();
    }
    throw Error(say("LibTorch failed: {0}", text.substr(0, text.find('\n'))));
  }
}

class LibTorchEngine final : public Engine {
 public:
  [[nodiscard]] Result stylize(const Request& request, Observer& observer) override {
    return translated([&] { return run_stylize(request, observer, kept_); });
  }
  [[nodiscard]] Losses evaluate(const Image& picture, const Request& request) override {
    return translated([&] { return run_evaluate(picture, request, kept_); });
  }
  [[nodiscard]] Pace pace(const Settings& settings) override {
    return translated([&] { return run_pace(settings, kept_); });
  }
  [[nodiscard]] std::vector<BenchFigure> bench(const BenchRequest& request) const override {
    return translated([&] { return run_bench(request); });
  }

 private:
  KeptNetwork kept_;
};

}  // namespace
}  // namespace neural_style

// A C name, so that the loader can find it; both sides are built together, hence the C++ type.
extern "C" neural_style::Engine* neural_style_engine() {
  // Never destroyed: a host may leave by exit() while a thread of its own still paints.
  static neural_style::LibTorchEngine* const engine = std::make_unique<neural_style::LibTorchEngine>().release();
  return engine;
}
