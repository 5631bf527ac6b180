# shellcheck shell=bash disable=SC2154 # what is named under "Needs" is set by deploy/doctor
# How deploy/doctor speaks: a line for what is well; for each trouble what it is, what to do, and where to read more. Needs: $wanted.

troubles=0
detail="" # what a check that finds no trouble has seen

# trouble WHAT REMEDY HEADING: the heading is one of docs/operating.md.
trouble() {
  troubles=$((troubles + 1))
  printf '✗ %s\n    %s\n    docs/operating.md, "%s"\n' "$1" "$2" "$3"
}

# examine TITLE CHECK [ARGUMENT…]: what a check can't find out is no trouble of Parley's, but is said.
examine() {
  local title=$1 before=$troubles
  shift
  detail=""
  if ! "$@"; then
    trouble "$title could not be looked at." "The doctor needs what deploy/up installs: run deploy/up, and look at what stands above." "Is it well?"
  elif ((troubles == before)); then
    printf '✓ %s%s\n' "$title" "${detail:+: $detail}"
  fi
}

conclude() {
  case $troubles in
    0) echo "Parley in $wanted is well." ;;
    1) echo "There is 1 trouble." ;;
    *) echo "There are $troubles troubles." ;;
  esac
  ((troubles == 0))
}

# "95" is "1 min", "4000" is "66 min", "200000" is "2 days".
for_people() {
  local seconds=${1%.*}
  if ((seconds < 120)); then
    echo "$seconds s"
  elif ((seconds < 7200)); then
    echo "$((seconds / 60)) min"
  elif ((seconds < 172800)); then
    echo "$((seconds / 3600)) hours"
  else
    echo "$((seconds / 86400)) days"
  fi
}
