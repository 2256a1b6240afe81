#include "cli/request_pictures.hpp"

#include <cstddef>
#include <utility>

#include "neural_style/image_file.hpp"
#include "neural_style/named_pictures.hpp"

namespace neural_style::cli {

Request read_styles(const std::vector<std::string>& styles, const Settings& settings,
                    const std::filesystem::path& folder) {
  const auto read_file = [&](const std::string& name) { return read_image(folder / name); };
  const auto read_mask = [&](const std::string& name) { return luma_mask(read_file(name)); };
  std::vector<Image> images;
  images.reserve(styles.size());
  for (const std::string& style : styles) {
    images.push_back(read_file(style));
  }
  Request request;
  request.settings = settings;
  request.styles = named_styles(settings, std::move(images), read_file,
                                [&](std::size_t /*style*/, const auto& name) { return read_mask(name); });
  name_regions(request, read_mask);
  return request;
}

}  // namespace neural_style::cli
