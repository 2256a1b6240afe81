// The settings that name pictures (more_styles, blend, regions, style_masks, keep) made into parts of a request: a host
// says how a picture of that name is read, and nothing else.
//
// All functions throw Error if lists are longer than there are styles, and what the readers throw.
#pragma once

#include <cstddef>
#include <functional>
#include <string>
#include <vector>

#include "neural_style/stylize.hpp"

namespace neural_style {

using ReadPicture = std::function<Image(const std::string& name)>;

/// A mask of the picture at hand, of its size.
using ReadMask = std::function<Mask(const std::string& name)>;

/// Likewise of the style picture of that number, counted from 0.
using ReadStyleMask = std::function<Mask(std::size_t style, const std::string& name)>;

/// A picture as a mask: white counts, black and what is transparent does not. Grays by the luma of BT.709.
Mask luma_mask(const Image& picture);

/// The styles with more_styles, blend and style_masks: `first` are those that the host has read already, at least one.
std::vector<Style> named_styles(const Settings& settings, std::vector<Image> first, const ReadPicture& read_style,
                                const ReadStyleMask& read_mask);

/// Sets the request's regions, the regions of its styles, and what to keep, from its settings.
void name_regions(Request& request, const ReadMask& read_mask);

}  // namespace neural_style
