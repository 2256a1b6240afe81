#!/usr/bin/env bash
# The example in README.md is the one that install_library builds.
# shellcheck source=tests/install/support.bash
. "$(dirname "$0")/support.bash"

# shellcheck disable=SC2016
sed -n '/^```cpp$/,/^```$/p' "$source/README.md" | sed '1d;$d' > "$WORK/example.cpp"
diff "$WORK/example.cpp" "$source/core/examples/stylize_file.cpp" || fail "README.md shows another stylize_file.cpp"
