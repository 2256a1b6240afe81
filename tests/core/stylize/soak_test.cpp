// Many small jobs in one process, as a host that stays open all day asks for. For 8 hours' worth, in one process too:
//   build/bin/engine_tests --gtest_filter='Soak.*' --gtest_repeat=500 --gtest_fail_fast
#include <gtest/gtest.h>
#include <malloc.h>

#include <algorithm>
#include <array>
#include <cstddef>
#include <string>

#include "neural_style/image_file.hpp"
#include "neural_style/stylize.hpp"
#include "picture/resample.hpp"
#include "support/memory_growth.hpp"
#include "support/temporary_folder.hpp"

namespace neural_style {
namespace {

/// Leaves as runs do that a user grows tired of.
class Leaves : public Observer {
 public:
  explicit Leaves(Wish wish) : wish_(wish) {}
  void evaluated(const Evaluation& /*evaluation*/) override { ++evaluations_; }
  Wish wish() override { return evaluations_ >= 2 ? wish_ : Wish::go_on; }

 private:
  Wish wish_;
  int evaluations_ = 0;
};

class Jobs {
 public:
  /// The number-th job: sizes, ways and ends in turn.
  void run(int number) const {
    constexpr std::array settings = {"",
                                     "precision=float32",
                                     "statistics=moments",
                                     "optimizer=adam learning_rate=2",
                                     "color=original",
                                     "seamless=both",
                                     "pooling=max padding=zeros",
                                     "model=draft",
                                     "color=histogram scales=2"};
    constexpr std::array wishes = {Wish::go_on, Wish::go_on, Wish::stop, Wish::cancel};
    const auto turn = static_cast<std::size_t>(number);
    Request request;
    request.content = resample(photograph_, 40 + 8 * (number % 7), 40 + 8 * (number % 5));
    request.styles.push_back({painting_, 1});
    set_settings(request.settings,
                 std::string("evaluations=3 coarse_evaluations=3 ") + settings.at(turn % settings.size()));
    Leaves observer(wishes.at(turn % wishes.size()));
    try {
      const Result result = stylize(request, observer);
      ASSERT_EQ(result.picture.width(), request.content.width());
    } catch (const Cancelled&) {
      ASSERT_EQ(wishes.at(turn % wishes.size()), Wish::cancel);
    }
  }

 private:
  Image photograph_ = read_image(NEURAL_STYLE_SOURCE "/demo/chelsea.png");
  Image painting_ = resample(read_image(NEURAL_STYLE_SOURCE "/demo/street_in_auvers.png"), 64, 48);
};

TEST(Soak, MemoryIsFlatOver200Jobs) {
  const Jobs jobs;
  // What stays from the first runs: LibTorch, weights, pools of threads and of memory, and oneDNN's cache of
  // convolutions, which two turns fill.
  constexpr int warm_up = 72;
  constexpr int count = 216;
  // Of so many jobs the last is always one of the same way and end: what a kept network takes depends on them.
  constexpr int turn = 36;
  static double before = 0;  // of the first repetition, if there are several
  double most = 0;
  for (int number = 0; number < warm_up + count; ++number) {
    jobs.run(number);
    if (HasFatalFailure()) {
      return;
    }
    if (number + 1 >= warm_up && (number + 1) % turn == 0) {
      malloc_trim(0);
      const double now = process_memory("VmRSS:");
      before = before == 0 ? now : before;
      most = std::max(most, now - before);
    }
  }
  RecordProperty("growth_kilobytes", static_cast<int>(most / 1024));
#if !defined(__SANITIZE_ADDRESS__) && !defined(__SANITIZE_THREAD__)
  EXPECT_LT(most, 24e6);
#endif
}

}  // namespace
}  // namespace neural_style
