# What is installed where, and how to take it away again; sourced by install/user and install/uninstall.
#
# The manifest in the prefix has a line for each thing that was put there: what it is, and its path. A thing is taken
# for ours only while it is still what the line says, so that nothing of the user's is overwritten or removed.
# shellcheck shell=bash

: "${HOME:=$(getent passwd "$(id -u)" | cut -d: -f6)}"
export HOME
default_prefix=$HOME/.local

# parse_prefix USAGE ARGUMENT...: sets $prefix and $manifest.
parse_prefix() {
  local usage="usage: $1"
  shift
  prefix=$default_prefix
  while [[ $# -gt 0 ]]; do
    case $1 in
      --prefix=?*) prefix=${1#--prefix=} ;;
      --prefix) shift && prefix=${1:?"$usage"} ;;
      --help)
        echo "$usage"
        exit 0
        ;;
      *)
        echo "$usage" >&2
        exit 2
        ;;
    esac
    shift
  done
  prefix=$(realpath --canonicalize-missing -- "$prefix")
  manifest=$prefix/share/neural-style/installed
}

# identity FILE: what it is, in one word.
identity() {
  if [[ -L $1 ]]; then
    printf 'link:%s\n' "$(readlink -- "$1" | sha256sum | cut -c 1-64)"
  elif [[ -d $1 ]]; then
    echo folder
  elif [[ -e $1 ]]; then
    printf 'file:%s\n' "$(sha256sum < "$1" | cut -c 1-64)"
  else
    echo nothing
  fi
}

# is_ours PATH: whether the manifest says that we put there what is there.
is_ours() { [[ -f $manifest ]] && grep --quiet --fixed-strings --line-regexp -- "$(identity "$1") $1" "$manifest"; }

# staged STAGE KIND…: the paths of what the folder STAGE holds, without STAGE; outer folders first.
staged() { (cd "$1" && find . -mindepth 1 "${@:2}" | cut -c 2- | sort); }

# Ends with a sentence if a file stands where one of ours is to go.
refuse_to_overwrite() {
  local path
  while read -r path; do
    if [[ $(identity "$path") != nothing && $(identity "$path") != "$(identity "$1$path")" ]] && ! is_ours "$path"; then
      echo "$path is in the way and was not put there by install/user. Move it elsewhere, then try again." >&2
      exit 1
    fi
  done < <(staged "$1" ! -type d)
}

# place STAGE: moves what the folder STAGE holds to its place and writes the manifest. Stopped in the middle, it can be
# run again, or undone by install/uninstall: the manifest names the new and the old before anything is touched.
place() {
  local stage=$1 path line old new
  old=$([[ ! -f $manifest ]] || cat "$manifest")
  new=$(
    while read -r path; do
      [[ -d $path ]] || echo "folder $path"
    done < <(staged "$stage" -type d)
    while read -r path; do
      echo "$(identity "$stage$path") $path"
    done < <(staged "$stage" ! -type d)
  )
  # Folders that an earlier run made stay ours.
  new=$({ grep '^folder ' <<< "$old" || true; echo "$new"; } | awk 'NF && !seen[$0]++')
  mkdir -p "$(dirname "$manifest")"
  write_manifest "$({ echo "$old"; echo "$new"; } | awk 'NF && !seen[$0]++')"

  while read -r path; do
    mkdir -p "$path"
  done < <(staged "$stage" -type d)
  while read -r path; do
    cp --no-dereference --preserve=mode,timestamps,links -- "$stage$path" "$path.new"
    mv --force --no-target-directory -- "$path.new" "$path"
  done < <(staged "$stage" ! -type d)

  # What an earlier version had and this one has not.
  while read -r line; do
    path=${line#* }
    if [[ $line != folder\ * ]] && [[ $(identity "$path") == "${line%% *}" ]] &&
      ! grep --quiet --fixed-strings --line-regexp -- "$line" <<< "$new"; then
      rm -- "$path"
    fi
  done <<< "$old"
  write_manifest "$new"
}

write_manifest() {
  echo "$1" > "$manifest.new"
  mv --force "$manifest.new" "$manifest"
}
