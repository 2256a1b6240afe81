// Progress in words.
#include "ui/status_text.hpp"

#include <gtest/gtest.h>

namespace neural_style::ui {
namespace {

TEST(StatusText, HasTheTimeLeftWhereItIsKnown) {
  EXPECT_EQ(status_text({0.5, "Painting", std::nullopt}), "Painting");
  EXPECT_EQ(status_text({0.5, "Painting", 12.4}), "Painting: about 12 s left");
  EXPECT_EQ(status_text({0.5, "Painting", 59.6}), "Painting: about 1 min 0 s left");
  EXPECT_EQ(status_text({0.5, "Painting", 3725.0}), "Painting: about 1 h 2 min left");
  EXPECT_EQ(status_text({0.5, "Painting", -1.0}), "Painting: about 0 s left");
}

}  // namespace
}  // namespace neural_style::ui
