// See session.hpp.
#include "ui/session.hpp"

#include <algorithm>
#include <atomic>
#include <chrono>
#include <condition_variable>
#include <exception>
#include <mutex>
#include <stdexcept>
#include <thread>
#include <utility>

#include "neural_style/error.hpp"
#include "neural_style/preset_file.hpp"
#include "neural_style/translation.hpp"
#include "ui/shrink.hpp"

namespace neural_style::ui {

namespace {

/// Often enough to see the picture grow, seldom enough not to slow the painting.
constexpr std::chrono::milliseconds preview_interval{250};

}  // namespace

/// The painting's thread and the letter box between it and the dialog.
class Session::Worker final : public Observer {
 public:
  Worker(Paint paint, Reach reach, const std::optional<Part>& looked_at)
      : held_back_(reach == Reach::sketch),
        looked_at_(looked_at),
        thread_([this, paint = std::move(paint)] { run(paint); }) {}
  Worker(const Worker&) = delete;
  Worker& operator=(const Worker&) = delete;
  Worker(Worker&&) = delete;
  Worker& operator=(Worker&&) = delete;
  ~Worker() override {
    ask(Wish::cancel);
    thread_.join();
  }

  void ask(Wish wish) {
    {
      const std::lock_guard lock(mutex_);
      wish_ = std::max(wish_.load(), wish);
    }
    changed_.notify_all();
  }

  void go_on() {
    {
      const std::lock_guard lock(mutex_);
      held_back_ = false;
    }
    changed_.notify_all();
  }

  void look_at(const std::optional<Part>& part) {
    {
      const std::lock_guard lock(mutex_);
      looked_at_ = part;
    }
    changed_.notify_all();
  }

  [[nodiscard]] Wish asked() const { return wish_.load(); }

  struct Letters {
    std::optional<Progress> progress;
    std::optional<Image> preview;
    std::optional<Detail> detail;
    bool waiting = false;
    bool ended = false;
    bool cancelled = false;
    std::string error;
  };

  Letters take() {
    const std::lock_guard lock(mutex_);
    Letters letters = std::move(letters_);
    letters_ = Letters{};
    letters_.waiting = letters.waiting;
    return letters;
  }

  // What stylize() asks and tells, on the painting's thread.
  Wish wish() override { return wish_.load(); }

  void begin_scale(const Scale& scale) override {
    if (std::max(scale.width, scale.height) <= sketch_side) {
      return;
    }
    std::unique_lock lock(mutex_);
    letters_.waiting = true;
    changed_.wait(lock, [this] { return !held_back_ || looked_at_ || wish_.load() != Wish::go_on; });
    letters_.waiting = false;
  }

  void progress(const Progress& progress) override {
    const std::lock_guard lock(mutex_);
    letters_.progress = progress;
  }

  bool wants_preview(const Evaluation& /*evaluation*/) override {
    return std::chrono::steady_clock::now() >= next_preview_;
  }

  void preview(const Image& picture, const Evaluation& /*evaluation*/) override {
    Image small = shrink(picture, preview_side);
    std::optional<Detail> detail;
    if (const std::optional<Part> part = looked_at(); part && small.width() < picture.width()) {
      detail = cut(picture, *part);
    }
    next_preview_ = std::chrono::steady_clock::now() + preview_interval;
    const std::lock_guard lock(mutex_);
    letters_.preview = std::move(small);
    letters_.detail = std::move(detail);
  }

 private:
  [[nodiscard]] std::optional<Part> looked_at() {
    const std::lock_guard lock(mutex_);
    return looked_at_;
  }

  void run(const Paint& paint) {
    bool cancelled = false;
    std::string error;
    try {
      paint(*this);
    } catch (const Cancelled&) {
      cancelled = true;
    } catch (const std::bad_alloc&) {
      error = tr("There is not enough memory for this size. Choose a smaller size and try again.");
    } catch (const std::exception& problem) {
      error = problem.what();
    }
    const std::lock_guard lock(mutex_);
    letters_.ended = true;
    letters_.cancelled = cancelled;
    letters_.error = std::move(error);
  }

  std::mutex mutex_;
  std::condition_variable changed_;  // of what begin_scale() waits for
  bool held_back_;                   // guarded by mutex_, as is what follows
  std::optional<Part> looked_at_;
  Letters letters_;
  std::atomic<Wish> wish_ = Wish::go_on;                // written under the mutex, read often
  std::chrono::steady_clock::time_point next_preview_;  // of the painting's thread alone
  std::thread thread_;                                  // last: the others are there when it starts
};

Session::Session(Choices choices) : choices_(std::move(choices)) {}

Session::~Session() = default;

void Session::choose(Choices choices) { choices_ = std::move(choices); }

void Session::choose_style(const std::filesystem::path& file) { choices_.style = file; }

void Session::choose_style_layer(std::optional<int> layer) { choices_.style_layer = layer; }

void Session::choose_preset(const std::string& id) {
  start_from(preset(id).settings);
  choices_.preset = id;
}

void Session::start_from(Settings settings) {
  for (const SettingInfo& info : settings_table()) {
    if (info.pictures) {
      set_setting(settings, info.id, setting_text(choices_.settings, info.id));
    }
  }
  choices_.settings = std::move(settings);
}

void Session::load_preset(const std::filesystem::path& file) {
  const SavedPreset loaded = read_preset(file);
  choices_.preset = loaded.base;
  start_from(loaded.settings);
}

void Session::save_preset(const std::filesystem::path& file) const {
  write_preset(file, {choices_.preset, choices_.settings});
}

void Session::choose_setting(std::string_view id, std::string_view text) { set_setting(choices_.settings, id, text); }

void Session::reset() { start_from(preset(choices_.preset).settings); }

void Session::start(Paint paint, Reach reach) {
  if (worker_) {
    throw std::logic_error("a painting runs already");
  }
  phase_ = reach == Reach::sketch ? Phase::sketching : Phase::painting;
  worker_ = std::make_unique<Worker>(std::move(paint), reach, looked_at_);
}

void Session::go_on() {
  if (phase_ != Phase::sketching) {
    return;
  }
  if (worker_) {
    phase_ = Phase::painting;
    worker_->go_on();
  } else {
    phase_ = Phase::painted;
  }
}

void Session::look_at(std::optional<Part> part) {
  looked_at_ = part;
  if (worker_) {
    worker_->look_at(looked_at_);
  }
}

void Session::stop() {
  if (worker_) {
    worker_->ask(Wish::stop);
    phase_ = Phase::finishing;
  }
}

void Session::cancel() {
  if (worker_) {
    worker_->ask(Wish::cancel);
    phase_ = Phase::finishing;
  } else if (phase_ == Phase::sketching) {
    phase_ = Phase::choosing;
  }
}

Session::News Session::poll() {
  News news;
  if (worker_) {
    Worker::Letters letters = worker_->take();
    news.waiting = letters.waiting;
    news.progress = std::move(letters.progress);
    news.preview = std::move(letters.preview);
    news.detail = std::move(letters.detail);
    if (letters.ended) {
      // Cancelled too late to be noticed is cancelled all the same.
      const bool cancelled = letters.cancelled || worker_->asked() == Wish::cancel;
      worker_.reset();
      if (cancelled || !letters.error.empty()) {
        phase_ = Phase::choosing;
      } else if (phase_ != Phase::sketching) {
        phase_ = Phase::painted;
      }
      if (!cancelled) {
        news.error = std::move(letters.error);
      }
    }
  }
  news.phase = phase_;
  news.waiting = news.waiting || (phase_ == Phase::sketching && !worker_);
  return news;
}

}  // namespace neural_style::ui
