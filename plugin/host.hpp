// What an editor must offer to the filter. One class derives from this for each editor; the tests derive one that keeps
// its layers in plain memory.
#pragma once

#include <cstddef>
#include <cstdint>
#include <filesystem>
#include <optional>
#include <span>
#include <string>
#include <vector>

#include "neural_style/image.hpp"
#include "neural_style/observer.hpp"
#include "ui/choices.hpp"

namespace neural_style::plugin {

/// Pixels of a layer, counted from the layer's own top left.
struct Rectangle {
  int x = 0;
  int y = 0;
  int width = 0;
  int height = 0;
  friend bool operator==(const Rectangle&, const Rectangle&) = default;
};

/// What the filter was called on.
enum class DrawableKind : std::uint8_t { layer, group, mask, channel, floating_selection };

/// A drawable that the filter was called on, and its image, as they are at this moment.
struct Source {
  DrawableKind kind = DrawableKind::layer;
  int width = 0;
  int height = 0;
  bool gray = false;
  bool indexed = false;
  bool image_has_floating_selection = false;
  /// Empty: nothing is selected in the image. Otherwise the box of what is selected of the layer; its width and height
  /// are 0 if there is a selection and it misses the layer.
  std::optional<Rectangle> selection;
  /// NewLayer::choices of the layer if the filter has painted it, and the layer that it painted is still there with the
  /// same size; "" otherwise.
  std::string choices;
};

/// Where a layer begins in its image.
struct Place {
  int x = 0;
  int y = 0;
};

/// A picture whose manner is taken over.
struct StylePicture {
  std::string name;  ///< as a person would call it
  Image picture;
  std::optional<Rectangle> box = {};  ///< a layer's of the source's image: where it lies, seen from the first source
};

/// What the filter made, to become a layer.
struct NewLayer {
  std::string name;
  Rectangle box;        ///< where `picture` lies in the source; around it the new layer has the source's pixels
  Image picture;        ///< of the box's size
  Mask selection;       ///< of the box's size, to become the layer's mask, which is 0 around it; or empty: no selection
  std::string choices;  ///< how it was painted: the editor keeps that with the layer, and which layer was painted
  bool goes_on = false;  ///< that layer is not the source but the one that the source, a painting, was made of
};

/// All functions are called on the host's main thread only, and throw Error with a sentence for the user if what they
/// are asked for cannot be had; the image is then as it was before the call.
class Host {
 public:
  Host() = default;
  Host(const Host&) = delete;
  Host& operator=(const Host&) = delete;
  Host(Host&&) = delete;
  Host& operator=(Host&&) = delete;
  virtual ~Host() = default;

  /// What the filter was called on, at least one. The other functions count them from 0.
  virtual std::vector<Source> describe() = 0;

  /// The source's pixels as they look, in the layer's own colours: without its mask, opacity and mode. Values are what
  /// the editor has: they may be NaN or lie outside 0..1 where a layer is of floats. An opaque layer's alpha is 1.
  virtual Image read(std::size_t source, const Rectangle& area) = 0;

  /// The same of the layer that the source was painted from; only where Source::choices are some.
  virtual Image read_original(std::size_t source, const Rectangle& area) = 0;

  /// The source scaled down, proportions kept, so that no side is longer than `side`: quick, to be looked at.
  virtual Image read_small(std::size_t source, const Rectangle& area, int side) = 0;

  /// How far each pixel of the source is selected, 0..1.
  virtual Mask read_selection(std::size_t source, const Rectangle& area) = 0;

  /// How far each pixel counts by the mask of that name in the source's image, 0..1: a channel's, or a layer's with a
  /// layer mask; 0 where that has no pixels.
  virtual Mask read_named_mask(std::size_t source, const Rectangle& area, const std::string& name) = 0;

  /// The style from a picture file of any format that the editor opens, all its layers together.
  virtual Image read_style_file(const std::filesystem::path& file) = 0;

  /// The style from a layer that is open in the editor, by its id.
  virtual StylePicture read_style_layer(int layer) = 0;

  /// Likewise from the layer of that name in the source's image.
  virtual StylePicture read_named_layer(const std::string& name) = 0;

  /// Adds one layer for each source, right above it: same group, offsets, size and kind of pixels (a layer without
  /// alpha stays without), normal mode, opacity 100, visible and active. Its mask is the layer's selection, or a copy
  /// of the source's own mask if that is empty. One undo step for them all; the image changes in one short burst, and
  /// only if all went well until then. Returns the editor's ids of the new layers.
  virtual std::vector<int> add_layers(std::span<const NewLayer> layers) = 0;

  /// Progress for the editor's own display.
  virtual void progress(const Progress& progress) = 0;

  /// Shows the user a sentence without waiting for an answer.
  virtual void message(const std::string& text) = 0;

  /// What the last save_last_choices() was given, in this session of the editor or an earlier one, as far as it can be
  /// kept; empty if there was none. Throws Error if it cannot be read.
  virtual std::optional<ui::Choices> load_last_choices() = 0;
  virtual void save_last_choices(const ui::Choices& choices) = 0;
};

}  // namespace neural_style::plugin
