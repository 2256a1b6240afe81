// The sentence of an Error that is expected.
#pragma once

#include <gtest/gtest.h>

#include <string>

#include "neural_style/error.hpp"

namespace neural_style {

/// What the Error that `work` throws says; fails the test and gives "" if it throws none.
template <class Work>
std::string error_text(const Work& work) {
  try {
    work();
  } catch (const Error& error) {
    return error.what();
  }
  ADD_FAILURE() << "expected an Error";
  return {};
}

}  // namespace neural_style
