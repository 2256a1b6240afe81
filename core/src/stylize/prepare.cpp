#include "stylize/prepare.hpp"

#include <algorithm>
#include <cmath>
#include <cstddef>
#include <utility>

#include "neural_style/translation.hpp"
#include "picture/clean.hpp"
#include "picture/opaque.hpp"
#include "picture/resample.hpp"
#include "stylize/seamless.hpp"
#include "stylize/style_colors.hpp"

namespace neural_style {
namespace {

/// What clean() replaces.
struct Findings {
  std::size_t not_a_number = 0;
  std::size_t out_of_range = 0;
};

Findings findings(std::span<const float> samples) {
  Findings found;
  for (const float sample : samples) {
    if (std::isnan(sample)) {
      ++found.not_a_number;
    } else if (sample < 0 || sample > 1) {
      ++found.out_of_range;
    }
  }
  return found;
}

void report(const Findings& found, const std::string& which, std::vector<std::string>& warnings) {
  if (found.not_a_number > 0) {
    warnings.push_back(
        say("{0} holds values that are not numbers ({1}); they were taken as 0.", which, found.not_a_number));
  }
  if (found.out_of_range > 0) {
    warnings.push_back(say("{0} holds values outside 0 to 1 ({1}); they were clipped.", which, found.out_of_range));
  }
}

bool visible_anywhere(const Image& image) {
  const std::span<const float> samples = image.samples();
  for (std::size_t i = 3; i < samples.size(); i += Image::channels) {
    if (samples[i] > 0) {
      return true;
    }
  }
  return false;
}

/// Empty if it is 1 everywhere.
Mask alpha_of(const Image& image) {
  if (opaque(image)) {
    return {};
  }
  Mask alpha(image.width(), image.height());
  for (std::size_t i = 0; i < alpha.samples().size(); ++i) {
    alpha.samples()[i] = image.samples()[i * Image::channels + 3];
  }
  return alpha;
}

bool counts_anywhere(const Mask& weight) {
  return weight.empty() || std::ranges::any_of(weight.samples(), [](float value) { return value > 0; });
}

CleanPicture clean_picture(const Image& image, const std::string& which, std::vector<std::string>& warnings) {
  if (image.empty()) {
    // Translators: {0} is "The content picture", "The style picture", "The picture to go on from" or "The
    // painting of the frame before".
    throw Error(say("{0} is empty. Choose a picture with at least one pixel.", which));
  }
  // Seen, not owned.
  CleanPicture picture{{std::shared_ptr<const Image>(), &image}, {}, 1};
  const Findings found = findings(image.samples());
  report(found, which, warnings);
  if (found.not_a_number + found.out_of_range == 0 && opaque(image)) {
    return picture;
  }
  const auto own = std::make_shared<Image>(image);
  clean(own->samples());
  picture.weight = alpha_of(*own);
  if (!counts_anywhere(picture.weight)) {
    throw Error(say("{0} is fully transparent. Choose a picture with something on it.", which));
  }
  fill_transparent(*own);
  picture.image = own;
  return picture;
}

bool of_size(const Mask& mask, const Image& image) {
  return mask.width() == image.width() && mask.height() == image.height();
}

/// weight *= mask; an empty weight is 1 everywhere.
void multiply(Mask& weight, Mask mask) {
  clean(mask.samples());
  if (weight.empty()) {
    weight = std::move(mask);
    return;
  }
  const std::span<float> values = weight.samples();
  for (std::size_t i = 0; i < values.size(); ++i) {
    values[i] *= mask.samples()[i];
  }
}

/// Multiplies the selection into the content's weight.
void select(CleanPicture& content, const Mask& selection) {
  if (!of_size(selection, *content.image)) {
    throw Error(tr("The selection is not of the content picture's size."));
  }
  multiply(content.weight, selection);
  if (!counts_anywhere(content.weight)) {
    throw Error(tr("Nothing visible is selected. Select a part of the picture that is not transparent, or nothing."));
  }
}

CleanPicture clean_style(const Style& style, std::size_t number, std::vector<std::string>& warnings) {
  if (!(style.weight > 0) || !std::isfinite(style.weight)) {
    throw Error(tr("The weight of a style picture is not a number above 0."));
  }
  CleanPicture picture = clean_picture(style.image, tr("The style picture"), warnings);
  picture.share = style.weight;
  if (!style.mask.empty()) {
    if (!of_size(style.mask, style.image)) {
      throw Error(say("The mask of style picture {0} is not of that picture's size.", number));
    }
    multiply(picture.weight, style.mask);
    if (!counts_anywhere(picture.weight)) {
      throw Error(say("The mask of style picture {0} leaves nothing of it. Paint white what is to count.", number));
    }
  }
  return picture;
}

/// What the regions leave of the content.
Mask rest_of(const CleanPicture& content, const std::vector<Mask>& regions) {
  Mask rest(content.image->width(), content.image->height());
  const std::span<float> values = rest.samples();
  std::ranges::fill(values, 1.0F);
  for (const Mask& region : regions) {
    for (std::size_t i = 0; i < values.size(); ++i) {
      values[i] = std::max(0.0F, values[i] - region.samples()[i]);
    }
  }
  if (!content.weight.empty()) {
    multiply(rest, content.weight);
  }
  return rest;
}

/// The request's regions, cleaned, within what counts, and each pixel in one of them or shared out.
std::vector<Mask> shared_out(const std::vector<Mask>& regions, const CleanPicture& content) {
  std::vector<Mask> clean_regions = regions;
  for (std::size_t i = 0; i < clean_regions.size(); ++i) {
    if (!of_size(clean_regions[i], *content.image)) {
      throw Error(say("Region {0} is not of the content picture's size.", i + 1));
    }
    clean(clean_regions[i].samples());
  }
  for (std::size_t pixel = 0; !clean_regions.empty() && pixel < clean_regions.front().samples().size(); ++pixel) {
    float sum = 0;
    for (const Mask& region : clean_regions) {
      sum += region.samples()[pixel];
    }
    for (Mask& region : clean_regions) {
      region.samples()[pixel] /= std::max(1.0F, sum);
    }
  }
  return clean_regions;
}

std::vector<PreparedRegion> prepare_regions(const Request& request, const CleanPicture& content) {
  const std::vector<Mask> masks = shared_out(request.regions, content);
  std::vector<PreparedRegion> regions(masks.size() + 1);
  for (std::size_t i = 0; i < request.styles.size(); ++i) {
    const std::size_t region = request.styles[i].region;
    if (region >= regions.size()) {
      throw Error(say("Style picture {0} is for region {1}, and there are only {2}.", i + 1, region, masks.size()));
    }
    regions[region].styles.push_back(i);
  }
  for (std::size_t i = 0; i < masks.size(); ++i) {
    if (regions[i + 1].styles.empty()) {
      throw Error(say("Region {0} has no style picture. Choose one for it, or leave the region out.", i + 1));
    }
    Mask weight = masks[i];
    if (!content.weight.empty()) {
      multiply(weight, content.weight);
    }
    if (!counts_anywhere(weight)) {
      throw Error(say(
          "Region {0} is empty: nothing of it is visible and selected. Paint its mask white where its style is to go.",
          i + 1));
    }
    regions[i + 1].weight = std::move(weight);
  }
  if (!masks.empty() && !regions.front().styles.empty()) {
    regions.front().weight = rest_of(content, masks);
  } else {
    regions.front().weight = content.weight;
  }
  // Without styles of its own, or covered by the others, the rest is no region.
  if (regions.front().styles.empty() || !counts_anywhere(regions.front().weight)) {
    regions.erase(regions.begin());
  }
  return regions;
}

}  // namespace

Prepared prepare(const Request& request) {
  Prepared prepared;
  prepared.content = clean_picture(request.content, tr("The content picture"), prepared.warnings);
  if (!request.selection.empty()) {
    select(prepared.content, request.selection);
  }
  if (request.styles.empty()) {
    throw Error(tr("There is no style picture. Choose one."));
  }
  const StyleColors colors(prepared.content, request.settings);
  for (const Style& style : request.styles) {
    prepared.styles.push_back(colors.of(clean_style(style, prepared.styles.size() + 1, prepared.warnings)));
  }
  prepared.regions = prepare_regions(request, prepared.content);
  if (!request.keep.empty()) {
    if (!of_size(request.keep, request.content)) {
      throw Error(tr("The mask of what to keep is not of the content picture's size."));
    }
    prepared.keep = request.keep;
    clean(prepared.keep.samples());
  }
  if (request.settings.seamless != Seamless::none) {
    auto blended = std::make_shared<Image>(*prepared.content.image);
    blend_ends(*blended, request.settings.seamless);
    prepared.content.image = std::move(blended);
  }
  if (!request.start.empty()) {
    prepared.start = clean_picture(request.start, tr("The picture to go on from"), prepared.warnings);
  }
  if (visible_anywhere(request.previous)) {
    prepared.previous = clean_picture(request.previous, tr("The painting of the frame before"), prepared.warnings);
  }
  return prepared;
}

CleanPicture resample(const CleanPicture& picture, int width, int height) {
  const Image& image = *picture.image;
  if (width == image.width() && height == image.height()) {
    return picture;
  }
  return {std::make_shared<const Image>(resample(image, width, height)),
          picture.weight.empty() ? Mask() : resample(picture.weight, width, height), picture.share};
}

}  // namespace neural_style
