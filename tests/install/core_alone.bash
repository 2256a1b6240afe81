#!/usr/bin/env bash
# The core builds without GIMP, GLib and GTK, and passes its own tests that way.
# shellcheck source=tests/install/support.bash
. "$(dirname "$0")/support.bash"

werror=$(sed -n 's/^NEURAL_STYLE_WERROR:BOOL=//p' "$NEURAL_STYLE_BUILD/CMakeCache.txt")
# Kept between runs: only what has changed is built. Beside the other, so that ccache sees the same paths.
export NEURAL_STYLE_BUILD=$NEURAL_STYLE_BUILD-core-alone
"$source/install/build" -DNEURAL_STYLE_PLUGIN=OFF -DNEURAL_STYLE_WERROR="$werror" --target core/all core_tests
if grep --extended-regexp 'gimp-[23]\.0|gtk-[23]\.0|glib-2\.0' "$NEURAL_STYLE_BUILD/build.ninja"; then
  fail "the core is built with GIMP, GTK or GLib"
fi
"$(find "$NEURAL_STYLE_BUILD" -name core_tests -type f)"
