# What the tests in this folder share; they source it first. CMakeLists.txt sets HOME, WORK and NEURAL_STYLE_BUILD.
# shellcheck shell=bash
set -euo pipefail

# The folder of the sources, one of this test's own, empty, and the one with the user's plug-ins.
# shellcheck disable=SC2034
source=$(cd "$(dirname "${BASH_SOURCE[0]}")/../.." && pwd)
rm -rf "$WORK"
mkdir -p "$WORK"
# shellcheck source=install/gimps.bash
. "$source/install/gimps.bash"
gimp=$(built_gimps "$NEURAL_STYLE_BUILD" | head -n 1)
# shellcheck disable=SC2034
plugins=$(gimp_folder "$gimp")/plug-ins

fail() {
  echo "FAILED: $*" >&2
  exit 1
}

# expect_failure TEXT COMMAND...: the command must fail and name TEXT.
expect_failure() {
  local text=$1 said
  shift
  if said=$("$@" 2>&1); then
    fail "this succeeded: $*"
  fi
  [[ $said == *"$text"* ]] || fail "$* said: $said"
}

# tree FOLDER: all that is in it but caches, with checksums.
tree() { (cd "$1" && find . -name .cache -prune -o -type l -printf '%p -> %l\n' -o -type f -exec sha256sum {} + -o -print | sort); }

# paint SCHEME: runs it in GIMP after demo/paint.scm; prints what GIMP says.
paint() {
  gimp_command "$gimp" "(begin (load \"$source/demo/paint.scm\") $1)"
  "${command[@]}" 2>&1 || true
}
