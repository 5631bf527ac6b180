# shellcheck shell=bash disable=SC2154 # what is named under "Needs" is set by deploy/up
# The services and the web app's files, copied into the state folder: the unprivileged user may not be able to read the checkout. Needs: $repo, $state.

# PARLEY_PROGRAMS: where tests have those of another build.
copy_program() {
  local from=${PARLEY_PROGRAMS:-$repo/build/dev/bin}/$1 to=$state/bin/$1
  cmp -s "$from" "$to" && return 0
  install -m 0755 "$from" "$to.new"
  mv "$to.new" "$to"
}

copy_web() {
  local digest
  digest=$(digest_of "$repo/web/dist")
  [[ -f $state/web.digest && $(<"$state/web.digest") == "$digest" && -f $state/web/index.html ]] && return 0
  rm -rf "$state/web.new"
  cp -r "$repo/web/dist" "$state/web.new"
  chmod -R a+rX "$state/web.new"
  rm -rf "$state/web"
  mv "$state/web.new" "$state/web"
  echo "$digest" >"$state/web.digest"
}

# bubblewrap must be able to confine ffmpeg: without that the media worker rightly refuses to start.
check_sandbox() {
  [[ $(recall PARLEY_MEDIA_SANDBOX) == bubblewrap ]] || return 0
  as_user bwrap --unshare-all --die-with-parent --ro-bind / / --proc /proc --dev /dev true
}

install_programs() {
  local service
  for service in "${all_services[@]}"; do
    copy_program "parley-$service"
  done
  copy_web
}

ready_answer() {
  curl --silent --noproxy '*' --max-time 3 "$@" "http://127.0.0.1:$(recall WEB_PORT)/readyz"
}

everything_ready() { ready_answer --fail --output /dev/null; }

# supervisorctl's status ends with 0 when every program runs.
all_running() { control status >/dev/null; }

start_services() {
  local service starting=""
  write_service_programs
  apply_programs
  if ! all_running; then
    control start all & # which watches for seconds whether they stay up; what does not is told below
    starting=$!
  fi
  if ! wait_until 60 "/readyz" everything_ready; then
    echo "It says: $(ready_answer || echo nothing)"
    control status || true
    for service in "${all_services[@]}"; do
      show_logs "$service"
    done
    return 1
  fi
  if [[ -n $starting ]]; then wait "$starting" || true; fi
  wait_for_server inbox inbox_answers # slow to start and needed by nobody before
  # The workers answer nobody: that they stay up is all there is to see.
  wait_until 10 workers all_running || {
    show_logs exchange-media
    show_logs scheduling-planner
    return 1
  }
}
