#include "cli/request_options.hpp"

#include "neural_style/image_file.hpp"

namespace neural_style::cli {

void RequestOptions::add_to(CLI::App& command) {
  command.add_option("content", content_, "The photograph: PNG, JPEG, TIFF or WebP")->required()->type_name("FILE");
  command.add_option("style", styles_, "The painting; of several, the mean is taken")->required()->type_name("FILE");
  settings_.add_to(command);
}

Request RequestOptions::read(const Settings& settings) const {
  Request request;
  request.content = read_image(content_);
  for (const std::string& style : styles_) {
    request.styles.push_back({read_image(style)});
  }
  request.settings = settings;
  return request;
}

}  // namespace neural_style::cli
