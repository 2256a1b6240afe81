// A terminal that the program shows its progress on.
#pragma once

#include <poll.h>
#include <pty.h>
#include <unistd.h>

#include <array>
#include <cstddef>
#include <stdexcept>
#include <string>

namespace neural_style {

class Terminal {
 public:
  explicit Terminal(unsigned short columns) {
    winsize size{25, columns, 0, 0};
    if (openpty(&master_, &slave_, name_.data(), nullptr, &size) != 0) {
      throw std::runtime_error("no terminal");
    }
  }
  Terminal(const Terminal&) = delete;
  Terminal& operator=(const Terminal&) = delete;
  Terminal(Terminal&&) = delete;
  Terminal& operator=(Terminal&&) = delete;
  ~Terminal() {
    close(slave_);
    close(master_);
  }

  /// Its file.
  [[nodiscard]] const char* name() const { return name_.data(); }

  /// All that it has been sent so far.
  [[nodiscard]] const std::string& shown() {
    std::array<char, 4096> buffer{};
    for (pollfd waiting{master_, POLLIN, 0}; poll(&waiting, 1, 0) == 1;) {
      shown_.append(buffer.data(), static_cast<std::size_t>(read(master_, buffer.data(), buffer.size())));
    }
    return shown_;
  }

 private:
  int master_ = -1;
  int slave_ = -1;
  std::array<char, 64> name_{};
  std::string shown_;
};

}  // namespace neural_style
