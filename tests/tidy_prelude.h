// Included by tests/tidy before each source, so that clang 14 can read LibTorch's headers in C++20.
// c10::IValue holds a std::vector of itself. libstdc++ 12 declares that vector's members constexpr, and clang 14, unlike
// GCC, then instantiates them before IValue is complete. So clang gets a std::vector whose members are not constexpr.
#include <memory>
#include <string>
#undef _GLIBCXX20_CONSTEXPR
#define _GLIBCXX20_CONSTEXPR
// Declared constexpr in a header above, so it cannot be defined otherwise here; nothing is linked.
#define __fill_a1 __fill_a1_of_bits
#include <vector>
#undef __fill_a1
#undef _GLIBCXX20_CONSTEXPR
#define _GLIBCXX20_CONSTEXPR constexpr
