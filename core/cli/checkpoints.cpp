#include "cli/checkpoints.hpp"

#include <system_error>
#include <utility>

#include "neural_style/error.hpp"

namespace neural_style::cli {

Checkpoints::Checkpoints(std::filesystem::path file, Minutes every) : file_(std::move(file)), every_(every) {
  check_state_writable(file_);
}

void Checkpoints::write(const RunState& state) {
  written_at_ = std::chrono::steady_clock::now();
  state.write(file_);
}

void Checkpoints::remove() const {
  std::error_code error;
  std::filesystem::remove(file_, error);
  if (error) {
    throw Error("The checkpoint \"" + file_.string() + "\" cannot be removed: " + error.message() + ".");
  }
}

Result paint(const Request& request, const std::filesystem::path& checkpoint, ProgressDisplay& display,
             Observer& observer) {
  if (std::error_code unknown; !std::filesystem::exists(checkpoint, unknown)) {
    return stylize(request, observer);
  }
  display.say("Going on from the checkpoint \"" + checkpoint.string() + "\".");
  return resume(checkpoint, request, observer);
}

}  // namespace neural_style::cli
