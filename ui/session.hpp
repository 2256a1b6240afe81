// The dialog without its widgets: what was chosen, the thread that paints, and what it has to show.
#pragma once

#include <cstdint>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <string_view>

#include "neural_style/observer.hpp"
#include "ui/choices.hpp"

namespace neural_style::ui {

/// One dialog's state. All functions are called on the thread that owns the session, the host's main thread; the
/// painting runs on a thread of the session's own. A dialog calls poll() a few times a second: nothing is ever called
/// back, so that no toolkit's rules on threads matter here.
class Session {
 public:
  enum class Phase : std::uint8_t {
    choosing,   ///< nothing runs; also after a painting failed or was cancelled, so that the choices can be mended
    painting,   ///< the thread is at work
    finishing,  ///< the same, but stop() or cancel() was called
    painted,    ///< the painting was completed, or stopped and kept
  };

  /// What is new since the last poll().
  struct News {
    Phase phase = Phase::choosing;
    std::optional<Progress> progress;  ///< the newest, if there is a new one
    std::optional<Image> preview;      ///< the newest, if there is a new one; at most preview_side pixels a side
    std::string error;                 ///< why the painting failed: reported once, with phase `choosing`
  };

  /// Paints and keeps what came of it to itself; runs on the session's thread.
  using Paint = std::function<void(Observer&)>;

  /// Long side above which previews are shrunk on the painting's thread, so that showing one is cheap.
  static constexpr int preview_side = 640;

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
  /// All settings become the preset's. Throws Error if there is no such preset.
  void choose_preset(const std::string& id);
  /// Throws Error as set_setting() does, and then changes nothing.
  void choose_setting(std::string_view id, std::string_view text);
  /// All settings become those of the preset that is chosen.
  void reset();

  /// Starts a thread that runs `paint`. Only while nothing runs: throws std::logic_error otherwise.
  void start(Paint paint);
  /// Asks the painting to end soon and keep the best so far.
  void stop();
  /// Asks the painting to end soon and keep nothing; wins over stop().
  void cancel();
  News poll();

 private:
  class Worker;
  Choices choices_;
  Phase phase_ = Phase::choosing;
  std::unique_ptr<Worker> worker_;
};

/// Reads all that painting needs, on the main thread, and returns what then paints. Throws Error if the choices cannot
/// be painted: a dialog shows the sentence and lets the person mend it.
using Prepare = std::function<Session::Paint(const Choices&)>;

}  // namespace neural_style::ui
