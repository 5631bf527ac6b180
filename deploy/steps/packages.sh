# shellcheck shell=bash
# Debian packages from lists like deploy/packages.txt.

readonly policy=/usr/sbin/policy-rc.d

# missing_packages LIST…: the packages of these lists that are not there yet, one a line.
missing_packages() {
  local package command wanted=()
  while read -r package command; do
    command=${command//[()]/}
    if [[ -n $package ]] && { [[ -z $command ]] || ! command -v "$command" >/dev/null; }; then wanted+=("$package"); fi
  done < <(sed -e 's/#.*//' "$@")
  ((${#wanted[@]} > 0)) || return 0
  LC_ALL=C comm -23 <(printf '%s\n' "${wanted[@]}" | LC_ALL=C sort -u) \
    <(dpkg-query -W -f '${Package} ${db:Status-Status}\n' "${wanted[@]}" 2>/dev/null | sed -n 's/ installed$//p' | LC_ALL=C sort -u)
}

as_root() {
  if ((EUID == 0)); then "$@"; else sudo -n "$@"; fi
}

# Asks for sudo's password while there is still a terminal to ask on. Fails with what to do when neither root nor sudo is there.
obtain_root_for_packages() {
  [[ -n $(missing_packages "$@") ]] || return 0
  ((EUID == 0)) && return 0
  if ! command -v sudo >/dev/null || ! sudo -v; then
    echo "✗ Packages are missing and this user may not install them. As root: apt-get install $(missing_packages "$@" | tr '\n' ' ')" >&2
    exit 1
  fi
}

# Debian starts the servers it installs; we bring our own, so nothing is to be started. Put back as it was when the step ends.
forbid_starting_servers() {
  [[ -e $policy ]] && return 0
  printf '#!/bin/sh\nexit 101\n' | as_root tee "$policy" >/dev/null
  as_root chmod 755 "$policy"
  trap 'as_root rm -f "$policy"' EXIT
}

apt_get() {
  as_root env DEBIAN_FRONTEND=noninteractive apt-get -q -y -o DPkg::Lock::Timeout=300 -o Dpkg::Use-Pty=0 -o Acquire::Retries=3 "$@"
}

install_packages() {
  local missing
  mapfile -t missing < <(missing_packages "$@")
  ((${#missing[@]} > 0)) || return 0
  echo "missing: ${missing[*]}"
  apt_get update
  forbid_starting_servers
  apt_get install --no-install-recommends "${missing[@]}"
  echo "note: installed: ${#missing[@]}"
}
