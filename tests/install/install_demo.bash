#!/usr/bin/env bash
# install/demo says so when GIMP makes no picture, and keeps the one that is there.
# shellcheck source=tests/install/support.bash
. "$(dirname "$0")/support.bash"

# GIMP's exit status says nothing about a script's success.
for console in gimp-console-2.10 gimp-console-3; do
  # shellcheck disable=SC2016
  printf '#!/bin/sh\n[ "$1" != --version ] || exec "%s" --version\necho "batch command experienced an execution error"\n' \
    "$(command -v "$console")" > "$WORK/$console"
  chmod +x "$WORK/$console"
done
identity() { stat --format '%i %Y %s' "$source/demo/demo.png" 2> /dev/null || echo none; }
before=$(identity)
PATH=$WORK:$PATH expect_failure "GIMP made no picture" "$source/install/demo"
[[ $(identity) == "$before" ]] || fail "demo.png was touched"
[[ -z $(find "$source/demo" -name '.demo.*') ]] || fail "something was left in demo/"
