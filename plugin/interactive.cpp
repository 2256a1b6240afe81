// See interactive.hpp.
#include "plugin/interactive.hpp"

#include <memory>
#include <utility>

#include "neural_style/error.hpp"
#include "plugin/filter.hpp"

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
  const std::optional<ui::Choices> choices = host.load_last_choices();
  if (!choices) {
    throw Error(
        "There are no last values: Neural Style has not been run from its dialog yet. Run it from the menu "
        "Filters > Artistic first.");
  }
  return *choices;
}

std::vector<int> run_interactively(Host& host, const ShowDialog& show) {
  check_paintable(host.describe());
  // Shared with the thread that paints, which may outlive a turn of the dialog.
  std::shared_ptr<std::vector<Painting>> paintings;
  const auto prepare_paint = [&](const ui::Choices& choices) -> ui::Session::Paint {
    auto jobs = std::make_shared<const std::vector<Job>>(prepare(host, choices));
    host.save_last_choices(choices);
    paintings = std::make_shared<std::vector<Painting>>();
    return [jobs = std::move(jobs), paintings](Observer& observer) { *paintings = paint(*jobs, observer); };
  };
  ui::Session session(first_choices(host));
  if (!show(session, prepare_paint)) {
    return {};
  }
  return finish(host, std::move(*paintings));
}

}  // namespace neural_style::plugin
