# shellcheck shell=bash disable=SC2154 # what is named under "Needs" is set by tests/run
# PostgreSQL and Redis for the tests, on sockets in a folder of their own; fast rather than safe. Needs: $repo, $scratch.

readonly postgres_bin=/usr/lib/postgresql/15/bin

# PostgreSQL refuses to run as root; its package brings a user.
as_server_user() {
  if ((EUID == 0)); then setpriv --reuid postgres --regid postgres --init-groups -- env HOME="$scratch/servers" "$@"; else "$@"; fi
}

start_test_servers() {
  local folder=$scratch/servers
  mkdir -m 0700 "$folder"
  mkdir -m 1777 "$scratch/tmp"
  if ((EUID == 0)); then chown postgres:postgres "$folder"; fi
  "$repo/deploy/certificates" "$scratch/tls"
  cd /
  as_server_user "$postgres_bin/initdb" --pgdata "$folder/data" --username postgres --auth trust --encoding UTF8 --locale C.UTF-8 --no-sync >/dev/null
  as_server_user "$postgres_bin/pg_ctl" start --wait --pgdata "$folder/data" --log "$folder/postgres.log" --options \
    "-c listen_addresses='' -c unix_socket_directories=$folder -c max_connections=400 -c fsync=off -c synchronous_commit=off -c full_page_writes=off"
  as_server_user redis-server --port 0 --unixsocket "$folder/redis.sock" --dir "$folder" --save '' --appendonly no \
    --daemonize yes --pidfile "$folder/redis.pid" --logfile "$folder/redis.log"
  local tenths=100
  until [[ $(redis-cli -s "$folder/redis.sock" PING 2>/dev/null) == PONG ]]; do
    ((tenths-- > 0)) || { cat "$folder/redis.log" && return 1; }
    sleep 0.1
  done
}

stop_test_servers() {
  local folder=$scratch/servers
  cd /
  if [[ -f $folder/data/postmaster.pid ]]; then
    as_server_user "$postgres_bin/pg_ctl" stop --mode immediate --wait --pgdata "$folder/data" >/dev/null 2>&1 || true
  fi
  if [[ -S $folder/redis.sock ]]; then redis-cli -s "$folder/redis.sock" SHUTDOWN NOSAVE >/dev/null 2>&1 || true; fi
}

# Journeys bring up whole stacks; one that was interrupted leaves its own running.
take_down_left_stacks() {
  local marker
  [[ -d $scratch/tmp ]] || return 0
  find -L "$scratch/tmp" -maxdepth 4 -name .parley-state 2>/dev/null | while read -r marker; do
    "$repo/deploy/down" --state "${marker%/*}" >/dev/null || true
  done
  # Some had a disk of their own.
  findmnt --raw --noheadings --output TARGET | grep -F "$scratch/" | sort -r | xargs --no-run-if-empty umount --lazy || true
}
