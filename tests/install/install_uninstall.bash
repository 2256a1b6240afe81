#!/usr/bin/env bash
# install/uninstall removes what was installed, leaves what is the user's, and says which is which.
# shellcheck source=tests/install/support.bash
. "$(dirname "$0")/support.bash"

changed=$HOME/.local/share/neural-style/models/README.md
echo "a note of the user's" >> "$changed"
said=$("$source/install/uninstall")
[[ $said == *"changed since: $changed"* ]] || fail "it did not name the changed file: $said"
[[ $(find "$HOME/.local" ! -type d) == "$changed" ]] || fail "left behind: $(find "$HOME/.local" ! -type d)"
[[ $(find "$plugins" ! -type d) == "$plugins/neural-style/notes.txt" ]] || fail "plug-ins: $(find "$plugins")"
expect_failure "Nothing to remove" "$source/install/uninstall"

expect_failure "$changed is in the way" "$source/install/user"
rm -r "$HOME/.local"
"$source/install/user" --prefix "$WORK/a prefix"
"$source/install/uninstall" --prefix "$WORK/a prefix"
[[ -z $(ls -A "$WORK") ]] || fail "left behind: $(find "$WORK")"
[[ $(find "$plugins" ! -type d) == "$plugins/neural-style/notes.txt" ]] || fail "plug-ins: $(find "$plugins")"
