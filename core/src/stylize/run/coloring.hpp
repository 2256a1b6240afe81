// A painting that keeps colours of the content, as the network sees it and as the optimiser moves it.
#pragma once

#include <ATen/core/Tensor.h>

#include <memory>

#include "neural_style/image.hpp"
#include "neural_style/settings.hpp"
#include "stylize/own_colors.hpp"
#include "stylize/planes.hpp"

namespace neural_style {

/// Between pictures, what is painted of them, which the network sees, and the planes that the optimiser moves. Painted
/// is all, or what is left without the colours that the content keeps. The optimiser moves these paler colours at full
/// strength: so its steps go to light and dark the more, the paler they are, and in the end to nothing else. `content`
/// is always of the picture's size.
class Coloring {
 public:
  explicit Coloring(const Settings& settings) : own_(amount_of_own_colors(settings)) {}

  /// What is painted of the content.
  [[nodiscard]] std::shared_ptr<const Image> painted(const std::shared_ptr<const Image>& content) const;
  /// What is painted of a picture, the content itself for instance.
  [[nodiscard]] Planes seen(const Image& picture, const Image& content) const;
  /// What the optimiser moves for the network to see `seen`.
  [[nodiscard]] Planes moved(Planes seen) const;
  /// Whether what is moved is not what is seen: where that is gray, or has all its colours, it is.
  [[nodiscard]] bool pales() const { return own_ > 0 && own_ < 1; }
  /// What is moved becomes what is seen; a gradient goes the other way.
  void pale(Planes& planes) const;
  [[nodiscard]] at::Tensor paled(const at::Tensor& planes) const;
  /// As a picture what is seen of what is moved. The alpha is the content's.
  [[nodiscard]] Image painted(const Planes& moved, const Image& content) const;
  /// The picture of what was painted. Its alpha stays.
  [[nodiscard]] Image picture(Image painted, const Image& content) const;

 private:
  double own_;
};

}  // namespace neural_style
