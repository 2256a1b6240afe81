#!/usr/bin/env bash
# In a Debian that has nothing else, as root: installs the packages that are in NEURAL_STYLE_BUILD, uses the program, the
# filter and the library, and removes them. packages.bash runs it.
set -euo pipefail
export DEBIAN_FRONTEND=noninteractive
work=$(mktemp --directory)

fail() {
  echo "FAILED: $*" >&2
  exit 1
}
quietly() { "$@" > "$work/log" 2>&1 || { cat "$work/log" >&2 && fail "$*"; }; }
install() { quietly apt-get install --quiet --yes --no-install-recommends "$@"; }

packages=("$NEURAL_STYLE_BUILD"/*.deb)
[[ ${#packages[@]} -eq 6 ]] || fail "there are not six packages: ${packages[*]}"
quietly apt-get update --quiet
before=$(find /usr -name '*neural*style*' | sort)
[[ -z $before ]] || fail "this Debian is not fresh: $before"
install "${packages[@]}"

cp demo/chelsea.png demo/street_in_auvers.png demo/paint.scm core/examples/* "$work"
cd "$work"
neural-style stylize chelsea.png street_in_auvers.png -o program.png --size 96 --settings 'evaluations=5 coarse_evaluations=5'
mpirun -np 2 --oversubscribe --allow-run-as-root neural-style stylize chelsea.png street_in_auvers.png -o mural.png --size 180 \
  --scales 1 --settings 'evaluations=3'
[[ -s mural.png ]] || fail "two processes have painted nothing"
neural-style models verify
for file in man/man1/neural-style.1.gz bash-completion/completions/neural-style fish/vendor_completions.d/neural-style.fish \
  zsh/vendor-completions/_neural-style metainfo/org.gimp.GIMP.Plugin.NeuralStyle.metainfo.xml; do
  [[ -s /usr/share/$file ]] || fail "there is no /usr/share/$file"
done

# GIMP's exit status says nothing, the picture does.
# shellcheck source=install/gimps.bash
. /src/install/gimps.bash
gimp=gimp2
command -v gimp-console-2.10 > /dev/null || gimp=gimp3
export HOME=$work/home
mkdir "$HOME"
gimp_command $gimp "(begin (load \"paint.scm\") (paint-file \"program.png\" \"street_in_auvers.png\" \"filter.png\"))"
"${command[@]}" > gimp.log 2>&1 || true
[[ -s filter.png ]] || { cat gimp.log && fail "GIMP has painted nothing"; }
# GIMP 3 hangs up on a plug-in that has given its result, and libgimp says goodbye after that: GIMP's own file-png fails to do
# so in about half of its runs, as tests/gimp/versions.py knows, too.
grep --ignore-case neural gimp.log | grep --invert-match 'LibGimp-WARNING .*: gimp_flush(): error: Broken pipe$' &&
  fail "GIMP complains of the filter"
cmp --silent program.png filter.png && fail "GIMP has painted nothing new"

install cmake make g++
cmake -S . -B build > cmake.log || { cat cmake.log && fail "the example cannot be configured"; }
quietly make -C build
build/stylize_file filter.png street_in_auvers.png library.png
[[ -s library.png ]] || fail "the example has painted nothing"

quietly apt-get purge --quiet --yes '?name(neural-style)'
left=$(find /usr /etc /var/lib/dpkg/info -name '*neural*style*' | sort)
[[ -z $left ]] || fail "this is left after the removal: $left"
ldconfig --print-cache | grep neural && fail "the linker remembers the library"
echo "Installed, used and removed."
