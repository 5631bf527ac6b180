# shellcheck shell=bash disable=SC2154 # what is named under "Needs" is set by tests/compose/run
# The images: Debian itself and the stand-ins, which can't be pulled here, and Parley's own, by docker-compose.yml. Needs: $here, $repo, $work, $ccache.

# The mirror this machine uses for suites like the pattern, or Debian's own.
mirror_of() {
  local found
  found=$({ cat /etc/apt/sources.list /etc/apt/sources.list.d/*.list 2>/dev/null | sed -nE 's/^deb (\[[^]]*\] )?([^ ]+) .*/\2/p'
    sed -nE 's/^URIs: *([^ ]+).*/\1/p' /etc/apt/sources.list.d/*.sources 2>/dev/null; } | grep -E "$1" | head -n 1 || true)
  echo "${found:-$2}"
}

# debian:bookworm-slim, with this machine's mirrors and the certificates it trusts.
make_base() {
  local root=$work/base main security trust=()
  docker image inspect debian:bookworm-slim >/dev/null 2>&1 && return 0
  main=$(mirror_of '/debian/?$' http://deb.debian.org/debian)
  security=$(mirror_of '/debian-security/?$' http://deb.debian.org/debian-security)
  rm -rf "$root"
  debootstrap --variant=minbase bookworm "$root" "$main" >"$work/debootstrap.log" 2>&1 || { tail -n 20 "$work/debootstrap.log" >&2 && return 1; }
  rm -rf "$root"/var/cache/apt/archives/*.deb "$root"/var/lib/apt/lists/*
  printf 'deb %s bookworm main\ndeb %s bookworm-updates main\ndeb %s bookworm-security main\n' "$main" "$main" "$security" >"$root/etc/apt/sources.list"
  echo force-unsafe-io >"$root/etc/dpkg/dpkg.cfg.d/docker-apt-speedup" # as in the real one
  if compgen -G '/usr/local/share/ca-certificates/*' >/dev/null; then
    mkdir -p "$root/usr/local/share/ca-certificates"
    cp -rL /usr/local/share/ca-certificates/. "$root/usr/local/share/ca-certificates/"
    trust=(--change 'ENV NODE_EXTRA_CA_CERTS=/etc/ssl/certs/ca-certificates.crt')
  fi
  tar -C "$root" -c . | docker import --change 'CMD ["bash"]' "${trust[@]}" - debian:bookworm-slim
  rm -rf "$root"
}

make_stand_ins() {
  local target
  for target in postgres:15-bookworm redis:7-bookworm caddy:2; do
    docker build --network host --target "${target%:*}" --tag "$target" "$here/stand-ins"
  done
}

# The checkout as git sees it, with what is not committed yet, and with the compiler cache.
copy_checkout() {
  rm -rf "$work/parley"
  mkdir "$work/parley"
  (cd "$repo" && git ls-files -z --cached --others --exclude-standard | tar --null --files-from - --ignore-failed-read -c) | tar -C "$work/parley" -x
  [[ -z $ccache ]] || cp -r "$ccache" "$work/parley/.ccache"
}

# What building needs, with this machine's headers of what it has another version of: without them nothing that it compiled would be found in its cache.
make_tools_like_here() {
  local headers=$work/headers
  rm -rf "$headers"
  mkdir "$headers"
  tar -C /usr/include -c asm-generic linux openssl x86_64-linux-gnu/asm x86_64-linux-gnu/openssl | tar -C "$headers" -x
  docker build --network host --file "$work/parley/deploy/images/Dockerfile" --target tools --tag parley-tools "$work/parley"
  docker build --file - --tag parley-tools-like-here "$headers" <<'DOCKERFILE'
FROM parley-tools
COPY . /usr/include/
DOCKERFILE
  export PARLEY_TEST_TOOLS=parley-tools-like-here
}

make_images() {
  make_base
  make_stand_ins
  [[ -z $ccache ]] || make_tools_like_here
  (cd "$work/parley" && docker-compose --file docker-compose.yml --file tests/compose/build.yml --profile inbox --project-name parley build)
}
