# tap.sh: what the checks of the tree share; each says one line a case.
# SPDX-License-Identifier: MIT
source_root=$1
build_root=$2
cases=0

# check NAME COMMAND…: passes when the command does; what it printed is shown when it fails.
check () {
  local name=$1 output
  shift
  cases=$((cases + 1))
  if output=$("$@" 2>&1); then
    echo "ok $cases $name"
  else
    echo "not ok $cases $name"
    printf '%s\n' "$output" | head -n 40 | sed 's/^/# /'
  fi
}

skip () {
  cases=$((cases + 1))
  echo "ok $cases $1 # SKIP $2"
}

finish () {
  echo "1..$cases"
}
