// The dialog without its widgets: what was chosen, the thread that paints, and what it has to show.
#pragma once

#include <cstdint>
#include <filesystem>
#include <memory>
#include <optional>
#include <string>
#include <string_view>

#include "neural_style/observer.hpp"
#include "ui/choices.hpp"
#include "ui/preview.hpp"
#include "ui/studio.hpp"

namespace neural_style::ui {

/// How far a painting goes by itself.
enum class Reach : std::uint8_t {
  sketch,  ///< the scales up to Session::sketch_side; there it waits for go_on() or look_at()
  end,
};

/// One dialog's state. All functions are called on the thread that owns the session, the host's main thread; the
/// painting runs on a thread of the session's own. A dialog calls poll() several times a second: nothing is ever called
/// back, so that no toolkit's rules on threads matter here.
///
/// What is shown beforehand and what is painted are one and the same run: a sketch is the painting's coarse scales, and
/// goes on from there when the person wants the painting.
class Session {
 public:
  enum class Phase : std::uint8_t {
    choosing,   ///< nothing runs; also after a painting failed or was cancelled, so that the choices can be mended
    sketching,  ///< the thread is at work to show what the choices lead to, or waits, or has come to the end
    painting,   ///< the thread is at work, and the person wants what comes of it
    finishing,  ///< the same, but stop() or cancel() was called
    painted,    ///< the painting was completed, or stopped and kept
  };

  /// What is new since the last poll().
  struct News {
    Phase phase = Phase::choosing;
    bool waiting = false;              ///< while sketching: nothing more will come before go_on() or look_at()
    std::optional<Progress> progress;  ///< the newest, if there is a new one
    std::optional<Image> preview;      ///< the newest, if there is a new one; at most preview_side pixels a side
    std::optional<Detail> detail;      ///< likewise of what look_at() asked for, where it shows more than `preview`
    std::string error;                 ///< why the painting failed: reported once, with phase `choosing`
  };

  /// Long side above which previews are shrunk on the painting's thread, so that showing one is cheap.
  static constexpr int preview_side = 640;
  /// Long side of the largest scale that a sketch paints: scales double, so that it ends at 360 to 720 pixels.
  static constexpr int sketch_side = 720;

  explicit Session(Choices choices);
  Session(const Session&) = delete;
  Session& operator=(const Session&) = delete;
  Session(Session&&) = delete;
  Session& operator=(Session&&) = delete;
  /// Cancels a painting that runs, and waits until it has ended.
  ~Session();

  [[nodiscard]] const Choices& choices() const { return choices_; }
  void choose(Choices choices);
  void choose_style(const std::filesystem::path& file);
  /// An open layer instead of the file, by the editor's id; none: the file again.
  void choose_style_layer(std::optional<int> layer);
  /// All settings but those about the pictures at hand become the preset's. Throws Error if there is no such preset.
  void choose_preset(const std::string& id);
  /// Those of a file. Throws Error as read_preset() does, and then changes nothing.
  void load_preset(const std::filesystem::path& file);
  /// Throws Error as write_preset() does.
  void save_preset(const std::filesystem::path& file) const;
  /// Throws Error as set_setting() does, and then changes nothing.
  void choose_setting(std::string_view id, std::string_view text);
  /// All settings become those of the preset that is chosen, but for those about the pictures at hand.
  void reset();

  /// Starts a thread that runs `paint`. Only while nothing runs: throws std::logic_error otherwise.
  void start(Paint paint, Reach reach);
  /// The sketch becomes the painting.
  void go_on();
  /// The person looks at that part closely: the sketch goes on to its full size, so that there is something to see.
  /// None: at the whole, and the sketch waits again where it would have waited, unless it is beyond that.
  void look_at(std::optional<Part> part);
  /// Asks the painting to end soon and keep the best so far.
  void stop();
  /// Asks the painting to end soon and keep nothing; wins over stop().
  void cancel();
  News poll();

 private:
  class Worker;
  /// What is said of the pictures at hand stays: no preset knows of them.
  void start_from(Settings settings);

  Choices choices_;
  std::optional<Part> looked_at_;
  Phase phase_ = Phase::choosing;
  std::unique_ptr<Worker> worker_;  // none while sketching: the sketch has come to the end
};

}  // namespace neural_style::ui
