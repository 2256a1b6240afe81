#!/usr/bin/env bash
# The filter in the editor that is the example for others: example_host.bash PROGRAM, from tests/plugin/CMakeLists.txt.
# shellcheck source=tests/install/support.bash
. "$(dirname "$0")/../install/support.bash"
program=$1

cd "$WORK"
convert "$source/demo/chelsea.png" -resize 96x64! photo.png
convert "$source/demo/street_in_auvers.png" -resize 64x64! style.png
quick='evaluations=3 coarse_evaluations=3 scales=1 precision=float32'

# change GEOMETRY: how far the pixels there were changed, on average of 65535.
change() {
  local value
  value=$(compare -metric MAE -extract "$1" photo.png painted.png null: 2>&1 || true)
  printf '%.0f\n' "${value%% *}"
}

"$program" photo.png style.png painted.png "$quick"
[[ $(identify -format '%wx%h' painted.png) == 96x64 ]] || fail "the result has another size"
[[ $(change 96x64+0+0) -gt 100 ]] || fail "nothing was painted"

"$program" photo.png style.png painted.png "$quick" 32 16 32 32
[[ $(change 32x32+32+16) -gt 100 ]] || fail "nothing was painted in the selection"
[[ $(change 32x64+0+0) -eq 0 ]] || fail "something was painted outside the selection"

rm painted.png
expect_failure "nothing.png" "$program" photo.png nothing.png painted.png
expect_failure "strength" "$program" photo.png style.png painted.png strength=7
[[ ! -e painted.png ]] || fail "a picture was written after a failure"
