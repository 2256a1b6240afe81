# How everything is compiled: what is warned of, what protects users from mistakes that are left, and, for tests, what
# finds such mistakes.
set(NEURAL_STYLE_SANITIZE "" CACHE STRING "Sanitizers to build with, as -fsanitize takes them: address,undefined or thread")

option(NEURAL_STYLE_COVERAGE "Count which lines are run (tests/coverage)" OFF)

add_compile_options(-Wall -Wextra -Wpedantic -Wconversion -Wshadow)
if(CMAKE_CXX_COMPILER_ID STREQUAL GNU AND CMAKE_CXX_COMPILER_VERSION VERSION_LESS 13)
  # It sees an overlap in "text" + std::string where there is none (GCC bug 105651).
  add_compile_options(-Wno-restrict)
endif()
if(NEURAL_STYLE_WERROR)
  add_compile_options(-Werror)
endif()

if(NEURAL_STYLE_COVERAGE)
  # --coverage would be the same, but could not be taken back for a source: GCC has it come last. With -pthread GCC counts
  # for several threads, as it would with -fprofile-update=atomic, which ccache does not know. Half optimised, what counts
  # compiles in two thirds of the time; it is counting that slows it down.
  set(NEURAL_STYLE_COUNTING -fprofile-arcs -ftest-coverage -pthread -O1)
  add_compile_options(${NEURAL_STYLE_COUNTING})
  add_link_options(--coverage)
endif()

if(NEURAL_STYLE_SANITIZE)
  # The standard library's own checks of what is out of range come along. What sanitizers add makes GCC see values
  # without a beginning where there are none.
  add_compile_options(-O1 -fsanitize=${NEURAL_STYLE_SANITIZE} -fno-sanitize-recover=all -fno-omit-frame-pointer -g1
                      -D_GLIBCXX_ASSERTIONS -Wno-maybe-uninitialized)
  add_link_options(-fsanitize=${NEURAL_STYLE_SANITIZE})
else()
  # As Debian hardens its packages (dpkg-buildflags, hardening=+all), and the checks of the stack and of jumps beside.
  # tests/install/hardened.bash looks at what came of it.
  add_compile_options(-fstack-protector-strong -fstack-clash-protection -Wformat -Werror=format-security)
  if(CMAKE_BUILD_TYPE MATCHES "Rel")
    add_compile_options(-U_FORTIFY_SOURCE -D_FORTIFY_SOURCE=2)  # needs optimization
  endif()
  if(CMAKE_SYSTEM_PROCESSOR MATCHES "x86_64|amd64|AMD64")
    add_compile_options(-fcf-protection)
  endif()
  add_link_options(-Wl,-z,relro -Wl,-z,now -Wl,-z,noexecstack)
endif()

# For add_compile_options() of what computes nothing itself: it compiles in two thirds of the time.
set(NEURAL_STYLE_COMPUTES_NOTHING "$<$<CONFIG:Release,RelWithDebInfo>:-O1>")
