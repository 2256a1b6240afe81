// libpng and libjpeg report errors by a function that must not return; longjmp is the way out that they document.
#pragma once

#include <csetjmp>

namespace neural_style {

/// Runs `work`; false if it left by std::longjmp to `jump`. `work` must have no local with a destructor alive in a call
/// that may jump: what it fills lives outside.
template <typename Work>
[[nodiscard]] bool finishes(std::jmp_buf& jump, const Work& work) {
  if (setjmp(jump) != 0) {  // NOLINT(cert-err52-cpp): see above
    return false;
  }
  work();
  return true;
}

}  // namespace neural_style
