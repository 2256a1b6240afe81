#!/usr/bin/env bash
# The manual says what the program says, shows a picture of every setting that has one, and leads nowhere that is not there.
# shellcheck source=tests/install/support.bash
. "$(dirname "$0")/support.bash"

"$source/docs/make_settings" --check
cd "$source"
while read -r setting; do
  [[ -s docs/pictures/$setting.jpg ]] || fail "docs/pictures/$setting.jpg is missing: docs/make_pictures $setting"
done < <(sed -n 's/^ *\([a-z_]*\)) .*show \1 .*/\1/p' docs/make_pictures)
bytes=$(cat docs/pictures/*.jpg | wc --bytes)
[[ $bytes -lt 3000000 ]] || fail "the pictures in docs/pictures take $bytes bytes"

# The gallery shows all of its pictures, each with commands that leave it and that the program knows.
painted=$(basename --suffix=.jpg --multiple docs/gallery/*.jpg)
for page in docs/gallery/README.md docs/zh_CN/gallery.md; do
  [[ $(sed -n 's|^!\[.*[(/]\([a-z]*\)\.jpg)$|\1|p' $page | sort) == "$painted" ]] || fail "$page shows other pictures than docs/gallery has"
  # shellcheck disable=SC2016
  sed -n '/^```sh$/,/^```$/p' $page | sed ':line; /\\$/ { N; s/\\\n//; b line }' > "$WORK/$(basename $page)"
done
diff "$WORK/README.md" "$WORK/gallery.md" || fail "the gallery has other commands in Chinese"
for picture in $painted; do
  grep --quiet --word-regexp "$picture\.png" "$WORK/README.md" || fail "the gallery does not say how $picture is painted"
done
while read -r _ command arguments; do
  help=$("$NEURAL_STYLE_BUILD/bin/neural-style" "$command" --help)
  while read -r option; do
    grep --quiet --word-regexp -e "$option" <<< "$help" || fail "neural-style $command has no option $option, of which the gallery tells"
  done < <(grep --only-matching --extended-regexp -e '--[a-z-]+' <<< "$arguments")
done < <(grep '^neural-style' "$WORK/README.md")
bytes=$(cat docs/gallery/*.jpg | wc --bytes)
[[ $bytes -lt 3000000 ]] || fail "the pictures in docs/gallery take $bytes bytes"

pages=(README.md CONTRIBUTING.md CHANGELOG.md SECURITY.md docs/*.md docs/*/*.md ./*/README.md)
# Rows that a gap parts from their heading are shown as text.
awk '!/^\|/ { if (rows == 1) stray = 1; rows = 0 }
  /^\|/ && ++rows == 2 && !/^[|: -]+$/ { stray = 1 }
  stray { print FILENAME ":" FNR - 1 ": a row without a table"; stray = 0; found = 1 }
  END { exit found }' "${pages[@]}" >&2 || fail "a table is broken"

missing=0
while IFS=: read -r file link; do
  link=${link#](}
  link=${link%)}
  [[ $link == *://* || $link == \#* ]] && continue
  if [[ ! -e $(dirname "$file")/${link%%#*} ]]; then
    echo "$file leads to $link, which is not there." >&2
    missing=1
  fi
done < <(grep --only-matching --with-filename --extended-regexp '\]\([^) ]+\)' "${pages[@]}")
exit $missing
