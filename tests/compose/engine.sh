# shellcheck shell=bash disable=SC2154 # what is named under "Needs" is set by tests/compose/run
# A Docker engine of our own, with its files, sockets and processes in one folder. Needs: $work.

export DOCKER_HOST=unix://$work/docker.sock DOCKER_CONFIG=$work/config DOCKER_BUILDKIT=1 COMPOSE_DOCKER_CLI_BUILD=1
unset DOCKER_CONTEXT DOCKER_TLS_VERIFY DOCKER_CERT_PATH
# Debian's, before whatever else is installed.
export PATH=/usr/sbin:/usr/bin:/sbin:/bin

engine_answers() { docker version >/dev/null 2>&1; }

# start_engine OPTION…
start_engine() {
  local tenths=300
  nice -n 10 dockerd --data-root "$work/data" --exec-root "$work/exec" --host "$DOCKER_HOST" --pidfile "$work/docker.pid" \
    --oom-score-adjust 0 "$@" >>"$work/dockerd.log" 2>&1 &
  engine=$!
  while ! engine_answers; do
    if ((tenths-- <= 0)) || ! kill -0 "$engine" 2>/dev/null; then
      echo "✗ The Docker engine does not start:" >&2
      tail -n 20 "$work/dockerd.log" >&2
      return 1
    fi
    sleep 0.1
  done
}

# Ends what runs in it too.
stop_engine() {
  [[ -n ${engine:-} ]] || return 0
  kill -TERM "$engine" 2>/dev/null || true
  wait "$engine" 2>/dev/null || true
  engine=""
}
