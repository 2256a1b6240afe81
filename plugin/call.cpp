// See call.hpp.
#include "plugin/call.hpp"

#include <exception>
#include <new>
#include <utility>

#include "neural_style/error.hpp"
#include "neural_style/translation.hpp"
#include "plugin/filter.hpp"

namespace neural_style::plugin {

namespace {

using Ending = Outcome::Ending;

Outcome call_interactively(Host& host, const ShowDialog& show) {
  std::vector<int> layers = run_interactively(host, show);
  const Ending ending = layers.empty() ? Ending::cancelled : Ending::success;
  return {ending, {}, std::move(layers)};
}

Outcome call_with(Host& host, const std::function<ui::Choices()>& arguments) {
  ui::Choices choices;
  try {
    choices = arguments();
  } catch (const Error& error) {
    return {Ending::wrong_arguments, error.what(), {}};
  }
  return {Ending::success, {}, run(host, choices)};
}

}  // namespace

Outcome call(RunMode mode, Host& host, const std::function<ui::Choices()>& arguments, const ShowDialog& show) {
  try {
    switch (mode) {
      case RunMode::interactive:
        return call_interactively(host, show);
      case RunMode::noninteractive:
        return call_with(host, arguments);
      case RunMode::with_last_values:
        return {Ending::success, {}, run(host, last_choices(host))};
    }
  } catch (const std::bad_alloc&) {
    return {Ending::failure, tr("There is not enough memory for this. Use a smaller layer or selection."), {}};
  } catch (const std::exception& error) {
    return {Ending::failure, error.what(), {}};
  }
  return {Ending::wrong_arguments, tr("The run mode is none that the editor has."), {}};
}

}  // namespace neural_style::plugin
