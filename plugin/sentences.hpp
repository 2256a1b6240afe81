// What GIMP's plug-ins have to say, whatever its version.
#pragma once

#include <string>

#include "neural_style/error.hpp"
#include "neural_style/translation.hpp"

namespace neural_style::plugin {

// NOLINTBEGIN(modernize-return-braced-init-list): Error's constructors are explicit.

inline Error no_such_layer() { return Error(tr("There is no such layer in the image.")); }

inline Error no_screen() {
  return Error(tr("There is no screen for a dialog. Call plug-in-neural-style with RUN-NONINTERACTIVE."));
}

// Of an image that is no longer what it was when the painting began.
inline Error image_closed() {
  return Error(tr("The image was closed while it was being painted, so there is nowhere to put the painting."));
}

inline Error layer_removed() {
  return Error(tr("The layer was removed while it was being painted, so there is nowhere to put the painting."));
}

inline Error original_removed() {
  return Error(
      tr("The layer that this painting was made of was removed or changed its size, so there is nothing to go on with. "
         "Run the filter again."));
}

inline Error layer_resized() {
  return Error(
      tr("The layer's size was changed while it was being painted, so the painting no longer fits it. Run the filter "
         "again."));
}

inline Error made_indexed() {
  return Error(tr("The image was made indexed while it was being painted. Undo that, and run the filter again."));
}

inline Error no_such_mask(const std::string& name) {
  return Error(say(
      "The image has no channel {0}, and no layer of that name with a layer mask. Name one that it has, or the path "
      "of a picture.",
      '"' + name + '"'));
}

inline Error no_such_named_layer(const std::string& name) {
  return Error(say("The image has no layer {0} to be a style. Name one that it has, or the path of a picture.",
                   '"' + name + '"'));
}

inline Error no_new_layer(const std::string& reason) { return Error(say("GIMP cannot make a new layer: {0}", reason)); }

// NOLINTEND(modernize-return-braced-init-list)

}  // namespace neural_style::plugin
