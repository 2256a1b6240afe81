// neural-style evaluate: the losses of any picture, whoever made it.
#include <iostream>
#include <memory>

#include "cli/commands.hpp"
#include "cli/json.hpp"
#include "cli/request_options.hpp"
#include "neural_style/image_file.hpp"
#include "neural_style/stylize.hpp"

namespace neural_style::cli {
namespace {

struct Options {
  std::string picture;
  RequestOptions request;
  bool json = false;
  Settings settings;
};

int run(const Options& options) {
  const Image picture = read_image(options.picture);
  const Losses losses = evaluate(picture, options.request.read(options.settings));
  if (options.json) {
    std::cout << line_of(losses_json(losses)) << '\n';
    return 0;
  }
  std::cout << "total    " << losses.total << "\ncontent  " << losses.content << "\nstyle    " << losses.style << '\n';
  for (const auto& [layer, loss] : losses.style_by_layer) {
    std::cout << "  " << layer << "  " << loss << '\n';
  }
  return 0;
}

}  // namespace

void add_evaluate(CLI::App& program, Action& action) {
  CLI::App* const command =
      program.add_subcommand("evaluate", "Say how far a picture is from a photograph's content and a painting's style");
  const auto options = std::make_shared<Options>();
  command->add_option("picture", options->picture, "The picture to judge")->required()->type_name("FILE");
  options->request.add_to(*command);
  command->add_flag("--json", options->json, "Answer in one line of JSON");
  command->callback([&action, options] {
    options->settings = options->request.settings().settings();
    action = [options] { return run(*options); };
  });
}

}  // namespace neural_style::cli
