#include "cli/request_options.hpp"

#include <cstddef>
#include <utility>
#include <vector>

#include "neural_style/image_file.hpp"
#include "neural_style/named_pictures.hpp"

namespace neural_style::cli {
namespace {

Image read_file(const std::string& file) { return read_image(file); }

Mask read_mask(const std::string& file) { return luma_mask(read_image(file)); }

}  // namespace

void RequestOptions::add_to(CLI::App& command) {
  command.add_option("content", content_, "The photograph: PNG, JPEG, TIFF or WebP")->required()->type_name("FILE");
  command.add_option("style", styles_, "The painting; of several, a blend (see --blend and --regions)")
      ->required()
      ->type_name("FILE");
  settings_.add_to(command);
}

Request RequestOptions::read(const Settings& settings) const {
  Request request;
  request.content = read_image(content_);
  request.settings = settings;
  std::vector<Image> styles;
  for (const std::string& style : styles_) {
    styles.push_back(read_image(style));
  }
  request.styles = named_styles(settings, std::move(styles), read_file,
                                [](std::size_t /*style*/, const auto& name) { return read_mask(name); });
  name_regions(request, read_mask);
  return request;
}

}  // namespace neural_style::cli
