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

missing=0
while IFS=: read -r file link; do
  link=${link#](}
  link=${link%)}
  [[ $link == *://* || $link == \#* ]] && continue
  if [[ ! -e $(dirname "$file")/${link%%#*} ]]; then
    echo "$file leads to $link, which is not there." >&2
    missing=1
  fi
done < <(grep --only-matching --with-filename --extended-regexp '\]\([^) ]+\)' README.md CONTRIBUTING.md CHANGELOG.md SECURITY.md \
  docs/*.md docs/zh_CN/*.md ./*/README.md)
exit $missing
