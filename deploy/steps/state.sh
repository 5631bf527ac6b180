# shellcheck shell=bash disable=SC2154,SC2034 # what is named under "Needs" is set by deploy/up
# The state folder: everything a running Parley has, and who may see it. Needs: $repo.

readonly all_services=(identity partners catalog scheduling scheduling-planner exchange exchange-media moderation notifications gateway)
readonly owners=(identity partners catalog scheduling exchange moderation notifications) # services with tables of their own
readonly longest_socket_folder=85                       # a socket's path must stay below 108 bytes

# Who the processes run as: a system user when we are root, otherwise ourselves.
service_user() {
  if ((EUID == 0)); then echo parley; else id -un; fi
}

# as_user COMMAND…: runs it as the unprivileged user, with nothing of root's.
as_user() {
  if ((EUID == 0)); then
    env -u SUDO_COMMAND -u SUDO_USER HOME="$state" setpriv --reuid parley --regid parley --init-groups --no-new-privs -- "$@"
  else
    "$@"
  fi
}

make_service_user() {
  ((EUID == 0)) || return 0
  id parley >/dev/null 2>&1 ||
    useradd --system --user-group --home-dir /nonexistent --no-create-home --shell /usr/sbin/nologin parley
}

# find_state FOLDER: sets $state to the real folder behind a path.
find_state() {
  state=$(realpath -m "$1")
}

# Below root's home the unprivileged user can't reach the state folder: then it is a link into /var/lib/parley.
place_state() {
  local wanted=$1 parent
  [[ -e $wanted ]] && return 0
  parent=$(dirname "$wanted")
  mkdir -p "$parent"
  if ((EUID == 0)) && ! as_user test -x "$parent"; then
    local elsewhere
    elsewhere=/var/lib/parley/$(sha256sum <<<"$wanted" | cut -c 1-12)
    mkdir -p "$elsewhere"
    ln -s "$elsewhere" "$wanted"
  else
    mkdir -p "$wanted"
  fi
}

own() {
  if ((EUID == 0)); then chown "$@"; fi
}

# make_folder MODE NAME…: folders of the state that the processes own.
make_folder() {
  local mode=$1 name
  shift
  for name in "$@"; do
    mkdir -p "$state/$name"
    chmod "$mode" "$state/$name"
    own parley:parley "$state/$name"
  done
}

make_state_folders() {
  chmod 0750 "$state"
  own root:parley "$state"
  make_folder 0700 secrets certificates redis inbox inbox/mail blob scratch supervisor logs logs/up home
  mkdir -p "$state/bin" "$state/settings"
  socket_folder >/dev/null
}

# Where the sockets are: inside the state folder, or where its path is too long for a socket, in a private folder of /tmp.
socket_folder() {
  local folder=$state/run
  if ((${#folder} > longest_socket_folder)); then
    [[ -f $state/socket-folder ]] || echo "/tmp/parley-$(head -c 9 /dev/urandom | od -An -tx1 | tr -d ' \n')" >"$state/socket-folder"
    folder=$(<"$state/socket-folder")
  fi
  if [[ ! -d $folder ]]; then
    mkdir -m 0700 "$folder"
    own parley:parley "$folder"
  fi
  echo "$folder"
}

# enter_state SECONDS: makes sure that the folder is ours and that nobody else works on it, waiting as long for them.
enter_state() {
  if [[ ! -f $state/.parley-state ]]; then
    if [[ -n $(ls -A "$state") ]]; then
      echo "✗ $state is not empty and no state folder of Parley. Give another one: --state DIR." >&2
      exit 1
    fi
    touch "$state/.parley-state"
  fi
  exec 9>"$state/.lock"
  if ! flock --timeout "$1" 9; then
    echo "✗ Another deploy/up or deploy/down is working on $state. Wait for it to end." >&2
    exit 1
  fi
}

# All but the lock, which we hold.
remove_state() {
  if [[ -f $state/socket-folder ]]; then rm -rf -- "$(<"$state/socket-folder")"; fi
  find "$state" -mindepth 1 ! -path "$state/.lock" ! -path "$state/.parley-state" -delete
}

# Makes FILE of what COMMAND prints, readable by the processes alone, unless it exists.
make_secret() {
  local file=$state/secrets/$1
  shift
  [[ -s $file ]] && return 0
  (umask 077 && "$@" >"$file.new")
  own parley:parley "$file.new"
  mv "$file.new" "$file"
}

random_text() { openssl rand -hex 32; }

# What only this Parley knows: a secret for each service, passwords, and the key that signs users' tokens.
make_secrets() {
  local service
  for service in "${owners[@]}"; do
    make_secret "$service.secret" random_text
    make_secret "$service.password" random_text
  done
  make_secret admin.password random_text
  make_secret signing.pem openssl genpkey -algorithm EC -pkeyopt ec_paramgen_curve:P-256
  "$repo/deploy/certificates" "$state/certificates"
  own -R parley:parley "$state/certificates"
}

# write_if_changed FILE: takes what is on stdin; leaves the file alone when it says that already.
write_if_changed() {
  local file=$1 text
  IFS= read -r -d '' text || true # to the end
  text=${text%$'\n'}
  [[ -f $file && $(<"$file") == "$text" ]] && return 0
  printf '%s\n' "$text" >"$file.new"
  mv "$file.new" "$file"
}
