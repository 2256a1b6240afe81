#!/usr/bin/env bash
# What is built is hardened: position-independent, its tables read-only once loaded, no stack that can be executed, and
# checks of the stack and of the C library's functions compiled in.
set -euo pipefail

fail() {
  echo "FAILED: $*" >&2
  exit 1
}

mapfile -t built < <(find "$NEURAL_STYLE_BUILD/bin/neural-style" "$NEURAL_STYLE_BUILD"/lib* "$NEURAL_STYLE_BUILD/plug-ins" \
  -type f \( -name 'neural-style' -o -name '*.so*' \))
[[ ${#built[@]} -ge 4 ]] || fail "found no more than ${built[*]}"
checks=
# In variables, since what has spaces or brackets in it cannot stand in a condition as it is.
executable_stack='GNU_STACK[^'$'\n'']*RWE'
executable_data='LOAD[^'$'\n'']*RWE'
fortified='__[a-z]+_chk[@ ]'
bound='BIND_NOW|FLAGS_1.*NOW'
for file in "${built[@]}"; do
  headers=$(readelf --wide --file-header --program-headers "$file")
  [[ $headers == *"DYN ("* ]] || fail "$file is not position-independent"
  [[ $headers == *GNU_RELRO* ]] || fail "the tables of $file stay writable (RELRO)"
  [[ $(readelf --dynamic "$file") =~ $bound ]] || fail "the tables of $file are filled late (BIND_NOW)"
  [[ ! $headers =~ $executable_stack ]] || fail "the stack of $file can be executed"
  [[ ! $headers =~ $executable_data ]] || fail "memory of $file can be written and executed"
  checks+=$(readelf --wide --dyn-syms "$file")
done
[[ $checks == *__stack_chk_fail* ]] || fail "nothing checks the stack"
[[ $checks =~ $fortified ]] || fail "nothing checks the functions of the C library (FORTIFY_SOURCE)"
