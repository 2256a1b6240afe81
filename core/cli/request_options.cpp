#include "cli/request_options.hpp"

#include <algorithm>
#include <utility>

#include "cli/request_pictures.hpp"
#include "neural_style/error.hpp"
#include "neural_style/image_file.hpp"

namespace neural_style::cli {
namespace {

/// Takes the place of a content that nothing is to be seen of.
void take_canvas(Request& request) {
  Size& size = request.settings.size;
  if (size.kind != Size::Kind::exact) {
    throw Error("A texture has no photograph to take its size from. Say it: --size 512x512.");
  }
  request.content = Image(size.width, size.height);
  std::ranges::fill(request.content.samples(), 1.0F);
  size = {Size::Kind::full};  // and the styles keep their proportions
  request.settings.content_weight = 0;
}

}  // namespace

void RequestOptions::add_to(CLI::App& command, const std::string& help, const std::string& placeholder) {
  command.add_option("content", content_.emplace(), help)->required()->type_name(placeholder);
  add_styles_to(command);
}

void RequestOptions::add_without_content_to(CLI::App& command) {
  settings_.start_from("texture");
  add_styles_to(command);
}

void RequestOptions::add_styles_to(CLI::App& command) {
  command.add_option("style", styles_, "The painting; of several, a blend (see --blend and --regions)")
      ->required()
      ->type_name("FILE");
  settings_.add_to(command);
}

Request RequestOptions::read(const Settings& settings) const {
  Image content = content_ ? read_image(*content_) : Image();
  Request request = read_styles(settings);
  if (content_) {
    request.content = std::move(content);
  } else {
    take_canvas(request);
  }
  return request;
}

Request RequestOptions::read_styles(const Settings& settings) const { return cli::read_styles(styles_, settings); }

}  // namespace neural_style::cli
