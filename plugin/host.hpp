// What an editor must offer to the filter. One class derives from this for each editor; the tests derive one that keeps
// its layers in plain memory.
#pragma once

#include <cstdint>
#include <filesystem>
#include <optional>
#include <string>

#include "neural_style/image.hpp"
#include "neural_style/observer.hpp"

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

/// The drawable that the filter was called on, and its image, as they are at this moment.
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
};

/// What the filter made, to become a layer.
struct NewLayer {
  std::string name;
  Rectangle box;   ///< where `picture` lies in the source; around it the new layer has the source's pixels
  Image picture;   ///< of the box's size
  Mask selection;  ///< of the box's size, to become the layer's mask, which is 0 around it; or empty: no selection
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

  virtual Source describe() = 0;

  /// The source's pixels as they look, in the layer's own colours: without its mask, opacity and mode. Values are what
  /// the editor has: they may be NaN or lie outside 0..1 where a layer is of floats. An opaque layer's alpha is 1.
  virtual Image read(const Rectangle& area) = 0;

  /// How far each pixel of the source is selected, 0..1.
  virtual Mask read_selection(const Rectangle& area) = 0;

  /// A picture file of any format that the editor opens, all its layers together.
  virtual Image load_style(const std::filesystem::path& file) = 0;

  /// Adds the layer right above the source: same group, offsets, size and kind of pixels (a layer without alpha stays
  /// without), normal mode, opacity 100, visible and active. Its mask is layer.selection, or a copy of the source's own
  /// mask if that is empty. One undo step; the image changes in one short burst, and only if all went well until then.
  /// Returns the editor's id of the new layer.
  virtual int add_layer(const NewLayer& layer) = 0;

  /// Progress for the editor's own display.
  virtual void progress(const Progress& progress) = 0;

  /// Shows the user a sentence without waiting for an answer.
  virtual void message(const std::string& text) = 0;

  /// The text that the last save_last_values() was given, in this session of the editor or an earlier one; empty
  /// optional if there was none.
  virtual std::optional<std::string> load_last_values() = 0;
  virtual void save_last_values(const std::string& text) = 0;
};

}  // namespace neural_style::plugin
