// See session.hpp.
#include "ui/session.hpp"

#include <atomic>
#include <chrono>
#include <exception>
#include <mutex>
#include <stdexcept>
#include <thread>
#include <utility>

#include "neural_style/error.hpp"
#include "ui/shrink.hpp"

namespace neural_style::ui {

namespace {

/// Often enough to see the picture grow, seldom enough not to slow the painting.
constexpr std::chrono::milliseconds preview_interval{250};

}  // namespace

/// The painting's thread and the letter box between it and the dialog.
class Session::Worker final : public Observer {
 public:
  explicit Worker(Paint paint) : thread_([this, paint = std::move(paint)] { run(paint); }) {}
  Worker(const Worker&) = delete;
  Worker& operator=(const Worker&) = delete;
  Worker(Worker&&) = delete;
  Worker& operator=(Worker&&) = delete;
  ~Worker() override {
    ask(Wish::cancel);
    thread_.join();
  }

  void ask(Wish wish) {
    Wish before = wish_.load();
    while (before < wish && !wish_.compare_exchange_weak(before, wish)) {
    }
  }

  [[nodiscard]] Wish asked() const { return wish_.load(); }

  struct Letters {
    std::optional<Progress> progress;
    std::optional<Image> preview;
    bool ended = false;
    bool cancelled = false;
    std::string error;
  };

  Letters take() {
    const std::lock_guard lock(mutex_);
    Letters letters = std::move(letters_);
    letters_ = Letters{};
    return letters;
  }

  // What stylize() asks and tells, on the painting's thread.
  Wish wish() override { return wish_.load(); }

  void progress(const Progress& progress) override {
    const std::lock_guard lock(mutex_);
    letters_.progress = progress;
  }

  bool wants_preview(const Evaluation& /*evaluation*/) override {
    return std::chrono::steady_clock::now() >= next_preview_;
  }

  void preview(const Image& picture, const Evaluation& /*evaluation*/) override {
    Image small = shrink(picture, preview_side);
    next_preview_ = std::chrono::steady_clock::now() + preview_interval;
    const std::lock_guard lock(mutex_);
    letters_.preview = std::move(small);
  }

 private:
  void run(const Paint& paint) {
    bool cancelled = false;
    std::string error;
    try {
      paint(*this);
    } catch (const Cancelled&) {
      cancelled = true;
    } catch (const std::bad_alloc&) {
      error = "There is not enough memory for this size. Choose a smaller size and try again.";
    } catch (const std::exception& problem) {
      error = problem.what();
    }
    const std::lock_guard lock(mutex_);
    letters_.ended = true;
    letters_.cancelled = cancelled;
    letters_.error = std::move(error);
  }

  std::mutex mutex_;
  Letters letters_;  // guarded by mutex_
  std::atomic<Wish> wish_ = Wish::go_on;
  std::chrono::steady_clock::time_point next_preview_;  // of the painting's thread alone
  std::thread thread_;                                  // last: the others are there when it starts
};

Session::Session(Choices choices) : choices_(std::move(choices)) {}

Session::~Session() = default;

void Session::choose(Choices choices) { choices_ = std::move(choices); }

void Session::choose_style(const std::filesystem::path& file) { choices_.style = file; }

void Session::choose_style_layer(std::optional<int> layer) { choices_.style_layer = layer; }

void Session::choose_preset(const std::string& id) {
  choices_.settings = preset(id).settings;
  choices_.preset = id;
}

void Session::choose_setting(std::string_view id, std::string_view text) { set_setting(choices_.settings, id, text); }

void Session::reset() { choices_.settings = preset(choices_.preset).settings; }

void Session::start(Paint paint) {
  if (worker_) {
    throw std::logic_error("a painting runs already");
  }
  phase_ = Phase::painting;
  worker_ = std::make_unique<Worker>(std::move(paint));
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
  }
}

Session::News Session::poll() {
  News news;
  if (worker_) {
    Worker::Letters letters = worker_->take();
    news.progress = std::move(letters.progress);
    news.preview = std::move(letters.preview);
    if (letters.ended) {
      // Cancelled too late to be noticed is cancelled all the same.
      const bool cancelled = letters.cancelled || worker_->asked() == Wish::cancel;
      worker_.reset();
      phase_ = cancelled || !letters.error.empty() ? Phase::choosing : Phase::painted;
      if (!cancelled) {
        news.error = std::move(letters.error);
      }
    }
  }
  news.phase = phase_;
  return news;
}

}  // namespace neural_style::ui
