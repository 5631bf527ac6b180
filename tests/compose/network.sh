# shellcheck shell=bash
# A network outside: another namespace at the end of a wire, with a web server that whoever has a way out can reach.

readonly outside_address=192.0.2.2 outside_port=8000
outside=""

# Two processes: one that holds the namespace, and the web server in it.
start_outside() {
  unshare --net sleep infinity &
  outside=$!
  while [[ $(readlink "/proc/$outside/ns/net") == "$(readlink /proc/self/ns/net)" ]]; do sleep 0.1; done
  ip link set lo up
  ip link add way-out type veth peer name way-in netns "$outside"
  ip address add 192.0.2.1/24 dev way-out
  ip link set way-out up
  ip route add default via "$outside_address"
  in_outside ip link set lo up
  in_outside ip address add "$outside_address/24" dev way-in
  in_outside ip link set way-in up
  # Not by in_outside: then $! would be a shell between us and it.
  nsenter --net="/proc/$outside/ns/net" -- python3 -m http.server --bind "$outside_address" --directory /usr/share/common-licenses "$outside_port" >/dev/null 2>&1 &
  outside_server=$!
  curl --silent --show-error --output /dev/null --noproxy '*' --retry 30 --retry-delay 1 --retry-connrefused "http://$outside_address:$outside_port/"
}

in_outside() { nsenter --net="/proc/$outside/ns/net" -- "$@"; }

stop_outside() {
  [[ -n $outside ]] || return 0
  kill "${outside_server:-$outside}" "$outside" 2>/dev/null || true
}
