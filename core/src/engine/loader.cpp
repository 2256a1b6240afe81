// stylize(), evaluate(), forecast_seconds() and bench(): load the engine when it is first used, and let one call in at
// a time.
#include <mutex>
#include <new>
#include <string>
#include <string_view>
#include <vector>

#include "engine/engine.hpp"
#include "loaded_part.hpp"
#include "neural_style/team.hpp"
#include "neural_style/translation.hpp"
#include "stylize/machine.hpp"

namespace neural_style {
namespace {

const Engine& load_engine() {
  check_room_for_engine();
  void* const entry = loaded_part("libneural_style_engine", engine_symbol, [](const std::string& reason) {
    return say(
        "The part of Neural Style that computes cannot be loaded ({0}). Install LibTorch (Debian: {1}) or install "
        "Neural Style again.",
        reason, std::string_view(NEURAL_STYLE_LIBTORCH_PACKAGE));
  });
  // NOLINTNEXTLINE(cppcoreguidelines-pro-type-reinterpret-cast): dlsym() knows no types
  return *reinterpret_cast<EngineEntry>(entry)();
}

/// Runs `work` with the engine, alone in this process: LibTorch's thread settings and the memory plan are the
/// process's, so that two runs at once would spoil each other's.
template <class Work>
auto with_engine(const Work& work) {
  static std::mutex one_at_a_time;
  const std::lock_guard lock(one_at_a_time);
  static const Engine& engine = load_engine();
  try {
    return work(engine);
  } catch (const std::bad_alloc&) {
    throw Error(tr("There is not enough memory for this picture. Choose a smaller size or close other programs."));
  }
}

}  // namespace

Result stylize(const Request& request, Observer& observer) {
  return with_engine([&](const Engine& engine) { return engine.stylize(request, {}, observer, nullptr); });
}

Result resume(const std::filesystem::path& checkpoint, const Request& request, Observer& observer) {
  return with_engine([&](const Engine& engine) { return engine.stylize(request, checkpoint, observer, nullptr); });
}

Result stylize(const Request& request, const std::filesystem::path& checkpoint, Observer& observer, Team& team) {
  return with_engine([&](const Engine& engine) { return engine.stylize(request, checkpoint, observer, &team); });
}

Losses evaluate(const Image& picture, const Request& request) {
  return with_engine([&](const Engine& engine) { return engine.evaluate(picture, request); });
}

double forecast_seconds(int width, int height, const Settings& settings) {
  return with_engine([&](const Engine& engine) { return engine.forecast_seconds(width, height, settings); });
}

std::vector<BenchFigure> bench(const BenchRequest& request) {
  return with_engine([&](const Engine& engine) { return engine.bench(request); });
}

}  // namespace neural_style
