# shellcheck shell=bash disable=SC2154,SC2034 # what is named under "Needs" is set by deploy/doctor
# Whether all that should run does, stays up and serves. Needs: $state, $chosen, $control_words.

readonly restarts_minutes=10
readonly most_restarts=3

# ports_of PROGRAM: the names of the ports it listens on, as the choices have them.
ports_of() {
  local name=${1^^}
  case $1 in
    gateway) echo WEB_PORT GRPC_PORT GATEWAY_METRICS ;;
    inbox) echo INBOX_PORT SMTP_PORT ;;
    exchange-media | scheduling-planner) echo "${name//-/_}_METRICS" ;;
    postgres | redis) ;;
    *) echo "${name}_PORT ${name}_METRICS" ;;
  esac
}

# check_ports PROGRAM…: programs that do not run, and so listen on none of their ports themselves.
check_ports() {
  local program name port
  for program in "$@"; do
    for name in $(ports_of "$program"); do
      port=${chosen[$name]:-}
      [[ -n $port && -n $(taken_ports "$port") ]] || continue
      trouble "Port $port, which $program listens on, is taken by $(listener_of "$port" | grep . || echo another program)." \
        "End that, or let deploy/up choose others: deploy/down, deploy/up (for the web app: --port PORT)." "A port is taken"
    done
  done
}

check_processes() {
  local name status rest running=0 away=()
  while read -r name status rest; do
    if [[ $status == RUNNING ]]; then
      running=$((running + 1))
      continue
    fi
    away+=("$name")
    case $status in
      STOPPED) trouble "$name is stopped." "$control_words start $name" "A process does not run" ;;
      *)
        trouble "$name does not stay up ($status${rest:+, $rest})." \
          "Its log says why: tail $state/logs/$name.log. Mend what it names; $control_words start $name" "A process does not run"
        ;;
    esac
  done < <(control status)
  ((running + ${#away[@]} > 0)) || return 1
  check_ports "${away[@]}"
  detail="$running run"
}

# Started again and again, whether or not it runs at this moment. What ended by SIGKILL was often ended by the kernel, which lacked memory.
check_restarts() {
  local since count name last
  since=$(date -d "$restarts_minutes minutes ago" '+%F %T')
  while read -r count name; do
    ((count >= most_restarts)) || continue
    last=$(grep -F "exited: $name (" "$state/logs/supervisord.log" | tail -n 1 | sed 's/.*(\(.*\)).*/\1/')
    trouble "$name ended $count times within $restarts_minutes minutes (the last time: ${last%;*})." \
      "Its log says why: grep -E 'level=(error|warning)' $state/logs/$name.log | tail. SIGKILL that nobody sent: memory ran out (dmesg)." \
      "A process ends again and again"
  done < <(awk -v since="$since" '($1 " " $2) >= since && match($0, /exited: [a-z-]+ \(/) { print substr($0, RSTART + 8, RLENGTH - 10) }' \
    "$state/logs/supervisord.log" | sort | uniq -c)
  detail="nothing ended $most_restarts times within $restarts_minutes minutes"
}

# Asks the gateway, which asks every service.
check_ready() {
  local answer names
  if answer=$(ready_answer --max-time 20); then
    [[ $answer != *'"ready":true'* ]] || return 0
    names=$(grep -oE '"[a-z]+":"[a-z_]+"' <<<"$answer" | grep -v '"serving"' | tr -d '"' | paste -sd ' ')
    trouble "Not every service serves: ${names:-$answer}." \
      "Look at the log of each, in $state/logs; $control_words restart NAME when it stays so for a minute." "Not ready"
  else
    trouble "The gateway does not answer on port ${chosen[WEB_PORT]}." "tail $state/logs/gateway.log; $control_words restart gateway" "Not ready"
  fi
}

# metric_of SERVICE SERIES: its value in the service's metrics, or nothing.
metric_of() {
  local name=${1^^}
  curl --silent --noproxy '*' --max-time 3 "http://127.0.0.1:${chosen[${name//-/_}_METRICS]:-0}/metrics" |
    awk -v series="$2" '$1 == series { print $2 }'
}

# What a test's clock is ahead of the machine's.
clock_offset() { if [[ ${chosen[PARLEY_ENV]:-} == test && -f $state/clock-offset ]]; then cat "$state/clock-offset"; else echo 0; fi; }

# Every process's clock beside the machine's: tokens and limits need them to agree.
check_clocks() {
  local service shown off
  for service in "${all_services[@]}"; do
    shown=$(metric_of "$service" parley_clock_seconds) || continue
    [[ -n $shown ]] || continue # told among the processes
    off=$(awk -v shown="$shown" -v now="${EPOCHREALTIME/,/.}" -v offset="$(clock_offset)" 'BEGIN { printf "%d", shown - now - offset }')
    if ((off < -2 || off > 2)); then
      trouble "The clock of $service is off by $off s." \
        "Its settings must name the same clock as the others' ($state/settings/$service.env); on several machines let NTP keep the time." "Clocks differ"
    fi
  done
}
