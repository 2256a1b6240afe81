#include "neural_style/job_checksum.hpp"

#include <array>
#include <cstdint>
#include <span>

#include "neural_style/models.hpp"
#include "weights/sha256.hpp"

namespace neural_style {
namespace {

class Sum {
 public:
  template <class Number>
  void number(const Number& value) {
    sum_.add(std::as_bytes(std::span(&value, 1)));
  }

  void text(const std::string& value) {
    number(std::uint64_t{value.size()});
    sum_.add(std::as_bytes(std::span(value)));
  }

  template <int Channels>
  void picture(const Raster<Channels>& picture) {
    number(std::array{picture.width(), picture.height()});
    sum_.add(std::as_bytes(picture.samples()));
  }

  std::string digits() { return sum_.digits(); }

 private:
  Sha256 sum_;
};

}  // namespace

std::string job_checksum(const Request& request) {
  Sum sum;
  for (const SettingInfo& info : settings_table()) {
    // Names of pictures say nothing that the pictures do not; nor does the model's.
    if (!info.machine && !info.pictures && info.kind != SettingKind::model) {
      sum.text(std::string(info.id));
      sum.text(setting_text(request.settings, info.id));
    }
  }
  sum.text(sha256(find_model(request.settings.model).file));
  sum.picture(request.content);
  sum.picture(request.selection);
  sum.number(std::uint64_t{request.styles.size()});
  for (const Style& style : request.styles) {
    sum.picture(style.image);
    sum.picture(style.mask);
    sum.number(style.weight);
    sum.number(std::uint64_t{style.region});
  }
  sum.number(std::uint64_t{request.regions.size()});
  for (const Mask& region : request.regions) {
    sum.picture(region);
  }
  sum.picture(request.keep);
  sum.picture(request.start);
  sum.picture(request.previous);
  return sum.digits();
}

}  // namespace neural_style
