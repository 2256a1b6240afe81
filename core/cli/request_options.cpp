#include "cli/request_options.hpp"

#include <algorithm>
#include <cstddef>
#include <utility>
#include <vector>

#include "neural_style/error.hpp"
#include "neural_style/image_file.hpp"
#include "neural_style/named_pictures.hpp"

namespace neural_style::cli {
namespace {

Image read_file(const std::string& file) { return read_image(file); }

Mask read_mask(const std::string& file) { return luma_mask(read_image(file)); }

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

Request RequestOptions::read_styles(const Settings& settings) const {
  std::vector<Image> styles;
  for (const std::string& style : styles_) {
    styles.push_back(read_image(style));
  }
  Request request;
  request.settings = settings;
  request.styles = named_styles(settings, std::move(styles), read_file,
                                [](std::size_t /*style*/, const auto& name) { return read_mask(name); });
  name_regions(request, read_mask);
  return request;
}

}  // namespace neural_style::cli
