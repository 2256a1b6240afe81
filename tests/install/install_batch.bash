#!/usr/bin/env bash
# demo/paint.scm paints a folder of photographs with the installed filter, as README.md shows.
# shellcheck source=tests/install/support.bash
. "$(dirname "$0")/support.bash"

photos="$WORK/photos of Zoë"
painted=$WORK/painted
mkdir "$photos" "$painted"
convert "$source/demo/chelsea.png" -resize 96x64! "$photos/cat.png"
convert "$source/demo/coffee.png" -resize 64x96! "$photos/cup of coffee.2.jpg"
convert "$source/demo/street_in_auvers.png" -resize 96x96! "$WORK/style.png"

paint "(paint-folder \"$photos/*\" \"$WORK/style.png\" \"$painted\")"
[[ $(identify -format '%wx%h' "$painted/cat.png") == 96x64 ]] || fail "cat.png has another size"
[[ $(identify -format '%wx%h' "$painted/cup of coffee.2.png") == 64x96 ]] || fail "cup of coffee.2.png has another size"
change=$(compare -metric RMSE "$photos/cat.png" "$painted/cat.png" null: 2>&1 || true)
awk -v change="${change%% *}" 'BEGIN { exit !(change > 0.02 * 65535) }' || fail "cat.png was hardly painted: $change"

before=$(stat --format %y "$painted"/*)
rm "$painted/cat.png"
paint "(paint-folder \"$photos/*\" \"$WORK/style.png\" \"$painted\")"
[[ -f $painted/cat.png ]] || fail "a second run did not paint what was missing"
[[ $before == *"$(stat --format %y "$painted/cup of coffee.2.png")"* ]] || fail "a second run painted what was there"

head -c 60 "$source/demo/coffee.png" > "$photos/broken.png"
rm "$painted"/*
said=$(paint "(paint-folder \"$photos/*\" \"$WORK/style.png\" \"$painted\")")
[[ $said == *"$photos/broken.png was not painted"* ]] || fail "a broken picture was not reported: $said"
[[ $said == *"not painted, see above: 1"* ]] || fail "the batch did not end with an error: $said"
[[ $(cd "$painted" && echo *) == "cat.png cup of coffee.2.png" ]] || fail "there is: $(ls "$painted")"

rm "$painted"/*
said=$(paint "(paint-folder \"$photos/*\" \"$WORK/nothing.png\" \"$painted\")")
[[ $said == *"batch command experienced an execution error"* ]] || fail "a missing style was not reported: $said"
[[ $said == *"$WORK/nothing.png"* ]] || fail "the missing style was not named: $said"
[[ -z $(ls "$painted") ]] || fail "a picture was written without a style"
