#!/usr/bin/env bash
# The examples build against the installed library, as a project of its own, and paint.
# shellcheck source=tests/install/support.bash
. "$(dirname "$0")/support.bash"

cmake -S "$source/core/examples" -B "$WORK/build" -G Ninja -DCMAKE_PREFIX_PATH="$HOME/.local"
cmake --build "$WORK/build"
convert "$source/demo/chelsea.png" -resize 96x64! "$WORK/photograph.png"
convert "$source/demo/street_in_auvers.png" -resize 96x96! "$WORK/style.png"
"$WORK/build/stylize_file" "$WORK/photograph.png" "$WORK/style.png" "$WORK/painting.png"
[[ $(identify -format '%wx%h' "$WORK/painting.png") == 96x64 ]] || fail "the painting has another size"
said=$("$WORK/build/watch" "$WORK/photograph.png" "$WORK/style.png" "$WORK/watched.png" 3600)
[[ $said == *"100 %"*"done after"* ]] || fail "the example that watches said: $said"
said=$("$WORK/build/watch" "$WORK/photograph.png" "$WORK/style.png" "$WORK/stopped.png" 0.001)
[[ $said == *"stopped after"* ]] || fail "the example that stops said: $said"
[[ $(identify -format '%wx%h' "$WORK/stopped.png") == 96x64 ]] || fail "the painting that was stopped has another size"
expect_failure "nothing.png" "$WORK/build/stylize_file" "$WORK/photograph.png" "$WORK/nothing.png" "$WORK/none.png"
[[ ! -e $WORK/none.png ]] || fail "a picture was written without a style"
