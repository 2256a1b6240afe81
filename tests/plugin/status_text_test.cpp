// What a painting does and takes, in words.
#include "ui/status_text.hpp"

#include <gtest/gtest.h>

namespace neural_style::ui {
namespace {

TEST(StatusText, HasTheTimeThatWentByAndTheTimeLeftWhereItIsKnown) {
  EXPECT_EQ(status_text({0.5, "Painting", std::nullopt}, 3.2), "Painting: 3 s so far");
  EXPECT_EQ(status_text({0.5, "Painting", 12.4}, 59.6), "Painting: 1 min 0 s so far, about 12 s left");
  EXPECT_EQ(status_text({0.5, "Painting", 3725.0}, 0), "Painting: 0 s so far, about 1 h 2 min left");
  EXPECT_EQ(status_text({0.5, "Painting", -1.0}, 0), "Painting: 0 s so far, about 0 s left");
}

TEST(SketchText, SaysWhenOkIsNext) {
  EXPECT_EQ(sketch_text({0.1, "256 x 192", 30.0}, false), "Preview: 256 x 192");
  EXPECT_NE(sketch_text({0.1, "256 x 192", 30.0}, true).find("finer scales"), std::string::npos);
  EXPECT_NE(sketch_text({1, "256 x 192", 0.0}, true).find("ready"), std::string::npos);
}

std::string forecast_of(double seconds) { return forecast_text({2140000000, 4000000000, true, 2000}, seconds); }

TEST(ForecastText, IsAsExactAsItCanBe) {
  EXPECT_EQ(forecast_text({848000000, 4000000000, true, 2000}, std::nullopt), "850 MB of memory");
  EXPECT_EQ(forecast_of(4), "A few seconds, 2.1 GB of memory");
  EXPECT_EQ(forecast_of(33), "About 35 seconds, 2.1 GB of memory");
  EXPECT_EQ(forecast_of(58), "About 1 minute, 2.1 GB of memory");
  EXPECT_EQ(forecast_of(125), "About 2 minutes, 2.1 GB of memory");
  EXPECT_EQ(forecast_of(2 * 3600), "About 2 hours, 2.1 GB of memory");
}

TEST(ForecastText, IsSilentOfWhatIsRefused) {
  EXPECT_EQ(forecast_text({8000000000, 4000000000, false, 2000}, 10), "");
  EXPECT_EQ(forecast_text({}, 10), "");
}

}  // namespace
}  // namespace neural_style::ui
