// stylize(), evaluate(), forecast_seconds() and bench(): load the engine when it is first used, and let one call in at
// a time.
#include <dlfcn.h>

#include <filesystem>
#include <mutex>
#include <new>
#include <string>
#include <string_view>
#include <vector>

#include "engine/engine.hpp"
#include "library_folder.hpp"
#include "neural_style/translation.hpp"
#include "stylize/machine.hpp"
#include "stylize/plan.hpp"

namespace neural_style {
namespace {

const Engine& load_engine() {
  check_room_for_engine();
  const std::filesystem::path file = library_folder() / "libneural_style_engine.so";
  // RTLD_LOCAL keeps LibTorch's many symbols to itself. Never closed: LibTorch's threads outlive every call.
  void* library = dlopen(file.c_str(), RTLD_NOW | RTLD_LOCAL);
  if (library == nullptr) {
    const char* reason = dlerror();
    throw Error(
        say("The part of Neural Style that computes cannot be loaded ({0}). Install LibTorch (Debian: {1}) or install "
            "Neural Style again.",
            reason == nullptr ? file.string() : reason, std::string_view(NEURAL_STYLE_LIBTORCH_PACKAGE)));
  }
  // NOLINTNEXTLINE(cppcoreguidelines-pro-type-reinterpret-cast): dlsym() knows no types
  const auto entry = reinterpret_cast<EngineEntry>(dlsym(library, engine_symbol));
  if (entry == nullptr) {
    throw Error(say("\"{0}\" is not the engine of this Neural Style. Install Neural Style again.", file.string()));
  }
  return *entry();
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
  return with_engine([&](const Engine& engine) { return engine.stylize(request, {}, observer); });
}

Result resume(const std::filesystem::path& checkpoint, const Request& request, Observer& observer) {
  return with_engine([&](const Engine& engine) { return engine.stylize(request, checkpoint, observer); });
}

Losses evaluate(const Image& picture, const Request& request) {
  return with_engine([&](const Engine& engine) { return engine.evaluate(picture, request); });
}

double forecast_seconds(int width, int height, const Settings& settings) {
  const Plan plan = make_plan(usual_sizes(width, height), settings, memory_limit(settings));
  return seconds_at(with_engine([&](const Engine& engine) { return engine.pace(settings); }), plan);
}

std::vector<BenchFigure> bench(const BenchRequest& request) {
  return with_engine([&](const Engine& engine) { return engine.bench(request); });
}

}  // namespace neural_style
