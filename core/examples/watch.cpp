// Paints CONTENT in the manner of STYLE into RESULT, shows on its way how far it is, and stops after SECONDS with what
// there is by then.
#include <chrono>
#include <cstdio>
#include <cstdlib>

#include "neural_style/image_file.hpp"
#include "neural_style/stylize.hpp"

namespace {

class Watch : public neural_style::Observer {
 public:
  explicit Watch(double seconds) : end_(Clock::now() + std::chrono::duration_cast<Clock::duration>(Seconds(seconds))) {}

  // Asked several times a second.
  neural_style::Wish wish() override {
    return Clock::now() < end_ ? neural_style::Wish::go_on : neural_style::Wish::stop;
  }
  void progress(const neural_style::Progress& progress) override {
    std::printf("%3.0f %%  %s\n", 100 * progress.fraction, progress.text.c_str());
  }
  bool wants_preview(const neural_style::Evaluation& evaluation) override { return evaluation.evaluation % 10 == 0; }
  void preview(const neural_style::Image& picture, const neural_style::Evaluation& evaluation) override {
    std::printf("a preview of %d x %d, loss %.4f\n", picture.width(), picture.height(), evaluation.loss);
  }

 private:
  using Clock = std::chrono::steady_clock;
  using Seconds = std::chrono::duration<double>;
  Clock::time_point end_;
};

}  // namespace

int main(int argc, char** argv) try {
  if (argc != 5) {
    std::fprintf(stderr, "usage: watch CONTENT STYLE RESULT SECONDS\n");
    return 2;
  }
  neural_style::Request request;
  request.content = neural_style::read_image(argv[1]);
  request.styles.push_back({neural_style::read_image(argv[2])});
  request.settings = neural_style::preset("oil").settings;
  neural_style::set_setting(request.settings, "strength", "0.7");

  const neural_style::Forecast forecast =
      neural_style::forecast(request.content.width(), request.content.height(), request.settings);
  std::printf("%zu scales, %zu MiB\n", forecast.scales.size(), forecast.peak_memory >> 20U);

  Watch watch(std::atof(argv[4]));
  const neural_style::Result result = neural_style::stylize(request, watch);
  std::printf("%s after %d evaluations\n", result.stopped ? "stopped" : "done", result.evaluations);
  // As large as the content again, along its edges.
  neural_style::write_image(neural_style::bring_to_size(result.picture, request.content), argv[3]);
} catch (const neural_style::Error& error) {
  std::fprintf(stderr, "%s\n", error.what());
  return 1;
}
