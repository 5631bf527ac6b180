# shellcheck shell=bash disable=SC2154 # what is named under "Needs" is set by deploy/up
# Steps: each runs with its output in a log, shows progress, and on failure says which step, why, and what to do.
# Needs: $log_folder.

readonly heartbeat_seconds=15
step_group=""

# seconds_since START: since $EPOCHREALTIME was START, with one decimal.
seconds_since() {
  local tenths=$(((${EPOCHREALTIME/[.,]/} - ${1/[.,]/}) / 100000))
  echo "$((tenths / 10)).$((tenths % 10))"
}

# The last "[12/345]" that ninja wrote in a log.
ninja_progress() {
  tail -c 4096 "$1" 2>/dev/null | grep -oE '^\[[0-9]+/[0-9]+\]' | tail -n 1 || true
}

# Follows a running step: a line that renews itself on a terminal, a line now and then elsewhere.
follow_step() {
  local pid=$1 title=$2 log=$3 started=${EPOCHREALTIME/[.,]/} next=$heartbeat_seconds seconds pause=0.1
  while kill -0 "$pid" 2>/dev/null; do
    sleep "$pause"
    seconds=$(((${EPOCHREALTIME/[.,]/} - started) / 1000000))
    ((seconds < 5)) || pause=0.5 # a process every 0.1 s for minutes is felt on a small machine
    if [[ -t 1 ]]; then
      printf '\r  %-28s %s s %s\033[K' "$title" "$seconds" "$(ninja_progress "$log")"
    elif ((seconds >= next)); then
      printf '  %-28s … %s s %s\n' "$title" "$seconds" "$(ninja_progress "$log")"
      next=$((next + heartbeat_seconds))
    fi
  done
}

# run_step NAME TITLE HINT COMMAND…: the command runs under `set -e` in a process group of its own.
run_step() {
  local name=$1 title=$2 hint=$3 started=$EPOCHREALTIME status=0
  shift 3
  local log=$log_folder/$name.log
  set -m
  (
    set +m -euo pipefail
    "$@"
  ) >"$log" 2>&1 </dev/null 9>&- &
  step_group=$!
  set +m
  follow_step "$step_group" "$title" "$log"
  wait "$step_group" || status=$?
  step_group=""
  [[ -t 1 ]] && printf '\r\033[K'
  if ((status != 0)); then
    fail_step "$name" "$title" "$hint" "$log" "$status" "$(seconds_since "$started")"
  fi
  printf '  %-28s %s s%s\n' "$title" "$(seconds_since "$started")" "$(grep -E '^note: ' "$log" | sed 's/^note: /  — /' | tail -n 1)"
}

fail_step() {
  local name=$1 title=$2 hint=$3 log=$4 status=$5 seconds=$6
  {
    printf '\n✗ %s failed after %s s (step %s, exit status %s). Its last lines:\n\n' "$title" "$seconds" "$name" "$status"
    tail -n 25 "$log" | cut -c 1-400 | sed 's/^/    /'
    printf '\n  All of it: %s\n  What to do: %s\n' "$log" "$hint"
  } >&2
  exit 1
}

# To be called when the script is ended from outside: ends the running step too.
stop_running_step() {
  if [[ -n $step_group ]]; then
    kill -TERM -- "-$step_group" 2>/dev/null || true
  fi
}
