#!/usr/bin/env bash
# The Debian packages: made by install/deb, seen by lintian, then installed, used and removed in a Debian that has nothing
# else. packages.bash [SUITE]: those of another release than this system's, made in tests/debian's.
set -euo pipefail
source=$(cd "$(dirname "${BASH_SOURCE[0]}")/../.." && pwd)
# shellcheck source=/dev/null
suite=${1:-$(. /etc/os-release && echo "$VERSION_CODENAME")}
cache=${XDG_CACHE_HOME:-$HOME/.cache}/neural-style

"$source/install/prepare" deb lint-deb
if [[ $# -eq 0 ]]; then
  werror=$(sed -n 's/^NEURAL_STYLE_WERROR:BOOL=//p' "$NEURAL_STYLE_BUILD/CMakeCache.txt")
  "$source/install/deb" -DNEURAL_STYLE_WERROR="$werror"  # as what ccache has
  packages=$NEURAL_STYLE_BUILD-deb/packages
else
  "$source/tests/debian" "$suite" install/deb -DNEURAL_STYLE_WERROR=ON
  packages=$cache/$suite/build-deb/packages
fi
echo "lintian:"
lintian --allow-root --fail-on error --tag-display-limit 0 "$packages"/*.deb
NEURAL_STYLE_BUILD=$packages "$source/tests/debian" --fresh "$suite" tests/install/packages_used.bash
