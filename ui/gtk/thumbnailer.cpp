// See thumbnailer.hpp.
#include "ui/gtk/thumbnailer.hpp"

#include <utility>

#include "ui/gtk/thumbnail.hpp"

namespace neural_style::ui::gtk {

void Thumbnailer::ask(const std::filesystem::path& file) {
  const std::lock_guard lock(mutex_);
  to_do_.push_back(file);
  asked_.notify_one();
}

std::vector<Thumbnailer::Made> Thumbnailer::take() {
  const std::lock_guard lock(mutex_);
  return std::exchange(made_, {});
}

void Thumbnailer::work(const std::stop_token& stop) {
  std::unique_lock lock(mutex_);
  while (asked_.wait(lock, stop, [this] { return !to_do_.empty(); }) && !stop.stop_requested()) {
    const std::filesystem::path file = std::move(to_do_.front());
    to_do_.pop_front();
    lock.unlock();
    Pixbuf picture = decoded_thumbnail(file.c_str(), side_);
    lock.lock();
    made_.push_back({file, std::move(picture)});
  }
}

}  // namespace neural_style::ui::gtk
