# shellcheck shell=bash disable=SC2154 # what is named under "Needs" is set by deploy/up
# The services' binaries and the web app. Needs: $repo.

# build_native PRESET TARGET…
build_native() {
  local preset=$1
  shift
  cd "$repo" || return
  [[ -f build/$preset/build.ninja ]] || cmake --preset "$preset"
  ninja -C "build/$preset" "$@"
}

# digest_of FOLDER: of the names and contents of its sources.
digest_of() {
  (cd "$1" && find . \( -name node_modules -o -name dist \) -prune -o -type f -print0 | LC_ALL=C sort -z |
    xargs -0 sha256sum | sha256sum | cut -d ' ' -f 1)
}

# Installs the packages of FOLDER/package-lock.json, unless these very ones are there.
install_node_packages() {
  local folder=$1 digest stamp=$1/node_modules/.installed
  digest=$(cat "$folder/package.json" "$folder/package-lock.json" | sha256sum)
  [[ -f $stamp && $(<"$stamp") == "$digest" ]] && return 0
  (cd "$folder" && npm ci --no-audit --no-fund --no-update-notifier)
  echo "$digest" >"$stamp"
}

# web/dist, made again only when a source changed.
build_web() {
  local digest stamp=$repo/build/web.digest
  install_node_packages "$repo/web"
  digest=$(digest_of "$repo/web")
  [[ -f $repo/web/dist/index.html && -f $stamp && $(<"$stamp") == "$digest" ]] && return 0
  (cd "$repo/web" && npm run build)
  mkdir -p "${stamp%/*}"
  digest_of "$repo/web" >"$stamp"
}
