// What is done with models, on a thread of its own: reading one, or a download, takes from seconds to many minutes.
#pragma once

#include <atomic>
#include <cstdint>
#include <filesystem>
#include <functional>
#include <mutex>
#include <optional>
#include <string>
#include <thread>

namespace neural_style::ui {

/// All functions are called on the main thread; nothing is ever called back. One thing is done at a time: what begins
/// one is called only while none is, and throws std::logic_error otherwise.
class ModelWork {
 public:
  enum class Task : std::uint8_t { import, fetch, verify, remove };

  struct Bytes {
    std::uintmax_t done = 0;
    std::uintmax_t total = 0;  ///< 0: nobody knows
  };

  /// What is new since the last poll().
  struct News {
    bool working = false;
    Task task = Task::import;    ///< the one that is done, or was
    std::optional<Bytes> bytes;  ///< of a download, the newest
    std::string done;            ///< the sentence for what has been done, told once
    std::string model;           ///< the name of the model that then is there
    std::string error;           ///< the sentence for what could not be, likewise
  };

  ModelWork() = default;
  ModelWork(const ModelWork&) = delete;
  ModelWork& operator=(const ModelWork&) = delete;
  ModelWork(ModelWork&&) = delete;
  ModelWork& operator=(ModelWork&&) = delete;
  /// Cancels, and waits for the end.
  ~ModelWork();

  void import_file(const std::filesystem::path& file);
  /// One of the published ones, by its address, or any other.
  void fetch(const std::string& address);
  void verify(const std::string& name);
  void remove(const std::string& name);

  /// A download ends soon; what came stays for the next one to go on from. All else cannot be ended, and is short.
  void cancel() { cancelled_ = true; }

  News poll();

 private:
  struct Done {
    std::string sentence;
    std::string model;  ///< "" if there is none to show
  };

  void begin(Task task, std::function<Done()> work);
  Done download(const std::string& address);

  std::atomic<bool> cancelled_ = false;
  bool working_ = false;
  std::mutex mutex_;
  News letters_;  // guarded by mutex_
  std::jthread thread_;
};

}  // namespace neural_style::ui
