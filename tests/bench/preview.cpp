// How soon the dialog shows something, from the filter's own session and presenter without a window:
//   preview_bench CONTENT STYLE [ROUNDS]   prints seconds until the first picture after a style is chosen, and what a
//                                          change of a setting takes, in 5 rounds without being told.
#include <algorithm>
#include <chrono>
#include <cstdlib>
#include <exception>
#include <iostream>
#include <string>
#include <thread>
#include <utility>
#include <vector>

#include "bench/timing.hpp"
#include "neural_style/error.hpp"
#include "neural_style/image_file.hpp"
#include "plugin/interactive.hpp"
#include "plugin/memory_host.hpp"
#include "stylize/seconds_of.hpp"
#include "ui/presenter.hpp"

namespace neural_style {
namespace {

/// Counts the pictures that a window would show.
class Counter final : public ui::View {
 public:
  void show_trouble(ui::Topic /*topic*/, const std::string& sentence) override {
    if (!sentence.empty()) {
      throw Error(sentence);
    }
  }
  void show_phase(ui::Session::Phase /*phase*/) override {}
  void show_fraction(double /*fraction*/) override {}
  void show_status(const std::string& /*text*/) override {}
  void show_forecast(const std::string& /*text*/) override {}
  void offer_size(int /*long_side*/) override {}
  void show_picture(const Image& /*picture*/) override { ++pictures; }
  void show_detail(const ui::Detail& /*detail*/) override {}
  void choose_again() override {}
  void end() override {}

  int pictures = 0;
};

class Dialog {
 public:
  Dialog(ui::Session& session, ui::Studio& studio) : session_(session), presenter_(session, studio, view_) {}

  /// Seconds from the change until a picture of it is there.
  double change(double strength) {
    ui::Choices choices;
    choices.style = "/style.png";  // that the host reads whatever it is called
    choices.settings.strength = strength;
    return seconds_of([&] {
      session_.choose(choices);
      presenter_.changed();
      const int before = view_.pictures;
      while (view_.pictures == before) {
        look();
      }
    });
  }

  /// Lets it paint.
  void watch(std::chrono::milliseconds time) {
    using Clock = std::chrono::steady_clock;
    for (const Clock::time_point end = Clock::now() + time; Clock::now() < end;) {
      look();
    }
  }

 private:
  void look() {
    presenter_.poll();
    std::this_thread::sleep_for(ui::Presenter::poll_interval);
  }

  Counter view_;
  ui::Session& session_;
  ui::Presenter presenter_;
};

void measure(Image content, Image style, int rounds) {
  plugin::MemoryHost host(std::move(content));
  host.style = std::move(style);
  plugin::run_interactively(host, [&](ui::Session& session, ui::Studio& studio, const ui::Original& /*original*/) {
    Dialog dialog(session, studio);
    std::cout << "first picture " << seconds_text(dialog.change(0.5)) << '\n';
    std::vector<double> changes;
    for (int round = 0; round < rounds; ++round) {
      // In the midst of another scale each time.
      dialog.watch(std::chrono::milliseconds(500 + 700 * round));
      changes.push_back(dialog.change(round % 2 == 0 ? 0.4 : 0.6));
    }
    const auto [least, most] = std::ranges::minmax(changes);
    std::cout << "after a change " << seconds_text(median(changes)) << ", at least " << seconds_text(least)
              << ", at most " << seconds_text(most) << '\n';
    return false;
  });
}

}  // namespace
}  // namespace neural_style

int main(int argc, char** argv) {
  const std::vector<std::string> words(argv + 1, argv + argc);
  if (words.size() < 2 || words.size() > 3) {
    std::cerr << "usage: preview_bench CONTENT STYLE [ROUNDS]\n";
    return 2;
  }
  try {
    const int rounds = words.size() > 2 ? std::max(1, std::atoi(words[2].c_str())) : 5;
    neural_style::measure(neural_style::read_image(words[0]), neural_style::read_image(words[1]), rounds);
  } catch (const std::exception& error) {
    std::cerr << "preview_bench: " << error.what() << '\n';
    return 1;
  }
  return 0;
}
