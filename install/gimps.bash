# The versions of GIMP that a plug-in can be built for, and how each is started; sourced by the scripts beside it.
# shellcheck shell=bash

# built_gimps BUILD: gimp2, gimp3 or both: what the build folder has a plug-in for.
built_gimps() {
  local gimp
  for gimp in gimp3 gimp2; do
    if [[ -x $1/plug-ins/$gimp/neural-style/neural-style ]]; then
      echo "$gimp"
    fi
  done
}

# gimp_console GIMP: the program that runs it without windows.
gimp_console() {
  case $1 in
    gimp2) echo gimp-console-2.10 ;;
    gimp3) echo gimp-console-3 ;;
  esac
}

# gimp_version GIMP: as in the names of its folders, 3.0 for example.
gimp_version() {
  case $1 in
    gimp2) echo 2.10 ;;
    gimp3) gimp-console-3 --version | sed -n 's/.* \([0-9]*\.[0-9]*\)\.[0-9].*/\1/p' ;;
  esac
}

# gimp_folder GIMP: the folder with the user's settings, found as that GIMP finds it.
gimp_folder() {
  local named
  case $1 in
    gimp2) named=${GIMP2_DIRECTORY-} ;;
    gimp3) named=${GIMP3_DIRECTORY-} ;;
  esac
  case $named in
    '') echo "${XDG_CONFIG_HOME:-$HOME/.config}/GIMP/$(gimp_version "$1")" ;;
    /*) echo "$named" ;;
    *) echo "$HOME/$named" ;;
  esac
}

# scheme_string TEXT: as Script-Fu writes it.
scheme_string() {
  local text=${1//\\/\\\\}
  printf '"%s"' "${text//\"/\\\"}"
}

# gimp_command GIMP EXPRESSION: sets $command to what runs Script-Fu, without windows.
gimp_command() {
  command=("$(gimp_console "$1")" --no-interface --no-data --no-fonts)
  # GIMP takes file names on its command line in the locale's encoding.
  [[ $(locale charmap 2> /dev/null) == UTF-8 ]] || command=(env LC_ALL=C.UTF-8 "${command[@]}")
  case $1 in
    gimp2) command+=(--batch "$2" --batch '(gimp-quit 0)') ;;
    gimp3) command+=(--batch-interpreter plug-in-script-fu-eval --batch "$2" --quit) ;;
  esac
}
