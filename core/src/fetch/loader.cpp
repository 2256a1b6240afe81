// fetch_model(): loads the part that downloads when it is first used, so that nobody who fetches nothing waits for
// libcurl and the two dozen libraries that it needs.
#include <string>

#include "fetch/fetcher.hpp"
#include "loaded_part.hpp"
#include "neural_style/translation.hpp"

namespace neural_style {
namespace {

Fetcher load_fetcher() {
  void* const entry = loaded_part("libneural_style_fetch", fetch_symbol, [](const std::string& reason) {
    return say(
        "The part of Neural Style that downloads cannot be loaded ({0}). Install libcurl (Debian: libcurl4) or install "
        "Neural Style again.",
        reason);
  });
  // NOLINTNEXTLINE(cppcoreguidelines-pro-type-reinterpret-cast): dlsym() knows no types
  return reinterpret_cast<FetchEntry>(entry)();
}

}  // namespace

Model fetch_model(const FetchRequest& request, const FetchProgress& progress) {
  static const Fetcher fetch = load_fetcher();
  return fetch(request, progress);
}

}  // namespace neural_style
