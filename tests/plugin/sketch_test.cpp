// What a dialog shows beforehand, against what comes of it in the end.
#include <gtest/gtest.h>

#include <cmath>
#include <cstddef>

#include "neural_style/image_file.hpp"
#include "neural_style/stylize.hpp"
#include "plugin/interactive.hpp"
#include "plugin/memory_host.hpp"
#include "plugin/wait_for_news.hpp"
#include "ui/shrink.hpp"

namespace neural_style::plugin {
namespace {

/// Mean difference of the colours, in levels of 0 to 255.
double difference(const Image& left, const Image& right) {
  EXPECT_EQ(left.width(), right.width());
  EXPECT_EQ(left.height(), right.height());
  double sum = 0;
  for (std::size_t i = 0; i < left.samples().size(); ++i) {
    sum += i % Image::channels == 3 ? 0 : std::abs(static_cast<double>(left.samples()[i]) - right.samples()[i]);
  }
  return 255 * sum / (static_cast<double>(left.samples().size()) * 3 / Image::channels);
}

// The strokes that are shown are those of the painting: it differs from its sketch by a fraction of what it differs
// from the photograph. Seen: 9 levels of 50 at 1024x768.
TEST(Sketch, LooksAsThePaintingWillShrunkenToItsSize) {
  constexpr int side = 736;  // twice the largest scale of the sketch
  MemoryHost host(read_image(NEURAL_STYLE_SOURCE "/demo/chelsea.png"));
  host.style = read_image(NEURAL_STYLE_SOURCE "/demo/great_wave.png");
  Image sketch;
  run_interactively(host, [&](ui::Session& session, ui::Studio& studio, const ui::Original& /*original*/) {
    session.choose_style("/paintings/great_wave.png");
    session.choose_setting("size", std::to_string(side));
    session.choose_setting("coarse_evaluations", "60");  // half of what it takes by default, for the test's sake
    session.choose_setting("evaluations", "15");
    session.start(studio.prepare(session.choices()), ui::Reach::sketch);
    ui::wait_for_news(session, [&](const ui::Session::News& news) {
      if (news.preview) {
        sketch = *news.preview;
      }
      return news.waiting;
    });
    session.go_on();
    return ui::wait_until_ended(session).phase == ui::Session::Phase::painted;
  });
  ASSERT_EQ(sketch.width(), side / 2);
  // The layer has the photograph's size, a little less than the painting's: its smaller likeness has half the pixels.
  const Image painting = bring_to_size(host.layers.front().picture, sketch);
  const Image photograph = bring_to_size(host.picture, sketch);
  const double from_sketch = difference(painting, sketch);
  const double from_photograph = difference(painting, photograph);
  RecordProperty("from_sketch", std::to_string(from_sketch));
  RecordProperty("from_photograph", std::to_string(from_photograph));
  EXPECT_LT(from_sketch, 0.3 * from_photograph) << from_sketch << " and " << from_photograph;
}

}  // namespace
}  // namespace neural_style::plugin
