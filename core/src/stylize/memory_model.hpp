// What a run holds, in bytes: the sizes of the buffers that the sources name, and a few numbers that were measured.
#pragma once

#include <cstddef>

#include "stylize/plan.hpp"

namespace neural_style {

class MemoryModel {
 public:
  MemoryModel(const PictureSizes& sizes, const Settings& settings, Precision precision, int threads,
              bool on_card = false);

  /// Most bytes that the process holds while it works at the scale; where a card computes, of the card's memory.
  [[nodiscard]] std::size_t peak(const ScalePlan& plan) const;

  /// Pixels of the largest picture that the network is shown at the scale: the content or a style.
  static std::size_t largest_picture(const ScalePlan& plan);

  /// Pixels of the tiles that a scale is first tried with; 0: any picture whole.
  [[nodiscard]] std::size_t first_tile(const ScalePlan& plan) const;

 private:
  /// Bytes a pixel that the network keeps of a picture that went forward, and that it needs to go back.
  struct Network {
    double forward = 0;
    double backward = 0;
  };

  [[nodiscard]] std::size_t peak_on_card(const ScalePlan& plan) const;

  bool on_card_;
  bool half_;  ///< what the network computes in
  Network network_;
  double targets_ = 0;  ///< float32 numbers a pixel of the content's features
  double fixed_ = 0;    ///< bytes that do not depend on the scale
  Extent content_;      ///< as the host gives it
  int weights_;         ///< by pixel
  bool followed_;
  bool adam_;
  double own_colors_;  ///< the share that is kept
};

}  // namespace neural_style
