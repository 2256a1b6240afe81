// See interactive.hpp.
#include "plugin/interactive.hpp"

#include <memory>
#include <utility>

#include "neural_style/error.hpp"
#include "plugin/filter.hpp"
#include "plugin/last_values.hpp"

namespace neural_style::plugin {

namespace {

ui::Choices first_choices(Host& host) {
  try {
    return last_choices(host);
  } catch (const Error&) {
    return {};  // a dialog needs no last values, and shows what it begins with
  }
}

}  // namespace

ui::Choices last_choices(Host& host) {
  const std::optional<std::string> text = host.load_last_values();
  if (!text) {
    throw Error(
        "There are no last values: Neural Style has not been run from its dialog yet. Run it from the menu "
        "Filters > Artistic first.");
  }
  return parse_last_values(*text);
}

std::optional<int> run_interactively(Host& host, const ShowDialog& show) {
  check_paintable(host.describe());
  // Shared with the thread that paints, which may outlive a turn of the dialog.
  std::shared_ptr<Painting> painting;
  const auto prepare_paint = [&](const ui::Choices& choices) -> ui::Session::Paint {
    auto job = std::make_shared<const Job>(prepare(host, choices));
    host.save_last_values(last_values_text(choices));
    painting = std::make_shared<Painting>();
    return [job = std::move(job), painting](Observer& observer) { *painting = paint(*job, observer); };
  };
  ui::Session session(first_choices(host));
  if (!show(session, prepare_paint)) {
    return std::nullopt;
  }
  return finish(host, *painting);
}

}  // namespace neural_style::plugin
