// What goes wrong, in words for the user.
#pragma once

#include <stdexcept>

#include "neural_style/translation.hpp"

namespace neural_style {

/// Every exception this library throws on bad input or a failing machine derives from Error. what() is one or two
/// sentences, fit to be shown to the user as they are: what is wrong, and what to do about it. They are in English, or
/// in the user's language where the host wants that (translation.hpp).
/// Breaking a documented precondition (an index out of range, say) is a programmer's mistake and throws
/// std::logic_error instead.
class Error : public std::runtime_error {
 public:
  using std::runtime_error::runtime_error;
};

/// The Observer asked to cancel: nothing is kept.
class Cancelled : public Error {
 public:
  Cancelled() : Error(tr("Cancelled.")) {}
};

}  // namespace neural_style
