#!/usr/bin/env bash
# The manual page can be read and lacks no command and no setting; bash, fish and zsh complete what the program takes.
# shellcheck source=tests/install/support.bash
. "$(dirname "$0")/support.bash"

export PATH=$NEURAL_STYLE_BUILD/bin:$PATH
page=$NEURAL_STYLE_BUILD/share/man/man1/neural-style.1
warnings=$(LC_ALL=C.UTF-8 MANROFFSEQ='' MANWIDTH=80 man --warnings --encoding=UTF-8 --troff-device=utf8 --ditroff --local-file "$page" 2>&1 > /dev/null)
[[ -z $warnings ]] || fail "man complains of the page: $warnings"
text=$(MANWIDTH=200 man --local-file "$page" 2> /dev/null | col -b)
while read -r id; do
  [[ $text == *"--${id//_/-}"* ]] || fail "the page says nothing of the setting $id"
done < <(neural-style settings | sed -n 's/^\([a-z][a-z_]*\)=.*/\1/p')
for command in stylize texture sheet sequence batch evaluate forecast 'models import' presets settings bench; do
  [[ $text == *"neural-style $command"* ]] || fail "the page says nothing of the command $command"
done

# shellcheck source=/dev/null
. "$NEURAL_STYLE_BUILD/share/bash-completion/completions/neural-style"
compopt() { true; }  # it has to be called by readline

# completed WORD...: what bash offers after `neural-style WORD...` for the last one.
completed() {
  COMP_WORDS=(neural-style "$@")
  COMP_CWORD=$#
  COMPREPLY=()
  _neural_style
  echo "${COMPREPLY[*]}"
}

# expect OFFERED WORD...
expect() {
  local offered
  offered=$(completed "${@:2}")
  [[ $offered == "$1" ]] || fail "bash offers \"$offered\" for: neural-style ${*:2}"
}

cd "$WORK"
touch photo.jpg
mkdir folder
expect stylize sty
expect 'import' models im
expect --preset stylize photo.jpg --prese
expect oil stylize --preset oi
expect oil stylize --preset = oi
expect "$(neural-style presets | sed -n '/^[^ ]/p' | paste --serial --delimiters=' ')" stylize --preset ''
expect 'original' stylize --color o
expect draft stylize --model dr
expect vgg19 models verify vgg
expect photo.jpg stylize ph
expect photo.jpg stylize -o ph
expect folder stylize --snapshots f
expect photo.jpg batch ph
expect '' stylize --seed ''
for command in stylize texture sheet sequence batch evaluate forecast presets settings bench; do
  neural-style $command --help | grep --only-matching '^ *--[a-z-]*' | tr -d ' ' | sort > said
  completed $command -- | tr ' ' '\n' | grep --invert-match --line-regexp -e --help -e --output | sort > offered
  diff said offered || fail "bash does not offer what $command --help says"
done

fish_offers() { fish --no-config --command "source $NEURAL_STYLE_BUILD/share/fish/vendor_completions.d/neural-style.fish; complete --do-complete '$1'" | cut --fields=1; }
[[ $(fish_offers 'neural-style styl') == stylize ]] || fail "fish offers $(fish_offers 'neural-style styl')"
[[ $(fish_offers 'neural-style stylize --poolin') == --pooling ]] || fail "fish offers $(fish_offers 'neural-style stylize --poolin')"
[[ $(fish_offers 'neural-style stylize --pooling m') == max ]] || fail "fish offers $(fish_offers 'neural-style stylize --pooling m')"
[[ $(fish_offers 'neural-style stylize --preset oi') == oil ]] || fail "fish offers $(fish_offers 'neural-style stylize --preset oi')"
[[ $(fish_offers 'neural-style models ver') == verify ]] || fail "fish offers $(fish_offers 'neural-style models ver')"

zsh_offers() { "$source/tests/install/zsh_offers" "$NEURAL_STYLE_BUILD/share/zsh/site-functions" "$1"; }
# expect_zsh OFFERED LINE
expect_zsh() {
  local offered
  offered=$(zsh_offers "$2" | paste --serial --delimiters=' ')
  [[ $offered == "$1" ]] || fail "zsh offers \"$offered\" for: $2"
}
expect_zsh stylize 'neural-style styl'
expect_zsh --pooling 'neural-style stylize --poolin'
expect_zsh max 'neural-style stylize --pooling m'
expect_zsh max 'neural-style stylize --pooling=m'
expect_zsh oil 'neural-style stylize --preset oi'
expect_zsh draft 'neural-style stylize --model dr'
expect_zsh verify 'neural-style models ver'
expect_zsh vgg19 'neural-style models verify vgg'
expect_zsh photo.jpg 'neural-style stylize ph'
expect_zsh photo.jpg 'neural-style stylize photo.jpg -o ph'
expect_zsh folder 'neural-style stylize --snapshots '
expect_zsh '' 'neural-style stylize --seed '
for command in stylize texture sheet sequence batch evaluate forecast presets settings bench; do
  neural-style $command --help | grep --only-matching '^ *--[a-z-]*' | tr -d ' ' | sort > said
  zsh_offers "neural-style $command --" | grep --invert-match --line-regexp -e --help -e --output | sort > offered
  diff said offered || fail "zsh does not offer what $command --help says"
done
