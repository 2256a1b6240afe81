#!/usr/bin/env bash
# install/demo says so when GIMP makes no picture, and keeps the one that is there.
# shellcheck source=tests/install/support.bash
. "$(dirname "$0")/support.bash"

# GIMP's exit status says nothing about a script's success.
printf '#!/bin/sh\necho "batch command experienced an execution error"\n' > "$WORK/gimp-console-2.10"
chmod +x "$WORK/gimp-console-2.10"
identity() { stat --format '%i %Y %s' "$source/demo/demo.png" 2> /dev/null || echo none; }
before=$(identity)
PATH=$WORK:$PATH expect_failure "GIMP made no picture" "$source/install/demo"
[[ $(identity) == "$before" ]] || fail "demo.png was touched"
[[ -z $(find "$source/demo" -name '.demo.*') ]] || fail "something was left in demo/"
