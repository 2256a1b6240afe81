// What the same command paints: the same bytes again on the same machine, and a picture within the bounds of
// core/README.md with other threads, another precision, on another processor.
#include <algorithm>
#include <cmath>
#include <cstdlib>
#include <filesystem>
#include <string>

#include "program.hpp"

namespace neural_style {
namespace {

std::string demo_picture(const std::string& name) { return NEURAL_STYLE_SOURCE "/demo/" + name; }

namespace fs = std::filesystem;
using nlohmann::json;
using testing::HasSubstr;

/// How far two paintings may lie apart.
struct Bound {
  double levels;  ///< mean, of 255
  double loss;    ///< as a part of it
};

/// What core/README.md states.
constexpr Bound by_our_kernels = {1, 0.005};
constexpr Bound by_other_kernels = {12, 0.06};  // bfloat16, or none of our own
constexpr int some_seeds = 3;

class SamePicture : public ProgramTest {
 protected:
  struct Painted {
    Image picture;
    double loss = 0;  ///< mean of the seeds'
    std::string plan;
  };

  /// Two scales of a photograph, in an environment. The picture is that of seed 0. Of several seeds, since where a
  /// single way ends is chance: the losses of four lay 8 % apart.
  [[nodiscard]] Painted paint(const Arguments& settings, const Arguments& environment = {}, int seeds = 1) const {
    Painted painted;
    double sum = 0;
    for (int seed = seeds - 1; seed >= 0; --seed) {
      Arguments more = settings;
      more.push_back("--seed=" + std::to_string(seed));
      painted = paint_one(more, environment);
      sum += painted.loss;
    }
    painted.loss = sum / seeds;
    return painted;
  }

  [[nodiscard]] Painted paint_one(const Arguments& settings, const Arguments& environment) const {
    Arguments line = {"/usr/bin/env"};
    line.insert(line.end(), environment.begin(), environment.end());
    const Arguments command =
        program({"stylize", demo_picture("chelsea.png"), demo_picture("street_in_auvers.png"), "-o", path("out.png"),
                 "--size=128", "--scales=2", "--coarse-evaluations=30", "--evaluations=15", "--json"});
    line.insert(line.end(), command.begin(), command.end());
    line.insert(line.end(), settings.begin(), settings.end());
    const Outcome outcome = run_program(line);
    EXPECT_EQ(outcome.code, 0) << outcome.errors;
    if (outcome.code != 0) {
      return {};
    }
    return {read_image(path("out.png")), json::parse(outcome.output).at("losses").at("total").get<double>(),
            outcome.errors};
  }

  static void expect_near(const Painted& a, const Painted& b, const Bound& bound, const std::string& what) {
    ASSERT_EQ(a.picture.width(), b.picture.width());
    const double mean = mean_levels(a.picture, b.picture);
    RecordProperty(what + "_levels", std::to_string(mean));
    RecordProperty(what + "_loss", std::to_string(a.loss / b.loss - 1));
    EXPECT_LT(mean, bound.levels) << what;
    EXPECT_LT(std::abs(a.loss / b.loss - 1), bound.loss) << what;
  }

  /// The loss of out.png in float32.
  [[nodiscard]] double judge(const Arguments& environment) const {
    Arguments line = {"/usr/bin/env"};
    line.insert(line.end(), environment.begin(), environment.end());
    const Arguments command =
        program({"evaluate", path("out.png"), demo_picture("chelsea.png"), demo_picture("street_in_auvers.png"),
                 "--size=128", "--precision=float32", "--json"});
    line.insert(line.end(), command.begin(), command.end());
    const Outcome outcome = run_program(line);
    EXPECT_EQ(outcome.code, 0) << outcome.errors;
    return outcome.code == 0 ? json::parse(outcome.output).at("total").get<double>() : 0;
  }

  /// The bytes of what the command writes to out.png, twice.
  void expect_same_bytes(const Arguments& command, const std::string& file) const {
    const Outcome first = neural_style_program(command);
    ASSERT_EQ(first.code, 0) << first.errors;
    const std::string bytes = file_text(path(file));
    fs::remove(path(file));
    ASSERT_EQ(neural_style_program(command).code, 0);
    EXPECT_TRUE(file_text(path(file)) == bytes);
  }
};

TEST_F(SamePicture, SameBytesWithTheDraftModel) {
  expect_same_bytes(stylize({"--model=draft", "--size=180", "--scales=2"}), "out.png");
}

TEST_F(SamePicture, SameBytesInTilesOnTwoThreads) {
  write_image(gradient(640, 480), path("content.png"));
  const Outcome forecast = neural_style_program({"forecast", "640x480", "--scales=1", "--threads=2", "--json"});
  const double peak = json::parse(forecast.output).at("peak_memory").get<double>();
  const std::string limit = "--memory-limit=" + std::to_string(static_cast<int>(0.9 * peak / (1 << 20U)));
  expect_same_bytes(stylize({"--threads=2", limit}), "out.png");
}

TEST_F(SamePicture, SameBytesOfASequence) {
  for (int i = 1; i <= 3; ++i) {
    write_image(cropped(gradient(60, 36), i, 0, 48, 36), path("frame_" + std::to_string(i) + ".png"));
  }
  expect_same_bytes({"sequence", path("frame_%d.png"), path("style.png"), "-o", path("out%d.png"), "--evaluations=3",
                     "--scales=2", "--threads=2"},
                    "out3.png");
}

TEST_F(SamePicture, NearWithOtherThreads) {
  expect_near(paint({"--precision=float32", "--threads=2"}), paint({"--precision=float32", "--threads=1"}),
              by_our_kernels, "float32_threads");
  const Painted one = paint({"--threads=1"}, {}, some_seeds);  // in bfloat16 where the processor has it
  const Painted two = paint({"--threads=2"}, {}, some_seeds);
  expect_near(two, one, one.plan.find("bfloat16") != std::string::npos ? by_other_kernels : by_our_kernels, "threads");
}

TEST_F(SamePicture, NearInBfloat16) {
  expect_near(paint({"--precision=bfloat16"}, {}, some_seeds), paint({"--precision=float32"}, {}, some_seeds),
              by_other_kernels, "bfloat16");
}

/// Each switch of core/README.md's table, in the way that it must be heeded: the plan tells the precision. One picture
/// has one loss on all of them.
TEST_F(SamePicture, NearOnOtherProcessors) {
  const Arguments avx2 = {"ONEDNN_MAX_CPU_ISA=AVX2", "ATEN_CPU_CAPABILITY=avx2", "OPENBLAS_CORETYPE=Haswell"};
  const Arguments none = {"ONEDNN_MAX_CPU_ISA=SSE41", "ATEN_CPU_CAPABILITY=default", "OPENBLAS_CORETYPE=Nehalem"};
  const Painted with_avx2 = paint({}, avx2, some_seeds);
  const Painted with_none = paint({}, none, some_seeds);
  const Painted here = paint({"--precision=float32"}, {}, some_seeds);
  EXPECT_THAT(with_avx2.plan, HasSubstr("float32, "));
  EXPECT_THAT(with_none.plan, HasSubstr("float32, "));
  expect_near(with_avx2, here, by_our_kernels, "avx2");
  expect_near(with_none, here, by_other_kernels, "none");
  EXPECT_NE(with_none.picture, with_avx2.picture) << "they were computed alike: the switches were not heeded";
  const double loss = judge({});
  EXPECT_NEAR(judge(avx2) / loss, 1, 1e-4);
  EXPECT_NEAR(judge(none) / loss, 1, 1e-4);
}

}  // namespace
}  // namespace neural_style
