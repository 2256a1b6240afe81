// WebP by libwebp.
#include <webp/decode.h>
#include <webp/demux.h>
#include <webp/encode.h>

#include <memory>

#include "neural_style/error.hpp"
#include "neural_style/translation.hpp"
#include "picture/codec.hpp"
#include "picture/opaque.hpp"
#include "picture/samples.hpp"

namespace neural_style {
namespace {

Bytes profile_of(BytesView file) {
  const WebPData data{file.data(), file.size()};
  const std::unique_ptr<WebPDemuxer, decltype(&WebPDemuxDelete)> demuxer(WebPDemux(&data), &WebPDemuxDelete);
  WebPChunkIterator chunk{};
  Bytes profile;
  if (demuxer && WebPDemuxGetChunk(demuxer.get(), "ICCP", 1, &chunk) != 0) {
    profile.assign(chunk.chunk.bytes, chunk.chunk.bytes + chunk.chunk.size);
    WebPDemuxReleaseChunkIterator(&chunk);
  }
  return profile;
}

}  // namespace

Decoded decode_webp(BytesView file, const std::string& name) {
  WebPBitstreamFeatures features{};
  if (WebPGetFeatures(file.data(), file.size(), &features) != VP8_STATUS_OK) {
    throw_damaged(name);
  }
  if (features.has_animation != 0) {
    throw Error(say("{0} is an animation. Save one of its frames as a picture of its own.", name));
  }
  check_size(static_cast<std::uint64_t>(features.width), static_cast<std::uint64_t>(features.height), name);

  Bytes samples(static_cast<std::size_t>(features.width) * static_cast<std::size_t>(features.height) * 4);
  if (WebPDecodeRGBAInto(file.data(), file.size(), samples.data(), samples.size(), features.width * 4) == nullptr) {
    throw_damaged(name);
  }
  Decoded result{.picture = Image(features.width, features.height), .profile = profile_of(file)};
  const auto to = result.picture.samples();
  for (std::size_t i = 0; i < to.size(); ++i) {
    to[i] = to_float(samples[i]);
  }
  return result;
}

Bytes encode_webp(const Image& picture, const std::string& name) {
  constexpr float quality = 95;
  const bool alpha = !opaque(picture);
  const std::size_t stride = static_cast<std::size_t>(picture.width()) * (alpha ? 4 : 3);
  Bytes samples(stride * static_cast<std::size_t>(picture.height()));
  for (int y = 0; y < picture.height(); ++y) {
    quantise_row(picture.row(y), std::span(samples).subspan(static_cast<std::size_t>(y) * stride, stride));
  }
  std::uint8_t* file = nullptr;
  const auto encode = alpha ? WebPEncodeRGBA : WebPEncodeRGB;
  const std::size_t size =
      encode(samples.data(), picture.width(), picture.height(), static_cast<int>(stride), quality, &file);
  const std::unique_ptr<std::uint8_t, decltype(&WebPFree)> owner(file, &WebPFree);
  if (size == 0) {
    throw_cannot_hold(picture, name);
  }
  return {file, file + size};
}

}  // namespace neural_style
