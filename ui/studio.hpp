// What a dialog asks of whoever reads the editor's pictures for it.
#pragma once

#include <cstddef>
#include <cstdint>
#include <functional>
#include <optional>
#include <string>

#include "neural_style/error.hpp"
#include "neural_style/observer.hpp"
#include "ui/choices.hpp"

namespace neural_style::ui {

/// Paints and keeps what came of it to itself; runs on a thread of its own.
using Paint = std::function<void(Observer&)>;

/// What a sentence is about, so that it can stand beside that.
enum class Topic : std::uint8_t {
  style,     ///< the style picture
  size,      ///< the size of the painting, and what else decides how much memory it takes
  painting,  ///< the painting itself
};

/// Choices that cannot be painted.
class Trouble : public Error {
 public:
  Trouble(Topic topic, const std::string& sentence) : Error(sentence), topic_(topic) {}
  [[nodiscard]] Topic topic() const { return topic_; }

 private:
  Topic topic_;
};

/// How much of the machine a painting takes.
struct Needs {
  std::size_t memory = 0;     ///< bytes, at its peak
  std::size_t limit = 0;      ///< bytes that it may take
  bool fit = true;            ///< what does not is refused
  int largest_long_side = 0;  ///< pixels of the largest painting that fits; 0: none does
};

/// All functions are called on the thread that the dialog runs on, the host's main thread.
class Studio {
 public:
  Studio() = default;
  Studio(const Studio&) = delete;
  Studio& operator=(const Studio&) = delete;
  Studio(Studio&&) = delete;
  Studio& operator=(Studio&&) = delete;
  virtual ~Studio() = default;

  /// Quick: nothing is read for it.
  virtual Needs needs(const Choices& choices) = 0;

  /// The choices that the layer was painted with, if it is a painting of this filter that can be gone on from.
  [[nodiscard]] virtual std::optional<Choices> earlier() const = 0;

  /// Reads what painting needs and has not been read yet, and returns what then paints. Nothing that it returned before
  /// may run any more. Throws Trouble if the choices cannot be painted: the person can mend them.
  virtual Paint prepare(const Choices& choices) = 0;

  /// The person wants to have these choices painted, not only shown.
  virtual void decided(const Choices& choices) = 0;
};

}  // namespace neural_style::ui
