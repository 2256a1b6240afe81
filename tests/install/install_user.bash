#!/usr/bin/env bash
# install/user installs for the user, overwrites nothing of theirs, and can be run again.
# shellcheck source=tests/install/support.bash
. "$(dirname "$0")/support.bash"

rm -rf "$HOME"
# GIMP 3 makes .local/share when it is asked for its version.
mkdir -p "$HOME/.local/bin" "$HOME/.local/share" "$plugins/neural-style"
echo "the user's own" > "$HOME/.local/bin/neural-style"
echo "the user's own" > "$plugins/neural-style/notes.txt"
before=$(tree "$HOME")
expect_failure "$HOME/.local/bin/neural-style is in the way" "$source/install/user"
[[ $(tree "$HOME") == "$before" ]] || fail "a refused installation changed something"
rm "$HOME/.local/bin/neural-style"

"$source/install/user"
[[ -x $plugins/neural-style/neural-style ]] || fail "the plug-in is not in GIMP's folder"
[[ -f $HOME/.local/include/neural_style/stylize.hpp ]] || fail "the headers are missing"
for style in "$HOME"/.local/share/neural-style/styles/{great_wave.png,street_in_auvers.png,README.md}; do
  [[ -f $style ]] || fail "there is no $style"
done
models=$(cd / && "$HOME/.local/bin/neural-style" models list)
[[ $models == *"$HOME/.local/share/neural-style/models/"* ]] || fail "it found another model: $models"
# What is installed here lies in the build folder, too, so readelf's headings name that.
installed=("$HOME/.local/bin/neural-style" "$plugins/neural-style/neural-style" "$HOME"/.local/lib/*.so)
if LC_ALL=C readelf --dynamic "${installed[@]}" | sed '/^File: /d' | grep --fixed-strings "$NEURAL_STYLE_BUILD"; then
  fail "what is installed looks for its libraries in the build folder"
fi

first=$(tree "$HOME")
"$source/install/user"
[[ $(tree "$HOME") == "$first" ]] || fail "a second installation changed something"
