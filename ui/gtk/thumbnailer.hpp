// Decodes thumbnails on a thread of its own, so that no large picture makes a dialog wait.
#pragma once

#include <condition_variable>
#include <deque>
#include <filesystem>
#include <mutex>
#include <thread>
#include <vector>

#include "ui/gtk/pixbuf.hpp"

namespace neural_style::ui::gtk {

/// All functions are called on the main thread; nothing is ever called back.
class Thumbnailer {
 public:
  struct Made {
    std::filesystem::path file;
    Pixbuf picture;  ///< empty if decoded_thumbnail() makes none
  };

  explicit Thumbnailer(int side) : side_(side) {}

  /// Adds a file to what is to be done.
  void ask(const std::filesystem::path& file);
  /// What was made since the last call.
  std::vector<Made> take();

 private:
  void work(const std::stop_token& stop);

  const int side_;
  std::mutex mutex_;
  std::condition_variable_any asked_;
  std::deque<std::filesystem::path> to_do_;  // guarded by mutex_
  std::vector<Made> made_;                   // guarded by mutex_
  // Last: the others are there when it starts. Ends, once the picture at hand is done, with this object.
  std::jthread thread_{[this](const std::stop_token& stop) { work(stop); }};
};

}  // namespace neural_style::ui::gtk
