#include "neural_style/named_pictures.hpp"

#include <algorithm>
#include <string_view>
#include <utility>

#include "neural_style/error.hpp"
#include "neural_style/translation.hpp"
#include "settings/quote.hpp"

namespace neural_style {
namespace {

constexpr std::string_view rest = "rest";
constexpr std::string_view all = "all";

void check_length(std::size_t length, std::size_t styles, std::string_view setting) {
  if (length > styles) {
    // Translators: {0} is the name of a setting.
    throw Error(say("{0} is a list of {1}, but there are only {2} style pictures. Add styles or shorten it.",
                    quote(setting), length, styles));
  }
}

}  // namespace

Mask luma_mask(const Image& picture) {
  Mask mask(picture.width(), picture.height());
  const auto samples = picture.samples();
  for (std::size_t i = 0; i < mask.samples().size(); ++i) {
    const auto pixel = samples.subspan(i * Image::channels, Image::channels);
    mask.samples()[i] = (0.2126F * pixel[0] + 0.7152F * pixel[1] + 0.0722F * pixel[2]) * pixel[3];
  }
  return mask;
}

std::vector<Style> named_styles(const Settings& settings, std::vector<Image> first, const ReadPicture& read_style,
                                const ReadStyleMask& read_mask) {
  const std::size_t count = first.size() + settings.more_styles.size();
  check_length(settings.blend.size(), count, "blend");
  check_length(settings.style_masks.size(), count, "style_masks");
  std::vector<Style> styles;
  styles.reserve(count);
  for (Image& image : first) {
    styles.push_back({std::move(image)});
  }
  for (const std::string& name : settings.more_styles) {
    styles.push_back({read_style(name)});
  }
  for (std::size_t i = 0; i < settings.blend.size(); ++i) {
    styles[i].weight = settings.blend[i];
  }
  for (std::size_t i = 0; i < settings.style_masks.size(); ++i) {
    if (settings.style_masks[i] != all) {
      styles[i].mask = read_mask(i, settings.style_masks[i]);
    }
  }
  return styles;
}

void name_regions(Request& request, const ReadMask& read_mask) {
  const std::vector<std::string>& names = request.settings.regions;
  check_length(names.size(), request.styles.size(), "regions");
  std::vector<std::string> known;
  request.regions.clear();
  for (std::size_t i = 0; i < request.styles.size(); ++i) {
    if (i >= names.size() || names[i] == rest) {
      request.styles[i].region = 0;
      continue;
    }
    const auto found = std::ranges::find(known, names[i]);
    request.styles[i].region = static_cast<std::size_t>(found - known.begin()) + 1;
    if (found == known.end()) {
      request.regions.push_back(read_mask(names[i]));
      known.push_back(names[i]);
    }
  }
  request.keep = {};
  for (const std::string& name : request.settings.keep) {
    Mask mask = read_mask(name);
    if (request.keep.empty()) {
      request.keep = std::move(mask);
      continue;
    }
    const auto values = mask.samples();
    const auto kept = request.keep.samples();
    if (values.size() != kept.size()) {
      throw Error(tr("The masks of what to keep differ in size."));
    }
    std::ranges::transform(kept, values, kept.begin(), [](float a, float b) { return std::max(a, b); });
  }
}

}  // namespace neural_style
