// An editor that runs the filter once: neural_style_example PHOTO STYLE RESULT [SETTINGS [X Y WIDTH HEIGHT]], where
// SETTINGS is "key=value key=value" and the four numbers are what is selected.
#include <cstdlib>
#include <filesystem>
#include <iostream>
#include <optional>
#include <span>
#include <string>

#include "neural_style/error.hpp"
#include "neural_style/image_file.hpp"
#include "neural_style/share_cores.hpp"
#include "plugin/call.hpp"
#include "plugin/example/file_host.hpp"

namespace {

namespace plugin = neural_style::plugin;

constexpr std::size_t least = 4;
constexpr std::size_t most = 9;

/// There is no window to ask in.
bool show_nothing(neural_style::ui::Session& /*session*/, neural_style::ui::Studio& /*studio*/,
                  const neural_style::ui::Original& /*original*/) {
  throw neural_style::Error("This editor has no dialog.");
}

int run(std::span<char*> arguments) {
  if (arguments.size() != least && arguments.size() != least + 1 && arguments.size() != most) {
    std::cerr << "usage: neural_style_example PHOTO STYLE RESULT [SETTINGS [X Y WIDTH HEIGHT]]\n";
    return 2;
  }
  const std::filesystem::path result = arguments[3];
  std::optional<plugin::Rectangle> selection;
  if (arguments.size() == most) {
    const auto number = [&](std::size_t index) { return std::atoi(arguments[index]); };
    selection = plugin::Rectangle{number(5), number(6), number(7), number(8)};
  }
  plugin::example::Layer photograph = {"photograph", neural_style::read_image(arguments[1]), {}, "", 0};
  plugin::example::FileHost host({photograph}, selection, result.parent_path() / "last_values.json");

  const auto arguments_of_script = [&] {
    neural_style::ui::Choices choices;
    choices.style = arguments[2];
    if (arguments.size() > least) {
      set_settings(choices.settings, arguments[4]);
    }
    return choices;
  };
  const plugin::Outcome outcome =
      plugin::call(plugin::RunMode::noninteractive, host, arguments_of_script, show_nothing);
  if (outcome.ending != plugin::Outcome::Ending::success) {
    std::cerr << '\n' << outcome.sentence << '\n';
    return 1;
  }
  std::cerr << '\n';
  neural_style::write_image(host.flattened(), result);
  return 0;
}

}  // namespace

int main(int argc, char** argv) try {
  neural_style::share_cores();
  return run({argv, static_cast<std::size_t>(argc)});
} catch (const neural_style::Error& error) {
  std::cerr << error.what() << '\n';
  return 1;
}
