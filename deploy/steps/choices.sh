# shellcheck shell=bash disable=SC2154 # what is named under "Needs" is set by deploy/up
# What was chosen when this Parley was first brought up, kept in the state folder: ports, the operator's address. Needs: $state.

# read_choices: fills the caller's associative array `chosen` with all that was kept.
read_choices() {
  local line
  [[ -f $state/choices ]] || return 0
  while IFS= read -r line; do chosen[${line%%=*}]=${line#*=}; done <"$state/choices"
}

# recall NAME: the kept value, or nothing.
recall() {
  local -A chosen=()
  read_choices
  echo "${chosen[$1]:-}"
}

# keep NAME VALUE
keep() {
  local -A chosen=()
  local name
  read_choices
  [[ -z ${chosen[$1]+kept} || ${chosen[$1]} != "$2" ]] || return 0
  chosen[$1]=$2
  for name in "${!chosen[@]}"; do echo "$name=${chosen[$name]}"; done | LC_ALL=C sort >"$state/choices.new"
  mv "$state/choices.new" "$state/choices"
}

# choose NAME DEFAULT: from the environment, else as kept, else the default; kept from then on.
choose() {
  local value=${!1:-}
  [[ -n $value ]] || value=$(recall "$1")
  keep "$1" "${value:-$2}"
}

# free_ports COUNT [KEPT…]: ports of this machine that nobody listens on, none of those kept. From PARLEY_PORTS, "FIRST-LAST": who brings up
# several at once gives each a range of its own, for between choosing and listening a port is free to others too. By default they are below
# those that the kernel gives to clients.
free_ports() {
  /usr/bin/python3 - "${PARLEY_PORTS:-28000-31999}" "$@" <<'PYTHON'
import random, socket, sys

first, last = map(int, sys.argv[1].split("-"))
count, kept = int(sys.argv[2]), set(map(int, sys.argv[3:]))
ports = [port for port in range(first, last + 1) if port not in kept]
random.shuffle(ports)
sockets = []
for port in ports:
    if len(sockets) == count:
        break
    one = socket.socket()
    try:
        one.bind(("127.0.0.1", port))
        sockets.append(one)
    except OSError:
        one.close()
if len(sockets) < count:
    sys.exit(f"Fewer than {count} ports from {first} to {last} are free.")
print(*(one.getsockname()[1] for one in sockets))
PYTHON
}

# taken_ports PORT…: those of them on which somebody listens.
taken_ports() {
  /usr/bin/python3 - "$@" <<'PYTHON'
import socket, sys

for port in sys.argv[1:]:
    with socket.socket() as one:
        one.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            one.bind(("127.0.0.1", int(port)))
        except OSError:
            print(port)
PYTHON
}

# Who listens on a port, for people; empty when it can't be seen.
listener_of() {
  ss -Hltnp "sport = :$1" 2>/dev/null | grep -oE '"[^"]+",pid=[0-9]+' | head -n 1 | tr -d '"' | sed 's/,pid=/, process /' || true
}

readonly internal_ports=(GRPC_PORT INBOX_PORT SMTP_PORT IDENTITY_PORT PARTNERS_PORT CATALOG_PORT SCHEDULING_PORT EXCHANGE_PORT MODERATION_PORT NOTIFICATIONS_PORT
  IDENTITY_METRICS PARTNERS_METRICS CATALOG_METRICS SCHEDULING_METRICS EXCHANGE_METRICS MODERATION_METRICS NOTIFICATIONS_METRICS GATEWAY_METRICS
  EXCHANGE_MEDIA_METRICS SCHEDULING_PLANNER_METRICS)

# The web app's port: as asked (0: any free one), else as kept, else 8080 or a free one. A port that was asked for and is taken is an error.
choose_web_port() {
  local asked=$1 kept port listener
  kept=$(recall WEB_PORT)
  # Ours while we run.
  if [[ -n $kept && -n $(running_supervisor) && (-z $asked || $asked == "$kept" || $asked == 0) ]]; then return 0; fi
  if [[ -n $asked && $asked != 0 ]]; then
    if [[ -n $(taken_ports "$asked") ]]; then
      listener=$(listener_of "$asked")
      echo "Port $asked is taken by ${listener:-another program}."
      return 1
    fi
    keep WEB_PORT "$asked"
  elif [[ -z $kept || -n $(taken_ports "$kept") ]]; then
    port=8080
    if [[ $asked == 0 || -n $(taken_ports "$port") ]]; then port=$(free_ports 1); fi
    keep WEB_PORT "$port"
    [[ $port == 8080 ]] || echo "note: the web app is on port $port"
  fi
}

# Ports are chosen once; one that somebody took while we were down is chosen anew.
choose_internal_ports() {
  local -A chosen=()
  local name port kept=() taken="" fresh listed
  read_choices
  for name in "${internal_ports[@]}"; do
    if [[ -n ${chosen[$name]:-} ]]; then kept+=("${chosen[$name]}"); fi
  done
  if [[ -n $(running_supervisor) ]]; then
    ((${#kept[@]} < ${#internal_ports[@]})) || return 0
  else
    taken=$(taken_ports "${kept[@]}")
  fi
  listed=$(free_ports "${#internal_ports[@]}" "${kept[@]}" "${chosen[WEB_PORT]}")
  read -ra fresh <<<"$listed"
  for name in "${internal_ports[@]}"; do
    port=${chosen[$name]:-}
    if [[ -z $port ]] || grep -qx "$port" <<<"$taken"; then keep "$name" "${fresh[0]}"; fi
    fresh=("${fresh[@]:1}")
  done
}

# What the gateway lets through, where it shall not be its own default (docs/operating.md, "Limits").
readonly gateway_choices=(PARLEY_LIMIT_ADDRESS PARLEY_LIMIT_USER PARLEY_LIMIT_MEDIA PARLEY_LIMIT_CLIENT PARLEY_LIMIT_RATIONED PARLEY_TRUSTED_PROXIES
  PARLEY_CORS_ORIGINS)

make_choices() {
  local name
  for name in "${gateway_choices[@]}"; do choose "$name" ""; done
  choose PARLEY_ENV production
  choose PARLEY_OPERATOR_EMAIL operator@parley.example
  choose PARLEY_MEDIA_SANDBOX bubblewrap
  choose PARLEY_LOG_LEVEL info
  choose PARLEY_RECONCILE_EVERY 1h
  choose PARLEY_OTLP_ADDRESS ""
  choose_web_port "$1"
  choose_internal_ports
}
