// From one frame of a sequence to the next, so that what was painted moves with what it was painted on. Link
// neural_style::sequence for it.
//
// Method: Ruder, Dosovitskiy and Brox, "Artistic style transfer for videos", GCPR 2016: each frame is painted from the
// result of the one before, moved along the optical flow, and is held to it where the flow can be trusted.
#pragma once

#include "neural_style/image.hpp"

namespace neural_style {

/// What Request::previous takes: `painting`, the result for the frame `before`, moved to where the frame `content` has
/// what it shows. Its alpha is how far it can be trusted, at each pixel: 0 where something has come into view, at the
/// borders of what moves, and where the painting was transparent; all 0 where less than a quarter of the picture can
/// be, as after a cut to another scene.
///
/// The flow is that of Kroeger, Timofte, Dai and Van Gool, "Fast Optical Flow using Dense Inverse Search", ECCV 2016,
/// taken both ways; what to trust follows from it as in Sundaram, Brox and Keutzer, "Dense point trajectories by
/// GPU-accelerated large displacement optical flow", ECCV 2010. Both frames have one size, at most 32,766 pixels a
/// side; the painting may be smaller or larger, and so is what comes back. The colours are interpolated with Lanczos'
/// filter, since a softer one would blur the painting more with every frame. The same pictures give the same bytes.
/// May be called from any thread. Throws std::invalid_argument if a picture is empty or has a size other than that.
Image follow(const Image& before, const Image& painting, const Image& content);

}  // namespace neural_style
