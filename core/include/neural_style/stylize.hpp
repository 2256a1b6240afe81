// The work itself: paint a content picture in the manner of a style picture.
//
// Method: optimisation of the picture against features of VGG-19 (Simonyan and Zisserman, "Very Deep Convolutional
// Networks for Large-Scale Image Recognition", 2014) after Gatys, Ecker and Bethge, "Image Style Transfer Using
// Convolutional Neural Networks", CVPR 2016; coarse to fine after Gatys et al., "Controlling Perceptual Factors in
// Neural Style Transfer", CVPR 2017.
//
// Rules for all functions here: they may be called from any thread, but run one at a time in a process (a second call
// waits); they use the cores that affinity and cgroup allow, or the setting `threads`; the first call loads LibTorch.
// The network stays in memory for the next call that can use it, one at a time: its weights, up to some 450 MB of them.
// All throw Error on bad input (see error.hpp), and std::bad_alloc never reaches the caller: it becomes an Error.
#pragma once

#include <cstddef>
#include <filesystem>
#include <string>
#include <utility>
#include <vector>

#include "neural_style/error.hpp"
#include "neural_style/image.hpp"
#include "neural_style/observer.hpp"
#include "neural_style/settings.hpp"

namespace neural_style {

/// A style picture. Transparent pixels do not count. Of several styles of a region, the targets are averaged by weight.
struct Style {
  Image image;             ///< of any size: it is resampled so that its strokes fit the content, see `style_scale`
  double weight = 1;       ///< above 0
  Mask mask = {};          ///< empty, or of the image's size: how far each pixel counts
  std::size_t region = 0;  ///< n: it is for the n-th of Request::regions; 0: for what these leave
};

/// What to do.
struct Request {
  Image content;              ///< transparent pixels do not count for the style and stay as they are
  Mask selection;             ///< empty, or of the content's size: pixels at 0 likewise
  std::vector<Style> styles;  ///< at least one
  /// Where the content is painted in a manner of its own (guided regions: Gatys et al., CVPR 2017): each of the
  /// content's size, 1 inside, soft edges welcome, with a style at least. Where two overlap both count by halves. Where
  /// there is no region, and no style for what they leave, the content stays but for what its surroundings ask.
  std::vector<Mask> regions;
  /// Empty, or of the content's size: where it is 1, the content's shapes weigh ten times as much.
  Mask keep;
  Settings settings;  ///< of those that name pictures (more_styles to keep) nothing is read: see named_pictures.hpp
  /// Empty: the painting begins with the content. Otherwise the picture to go on from, an earlier result for instance,
  /// resampled if it has another size: it is painted at the finest scale alone, whatever the setting `scales` says.
  Image start;
  /// Empty, or for a frame of a sequence what follow() (sequence.hpp) has made of the result for the frame before:
  /// where its alpha says that it can be trusted, the painting begins with it and is held to it, see the setting
  /// `temporal_weight`. Only the finest two scales are gone through. Resampled if it has another size. As if it
  /// were empty if its alpha is 0 everywhere.
  Image previous;
};

/// The terms of the objective.
struct Losses {
  double total = 0;  ///< content_weight·content (scaled by strength) + style_weight·style + temporal_weight·temporal
  double content = 0;                                          ///< before its weight
  double style = 0;                                            ///< before its weight
  double temporal = 0;                                         ///< before its weight; 0 without Request::previous
  std::vector<std::pair<std::string, double>> style_by_layer;  ///< before the layers' weights
};

/// What came of it.
struct Result {
  Image picture;         ///< at the size of the finest scale; alpha as the content's, resampled to that size
  bool stopped = false;  ///< the observer asked to stop early
  int evaluations = 0;   ///< of the objective, over all scales
  double seconds = 0;    ///< wall clock
  Losses losses;         ///< of the picture, at the finest scale
  std::vector<std::string> warnings;  ///< sentences for the user
  std::string plan;                   ///< device, precision, threads, scales and how each used its memory, one line
};

/// Paints. On Wish::stop returns the best picture so far, resampled to the finest size; on Wish::cancel throws
/// Cancelled. Same request, same plan (see Result), same machine: same bytes. The plan follows from the request, the
/// memory limit and the machine; where the memory is short it is another one, and the bytes may differ.
Result stylize(const Request& request, Observer& observer);

/// Goes on where the run of that request was when an observer wrote its state to the file (run_state.hpp), and comes to
/// the picture that stylize() would have come to undisturbed: on the same machine, to the same bytes. It keeps the
/// number of threads, the precision and the memory that the run began with, whatever the settings say now. Throws Error
/// if the file is damaged, of another job, or needs more memory than there is.
Result resume(const std::filesystem::path& checkpoint, const Request& request, Observer& observer);

/// The terms of the objective for any picture, whoever made it: `picture` is resampled to the request's finest scale
/// first if it has another size.
Losses evaluate(const Image& picture, const Request& request);

/// What a run on the processor will take, whatever the setting `device` says: from fixed rules, before anything starts.
struct Forecast {
  std::vector<Scale> scales;    ///< coarse to fine
  std::size_t peak_memory = 0;  ///< bytes, of the whole process; within 15 % for one style picture of usual size
  /// Bytes that may be used: the setting `memory_limit`, else half of the machine's memory or what is free now,
  /// whichever is less. What needs more is computed in tiles; peak_memory exceeds it only if even the smallest do not
  /// fit.
  std::size_t limit = 0;
  /// Of the finest scale, in pixels: its own where it fits, else the largest that would; 0: none does.
  int largest_long_side = 0;
};

/// For a content of that size in pixels (each side at least 1). stylize() refuses, before anything starts, what does
/// not fit the limit. Quick, and works without LibTorch.
Forecast forecast(int width, int height, const Settings& settings);

/// Seconds that the run which forecast() describes will take on this machine, as busy as it is now; within 40 %. Loads
/// LibTorch and times it on small pictures, which takes a second or two; no decision depends on it. Throws Error as
/// stylize() does if the model or the engine is missing.
double forecast_seconds(int width, int height, const Settings& settings);

/// Brings a picture to the size of `original` (larger than it or not), alpha included. Enlarging follows the edges of
/// the original (guided filter: He, Sun and Tang, "Guided Image Filtering", ECCV 2010), so that outlines stay sharp.
Image bring_to_size(const Image& picture, const Image& original);

/// Likewise for the result of stylize() with these settings and `original` as content: the colours that the content
/// keeps are the original's at its own size, as sharp as they are there.
Image bring_to_size(const Image& picture, const Image& original, const Settings& settings);

}  // namespace neural_style
