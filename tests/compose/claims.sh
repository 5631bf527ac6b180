# shellcheck shell=bash disable=SC2154 # what is named under "Needs" is set by tests/compose/prove
# What is claimed of a Parley that compose brought up, a function a claim. Needs: $here, $work, compose, fail, and network.sh.

readonly once=(setup database) # they do their work and end
readonly seconds_until_healthy=240

# Asked of the engine: docker-compose takes seconds for each.
id_of() { docker ps --all --quiet --filter "label=com.docker.compose.service=$1"; }

services() { compose config --services | grep -vxF "$(printf '%s\n' "${once[@]}")"; }

# unhealthy NAMES: those of them that are not healthy, each with what it is.
unhealthy() {
  local service state
  for service in $1; do
    state=$(docker inspect --format '{{.State.Status}} {{.State.Health.Status}}' "$(id_of "$service")" 2>/dev/null || echo missing)
    [[ $state == "running healthy" ]] || echo "$service: $state"
  done
}

wait_until_healthy() {
  local deadline=$((SECONDS + seconds_until_healthy)) left names
  names=$(services)
  while left=$(unhealthy "$names") && [[ -n $left ]]; do
    if ((SECONDS > deadline)); then
      compose ps
      compose logs --tail 15
      fail "after $seconds_until_healthy s these are not healthy: $left"
    fi
    sleep 1
  done
  compose ps
}

fetch() { curl --silent --show-error --fail --noproxy '*' --max-time 10 "$@"; }

prove_web() {
  fetch --output /dev/null "$1/readyz" || fail "$1/readyz does not say ready"
  fetch "$1/" | grep -qi '<!doctype html' || fail "no web app at $1"
  [[ $(fetch "$1/v1/courses" | grep -o '"courseId"' | wc -l) == 3 ]] || fail "the three seed courses are not there"
}

# Of every container, and of the processes in it as the machine sees them.
prove_hardening() {
  local service id pid facts
  for service in $(services); do
    id=$(id_of "$service")
    facts=$(docker inspect --format '{{.HostConfig.ReadonlyRootfs}} {{.HostConfig.CapDrop}} {{.HostConfig.SecurityOpt}}' "$id")
    [[ $facts == "true [ALL] [no-new-privileges:true]" ]] || fail "$service: $facts"
    facts=$(docker inspect --format '{{.HostConfig.Memory}} {{.HostConfig.PidsLimit}}' "$id")
    [[ $facts =~ ^[1-9][0-9]*\ [1-9][0-9]*$ ]] || fail "$service has no limits: $facts"
    pid=$(docker inspect --format '{{.State.Pid}}' "$id")
    if [[ $service != caddy ]]; then
      [[ $(awk '$1 == "Uid:" { print $2 }' "/proc/$pid/status") != 0 ]] || fail "$service runs as root"
      [[ $(awk '$1 == "CapBnd:" { print $2 }' "/proc/$pid/status") == 0000000000000000 ]] || fail "$service has capabilities"
    fi
  done
}

inside() { docker exec "$(id_of "$1")" "${@:2}"; }

prove_secrets_apart() {
  local password service
  password=$(inside postgres cat /run/parley/admin.password)
  [[ ${#password} == 64 ]] || fail "PostgreSQL has no password"
  # Whoever may inspect a container sees its settings: no secret is among them.
  for service in $(services); do
    ! docker inspect "$(id_of "$service")" | grep -qF "$password" || fail "a password stands among what is told of $service"
  done
  inside identity test -s /run/parley/signing.pem || fail "identity has no signing key"
  for service in catalog gateway exchange-media; do
    inside "$service" test ! -e /run/parley/signing.pem || fail "$service has identity's signing key"
  done
  [[ $(inside exchange-media ls /run/parley) == database ]] || fail "the media worker has more than its database: $(inside exchange-media ls /run/parley)"
  ! inside catalog touch /run/parley/new 2>/dev/null || fail "catalog can write among its secrets"
}

# reaches SERVICE ADDRESS PORT: from inside its container, by TCP.
reaches() { inside "$1" timeout 3 bash -c "exec 3<>/dev/tcp/$2/$3" 2>/dev/null; }

# address_of SERVICE NETWORK: its number, since a name that is not found says nothing about the way.
address_of() { docker inspect --format "{{(index .NetworkSettings.Networks \"parley_$2\").IPAddress}}" "$(id_of "$1")"; }

prove_media_confined() {
  local service network port
  # That there is a way out at all, and that this is how to see it.
  reaches gateway "$outside_address" "$outside_port" || fail "the gateway, which has a way out, does not reach what is outside"
  reaches exchange-media postgres 5432 || fail "the media worker does not reach its database"
  ! reaches exchange-media "$outside_address" "$outside_port" || fail "the media worker has a way out"
  while read -r service network port; do
    reaches catalog "$(address_of "$service" back)" "$port" || fail "catalog does not reach $service"
    ! reaches exchange-media "$(address_of "$service" "$network")" "$port" || fail "the media worker reaches $service"
  done <<<"redis back 6379
identity back 7000
gateway back 8080
notifications back 7000"
  ! inside exchange-media sh -c ': > /usr/local/bin/new' 2>/dev/null || fail "the media worker can write to its programs"
  ! inside exchange-media sh -c ': > /etc/new' 2>/dev/null || fail "the media worker can write to /etc"
  inside exchange-media sh -c ': > /var/lib/parley/scratch/new && rm /var/lib/parley/scratch/new' || fail "the media worker can't write to its scratch folder"
  ! reaches redis "$outside_address" "$outside_port" || fail "what is on the network back has a way out"
}

prove_tls() {
  local location
  inside caddy cat /data/caddy/pki/authorities/local/root.crt >"$work/caddy.pem"
  fetch --cacert "$work/caddy.pem" https://localhost:8443/readyz --output /dev/null || fail "no TLS"
  location=$(curl --silent --noproxy '*' --max-time 10 --output /dev/null --write-out '%{redirect_url}' http://localhost:8080/)
  [[ $location == https://localhost/ ]] || fail "plain HTTP is sent to '$location'"
  fetch --cacert "$work/caddy.pem" --head https://localhost:8443/ | grep -qi '^strict-transport-security:' || fail "browsers are not told to come by TLS only"
}

prove_edge() {
  inside gateway cat /run/parley/ca.pem >"$work/ca.pem"
  "$here/edge.py" localhost:8444 "$work/ca.pem" || fail "a partner's program is not answered as it should be"
}

prove_nothing_left() {
  local left
  left="$(docker ps --all --quiet)$(docker volume ls --quiet)"
  [[ -z $left ]] || fail "down -v left: $left"
  [[ $(docker network ls --format '{{.Name}}' | sort | xargs) == "bridge host none" ]] || fail "down -v left networks: $(docker network ls)"
}
