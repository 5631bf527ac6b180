# shellcheck shell=bash disable=SC2154 # what is named under "Needs" is set by deploy/up
# PostgreSQL, Redis and the mail inbox. Needs: $repo, $state, $sockets.

write_redis_settings() {
  write_if_changed "$state/redis.conf" <<CONF
# Made by deploy/up. Redis is never the truth here: it keeps nothing on disk.
port 0
unixsocket $sockets/redis.sock
unixsocketperm 700
dir $state/redis
save ""
appendonly no
daemonize no
CONF
}

# The inbox's program is fetched once, and copied into the state folder, where the unprivileged user can read it.
install_inbox() {
  local source=$repo/deploy/inbox target=$state/inbox-program
  install_node_packages "$source"
  cmp -s "$source/node_modules/.installed" "$target/node_modules/.installed" && return 0
  rm -rf "$target"
  cp -R "$source" "$target"
  chmod -R a+rX "$target"
}

redis_answers() {
  [[ $(as_user redis-cli -s "$sockets/redis.sock" PING 2>/dev/null) == PONG ]]
}

inbox_answers() {
  curl --silent --fail --noproxy '*' --max-time 2 --output /dev/null "http://127.0.0.1:$(recall INBOX_PORT)/"
}

# wait_until SECONDS WHAT COMMAND…
wait_until() {
  local tenths=$(($1 * 10)) what=$2
  shift 2
  while ! "$@"; do
    if ((tenths-- <= 0)); then
      echo "$what does not answer."
      return 1
    fi
    sleep 0.1
  done
}

# show_logs PROGRAM…: their last lines.
show_logs() {
  local name
  for name in "$@"; do
    echo "--- $state/logs/$name.log"
    tail -n 8 "$state/logs/$name.log" 2>/dev/null || echo "(empty)"
  done
}

wait_for_server() {
  wait_until 30 "$1" "$2" && return 0
  control status "$1" || true
  show_logs "$1"
  return 1
}

start_servers() {
  configure_cluster
  write_redis_settings
  write_supervisor_settings
  write_server_programs
  apply_programs
  if ! { postgres_answers && redis_answers && inbox_answers; }; then start_stopped postgres redis inbox; fi
  wait_for_server postgres postgres_answers
  wait_for_server redis redis_answers
  make_database
}
