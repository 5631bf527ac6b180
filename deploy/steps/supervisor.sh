# shellcheck shell=bash disable=SC2154 # what is named under "Needs" is set by deploy/up
# Everything runs under one supervisord of our own, as the unprivileged user. Needs: $state, $sockets.

# The process id of our supervisord, or nothing.
running_supervisor() {
  local pid
  [[ -f $state/supervisor/supervisord.pid ]] || return 0
  pid=$(<"$state/supervisor/supervisord.pid")
  if [[ -n $pid ]] && tr '\0' ' ' <"/proc/$pid/cmdline" 2>/dev/null | grep -qF "$state/supervisord.conf"; then echo "$pid"; fi
}

# In supervisor's files % begins a variable.
supervisor_text() { echo "${1//%/%%}"; }

write_supervisor_settings() {
  write_if_changed "$state/supervisord.conf" <<CONF
; Made by deploy/up.
[unix_http_server]
file=$(supervisor_text "$sockets")/supervisor.sock
chmod=0700

[supervisord]
logfile=$(supervisor_text "$state")/logs/supervisord.log
logfile_maxbytes=5MB
logfile_backups=2
pidfile=$(supervisor_text "$state")/supervisor/supervisord.pid
childlogdir=$(supervisor_text "$state")/logs
directory=$(supervisor_text "$state")
identifier=parley
umask=077

[rpcinterface:supervisor]
supervisor.rpcinterface_factory=supervisor.rpcinterface:make_main_rpcinterface

[supervisorctl]
serverurl=unix://$(supervisor_text "$sockets")/supervisor.sock

[include]
files=$(supervisor_text "$state")/supervisor/*.conf
CONF
  own root:parley "$state/supervisord.conf"
  chmod 0640 "$state/supervisord.conf"
}

# program NAME PRIORITY AUTOSTART STOPSIGNAL DIRECTORY COMMAND [ENVIRONMENT]: lower priorities start first and stop last.
# A program that ends too soon is started again after 1 s, 2 s, 3 s …, for six days.
write_program() {
  local name=$1 priority=$2 autostart=$3 signal=$4 directory=$5 command=$6 environment=${7:-}
  write_if_changed "$state/supervisor/$name.conf" <<CONF
[program:$name]
command=$(supervisor_text "$command")
directory=$(supervisor_text "$directory")
environment=PARLEY_STATE="$(supervisor_text "$state")",HOME="$(supervisor_text "$state/home")",LANG="C.UTF-8"$(supervisor_text "$environment")
priority=$priority
autostart=$autostart
autorestart=true
startsecs=1
startretries=1000
stopsignal=$signal
stopwaitsecs=30
killasgroup=true
redirect_stderr=true
stdout_logfile=$(supervisor_text "$state")/logs/$name.log
stdout_logfile_maxbytes=10MB
stdout_logfile_backups=3
CONF
}

write_server_programs() {
  local inbox="$state/inbox-program/node_modules/maildev/bin/maildev --ip 127.0.0.1 --web-ip 127.0.0.1 --hide-extensions STARTTLS"
  write_program postgres 10 true INT "$state/postgres" "$postgres_bin/postgres -D $state/postgres"
  write_program redis 10 true TERM "$state/redis" "/usr/bin/redis-server $state/redis.conf"
  write_program inbox 10 true TERM "$state/inbox" \
    "$(command -v node) $inbox --smtp $(recall SMTP_PORT) --web $(recall INBOX_PORT) --mail-directory $state/inbox/mail"
}

# environment_of SERVICE RELEASE: its settings as supervisor wants them, with what tells its program from another: when either changes, the
# supervisor starts it anew.
environment_of() {
  local line
  while IFS= read -r line; do printf ',%s' "$line"; done <"$state/settings/$1.env"
  printf ',PARLEY_RELEASE="%s"' "$2"
}

write_service_programs() {
  local service priority releases
  # Of each copy, in order: it is made anew only when the program differs.
  mapfile -t releases < <(stat -c '%Y-%i-%s' "${all_services[@]/#/$state/bin/parley-}")
  for service in "${all_services[@]}"; do
    priority=20
    [[ $service != gateway ]] || priority=30
    write_program "$service" "$priority" false TERM "$state" "$state/bin/parley-$service" "$(environment_of "$service" "${releases[0]}")"
    releases=("${releases[@]:1}")
  done
}

control() { as_user supervisorctl -c "$state/supervisord.conf" "$@"; }

# Starts the supervisor, or tells the running one what changed: only changed programs are started anew.
apply_programs() {
  local programs
  programs=$(cat "$state"/supervisor/*.conf)
  if [[ -z $(running_supervisor) ]]; then
    rm -f "$sockets/supervisor.sock"
    (cd "$state" && as_user env -i PATH=/usr/local/bin:/usr/bin:/bin LANG=C.UTF-8 supervisord -c "$state/supervisord.conf")
  elif [[ ! -f $state/supervisor/applied || $programs != "$(<"$state/supervisor/applied")" ]]; then
    control update
  fi
  echo "$programs" >"$state/supervisor/applied"
}

# start_stopped NAME…: those that were stopped or given up on. Whether they answer is for the caller to see.
start_stopped() {
  local name
  for name in $(control status "$@" | awk '$2 == "STOPPED" || $2 == "EXITED" || $2 == "FATAL" { print $1 }'); do
    control start "$name" || true
  done
}

# Processes of this state folder, whatever became of their supervisor. PostgreSQL and Redis overwrite their environment: known by their folder.
processes_of_state() {
  /usr/bin/python3 - "$state" <<'PYTHON'
import os, sys

state = sys.argv[1]
mark = ("PARLEY_STATE=" + state).encode()
for pid in filter(str.isdigit, os.listdir("/proc")):
    try:
        with open(f"/proc/{pid}/environ", "rb") as file:
            ours = mark in file.read().split(b"\0")
        if not ours:
            program = os.path.basename(os.readlink(f"/proc/{pid}/exe"))
            folder = os.readlink(f"/proc/{pid}/cwd")
            ours = program.startswith(("postgres", "redis-")) and folder in (state + "/postgres", state + "/redis")
        if ours:
            print(pid)
    except OSError:
        pass  # it ended meanwhile, or is another user's
PYTHON
}

# Waits up to SECONDS for every process of the state folder to end.
wait_for_end() {
  local tenths=$(($1 * 10))
  while [[ -n $(processes_of_state) ]] && ((tenths-- > 0)); do sleep 0.1; done
  [[ -z $(processes_of_state) ]]
}

# The gateway, which ends what it has begun, then all services at once, then what they need: the supervisor itself ends one program after the
# other, each in a second or two.
stop_programs() {
  timeout 90 /usr/bin/python3 - "$(socket_folder)/supervisor.sock" <<'PYTHON'
import sys, time, xmlrpc.client
from supervisor.xmlrpc import SupervisorTransport

supervisor = xmlrpc.client.ServerProxy("http://localhost", SupervisorTransport(serverurl="unix://" + sys.argv[1])).supervisor
SERVERS = ("postgres", "redis", "inbox")


def stop(wanted):
    for program in supervisor.getAllProcessInfo():
        if wanted(program["name"]) and program["statename"] in ("STARTING", "RUNNING"):
            supervisor.stopProcess(program["name"], False)
    while any(program["statename"] == "STOPPING" for program in supervisor.getAllProcessInfo()):
        time.sleep(0.1)


stop(lambda name: name == "gateway")
stop(lambda name: name not in SERVERS)
stop(lambda name: True)
PYTHON
}

stop_everything() {
  local pid left
  [[ -f $state/supervisord.conf ]] || return 0 # nothing was ever started here
  pid=$(running_supervisor)
  if [[ -n $pid ]]; then
    stop_programs || true # the supervisor's own way then
    kill -TERM "$pid"
    local tenths=900
    while kill -0 "$pid" 2>/dev/null && ((tenths-- > 0)); do sleep 0.1; done
  fi
  # Whatever outlived its supervisor.
  mapfile -t left < <(processes_of_state)
  ((${#left[@]} == 0)) && return 0
  kill -TERM "${left[@]}" 2>/dev/null || true
  if ! wait_for_end 10; then
    mapfile -t left < <(processes_of_state)
    kill -KILL "${left[@]}" 2>/dev/null || true
    wait_for_end 5
  fi
}
