# What the tests in this folder share; they source it first. CMakeLists.txt sets HOME, WORK and NEURAL_STYLE_BUILD.
# shellcheck shell=bash
set -euo pipefail

# The folder of the sources, one of this test's own, empty, and the one with the user's plug-ins.
# shellcheck disable=SC2034
source=$(cd "$(dirname "${BASH_SOURCE[0]}")/../.." && pwd)
rm -rf "$WORK"
mkdir -p "$WORK"
# shellcheck disable=SC2034
plugins=$HOME/.config/GIMP/2.10/plug-ins

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
  LC_ALL=C.UTF-8 gimp-console-2.10 --no-interface --no-data --no-fonts \
    --batch "(load \"$source/demo/paint.scm\") $1" --batch '(gimp-quit 0)' 2>&1
}
