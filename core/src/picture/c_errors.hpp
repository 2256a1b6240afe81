// libpng and libjpeg report errors by a function that must not return; longjmp is the way out that they document.
#pragma once

#include <csetjmp>

namespace neural_style {

/// Runs `work`; false if it left by std::longjmp to `jump`. `work` must have no local with a destructor alive in a call
/// that may jump: what it fills lives outside.
template <typename Work>
[[nodiscard]] bool finishes(std::jmp_buf& jump, const Work& work) {
  if (setjmp(jump) != 0) {  // NOLINT(*-array-to-pointer-decay): what jmp_buf is made for
    return false;
  }
  work();
  return true;
}

/// The way out of a library's error function.
[[noreturn]] inline void leave(std::jmp_buf& jump) {
  std::longjmp(jump, 1);  // NOLINT(*-array-to-pointer-decay): what jmp_buf is made for
}

}  // namespace neural_style
