#!/usr/bin/env bash
# What is installed can be moved elsewhere as a whole, and needs no environment.
# shellcheck source=tests/install/support.bash
. "$(dirname "$0")/support.bash"

cp --archive "$HOME/.local" "$WORK/elsewhere"
models=$(cd / && env --ignore-environment "$WORK/elsewhere/bin/neural-style" models list)
[[ $models == *"$WORK/elsewhere/share/neural-style/models/"* ]] || fail "it found another model: $models"
convert "$source/demo/chelsea.png" -resize 64x48! "$WORK/photograph.png"
env --ignore-environment "$WORK/elsewhere/bin/neural-style" \
  stylize "$WORK/photograph.png" "$source/demo/great_wave.png" -o "$WORK/painting.png"
[[ $(identify -format '%wx%h' "$WORK/painting.png") == 64x48 ]] || fail "the painting has another size"
