// Colours of files into ours: ICC profiles by Little CMS.
#include "picture/colour.hpp"

#include <lcms2.h>

#include <algorithm>
#include <cmath>
#include <cstdint>
#include <memory>

namespace neural_style {
namespace {

struct CloseProfile {
  void operator()(void* profile) const { cmsCloseProfile(profile); }
};
struct DeleteTransform {
  void operator()(void* transform) const { cmsDeleteTransform(transform); }
};
using Profile = std::unique_ptr<void, CloseProfile>;
using Transform = std::unique_ptr<void, DeleteTransform>;

/// Samples as Little CMS is to get them.
struct Format {
  cmsUInt32Number type = 0;
  std::size_t channels = 0;
  float scale = 1;  ///< Little CMS counts ink in per cent
};

/// Channels 0 if a profile of that space says nothing about such a picture. Grey pictures often come with an RGB
/// profile; their samples lie in all three channels. The space is as the profile has it, which need be none that the
/// enumeration knows.
Format format_for(std::uint32_t space, Decoded::Colour colour) {
  if (space == cmsSigRgbData && colour != Decoded::Colour::cmyk) {
    return {TYPE_RGB_FLT, 3, 1};
  }
  if (space == cmsSigGrayData && colour == Decoded::Colour::grey) {
    return {TYPE_GRAY_FLT, 1, 1};
  }
  if (space == cmsSigCmykData && colour == Decoded::Colour::cmyk) {
    return {TYPE_CMYK_FLT, 4, 100};
  }
  return {};
}

/// Turns colours to sRGB, a row at a time.
class Converter {
 public:
  Converter(BytesView profile, Decoded::Colour colour) {
    const Profile from(cmsOpenProfileFromMem(profile.data(), static_cast<cmsUInt32Number>(profile.size())));
    if (!from) {
      return;
    }
    format_ = format_for(static_cast<std::uint32_t>(cmsGetColorSpace(from.get())), colour);
    if (format_.channels == 0) {
      return;
    }
    const Profile to(cmsCreate_sRGBProfile());
    transform_.reset(cmsCreateTransform(from.get(), format_.type, to.get(), TYPE_RGB_FLT, INTENT_RELATIVE_COLORIMETRIC,
                                        cmsFLAGS_BLACKPOINTCOMPENSATION | cmsFLAGS_NOCACHE));
  }

  [[nodiscard]] bool usable() const { return transform_ != nullptr; }

  void convert(std::span<float> rgba) {
    const std::size_t pixels = rgba.size() / 4;
    in_.resize(pixels * format_.channels);
    out_.resize(pixels * 3);
    for (std::size_t pixel = 0; pixel < pixels; ++pixel) {
      for (std::size_t channel = 0; channel < format_.channels; ++channel) {
        in_[pixel * format_.channels + channel] = rgba[pixel * 4 + channel] * format_.scale;
      }
    }
    cmsDoTransform(transform_.get(), in_.data(), out_.data(), static_cast<cmsUInt32Number>(pixels));
    for (std::size_t pixel = 0; pixel < pixels; ++pixel) {
      for (std::size_t channel = 0; channel < 3; ++channel) {
        rgba[pixel * 4 + channel] = std::clamp(out_[pixel * 3 + channel], 0.0F, 1.0F);
      }
    }
  }

  /// Whether it changes any colour by less than half an 8-bit level: then it is sRGB under whatever name, and best left
  /// alone, so that the file's values stay exactly as they are.
  [[nodiscard]] bool changes_nothing() {
    constexpr int steps = 6;
    constexpr float half_level = 0.5F / 255;
    std::vector<float> before;
    for (int i = 0; i < steps * steps * steps; ++i) {
      for (const int place : {1, steps, steps * steps}) {
        const int step = i / (format_.channels == 1 ? 1 : place) % steps;
        before.push_back(static_cast<float>(step) / (steps - 1));
      }
      before.push_back(1);
    }
    std::vector<float> after = before;
    convert(after);
    return std::equal(before.begin(), before.end(), after.begin(),
                      [](float a, float b) { return std::abs(a - b) < half_level; });
  }

 private:
  Format format_;
  Transform transform_;
  std::vector<float> in_;
  std::vector<float> out_;
};

/// Each ink as a filter that takes its own light away.
void mix_inks(Image& picture) {
  const auto samples = picture.samples();
  for (std::size_t i = 0; i < samples.size(); i += 4) {
    for (std::size_t channel = i; channel < i + 3; ++channel) {
      samples[channel] = (1 - samples[channel]) * (1 - samples[i + 3]);
    }
  }
}

void make_opaque(Image& picture) {
  const auto samples = picture.samples();
  for (std::size_t i = 3; i < samples.size(); i += 4) {
    samples[i] = 1;
  }
}

}  // namespace

Image to_srgb(Decoded decoded) {
  const bool inks = decoded.colour == Decoded::Colour::cmyk;
  Converter converter(decoded.profile, decoded.colour);
  if (converter.usable()) {
    if (inks || !converter.changes_nothing()) {
      for (int y = 0; y < decoded.picture.height(); ++y) {
        converter.convert(decoded.picture.row(y));
      }
    }
  } else if (inks) {
    mix_inks(decoded.picture);
  }
  if (inks) {
    make_opaque(decoded.picture);
  }
  return std::move(decoded.picture);
}

Bytes rgb_profile(double exponent, const std::array<double, 8>& chromaticities) {
  struct FreeCurve {
    void operator()(cmsToneCurve* curve) const { cmsFreeToneCurve(curve); }
  };
  const bool srgb = std::abs(exponent / 2.2 - 1) < 0.05;
  const std::array<double, 5> parameters{2.4, 1 / 1.055, 0.055 / 1.055, 1 / 12.92, 0.04045};  // IEC 61966-2-1
  const std::unique_ptr<cmsToneCurve, FreeCurve> curve(srgb ? cmsBuildParametricToneCurve(nullptr, 4, parameters.data())
                                                            : cmsBuildGamma(nullptr, exponent));
  const auto& at = chromaticities;
  const cmsCIExyY white{at[0], at[1], 1};
  const cmsCIExyYTRIPLE primaries{{at[2], at[3], 1}, {at[4], at[5], 1}, {at[6], at[7], 1}};
  std::array<cmsToneCurve*, 3> curves{};
  curves.fill(curve.get());
  // Little CMS divides by each y.
  const bool possible = std::isfinite(exponent) && curve && at[1] > 0 && at[3] > 0 && at[5] > 0 && at[7] > 0;
  const Profile profile(possible ? cmsCreateRGBProfile(&white, &primaries, curves.data()) : nullptr);
  cmsUInt32Number size = 0;
  if (!profile || cmsSaveProfileToMem(profile.get(), nullptr, &size) == FALSE) {
    return {};
  }
  Bytes bytes(size);
  return cmsSaveProfileToMem(profile.get(), bytes.data(), &size) == FALSE ? Bytes() : bytes;
}

}  // namespace neural_style
