# shellcheck shell=bash disable=SC2154,SC2034 # what is named under "Needs" is set by deploy/doctor
# What the machine gives: room, memory, programs. Needs: $state, $chosen.

readonly fullest_percent=90
readonly least_memory_kib=$((256 * 1024))

# Of every file system that holds a part of the state; postgres/ or blob/ may have one of their own.
check_disk() {
  local target bytes files fullest=0
  while read -r target bytes files; do
    bytes=${bytes%\%} files=${files%\%}
    if ((bytes >= fullest_percent)); then
      trouble "The disk of $target is $bytes % full." \
        "Make room, or give $target a larger disk: PostgreSQL stops when there is none left. du -sh $state/* says what is large." \
        "The disk is nearly full"
    fi
    if [[ $files =~ ^[0-9]+$ ]] && ((files >= fullest_percent)); then
      trouble "The disk of $target can take few files more: $files % of its inodes are used." "Remove what is not needed there." "The disk is nearly full"
    fi
    ((bytes <= fullest)) || fullest=$bytes
  done < <(df --output=target,pcent,ipcent "$state" "$state/postgres" "$state/blob" "$state/logs" | tail -n +2 | LC_ALL=C sort -u)
  detail="$fullest % full"
}

check_memory() {
  local total available
  total=$(awk '$1 == "MemTotal:" { print $2 }' /proc/meminfo)
  available=$(awk '$1 == "MemAvailable:" { print $2 }' /proc/meminfo)
  if ((available < least_memory_kib)); then
    trouble "Only $((available / 1024)) MiB of memory are left." \
      "End what else runs here, or give the machine more: soon the kernel ends processes. ps --sort=-rss -eo rss,args | head says what is large." \
      "Memory is short"
  fi
  detail="$((available / 1024)) of $((total / 1024)) MiB are free"
}

# As the media worker would look for it.
check_ffmpeg() {
  local program
  for program in ffmpeg ffprobe; do
    if ! PATH=/usr/local/bin:/usr/bin:/bin command -v "$program" >/dev/null; then
      trouble "$program is missing: no upload becomes playable." "apt-get install ffmpeg" "ffmpeg is missing"
    fi
  done
  if [[ $(recall PARLEY_MEDIA_SANDBOX) == bubblewrap ]] && ! check_sandbox 2>/dev/null; then
    trouble "ffmpeg can't be confined: the media worker will not start." \
      "Allow unprivileged user namespaces: sysctl kernel.unprivileged_userns_clone=1 user.max_user_namespaces=10000" "ffmpeg is missing"
  fi
}

# limit_of PID: how many files it may have open.
limit_of() { awk '/^Max open files/ { print $4 }' "/proc/$1/limits"; }

# The gateway takes a connection for each client, and says itself when it must take fewer than it was asked for.
check_open_files() {
  local pid limit open
  pid=$(control pid gateway) || return 0
  [[ $pid =~ ^[1-9] && -r /proc/$pid/limits ]] || return 0 # told among the processes
  limit=$(limit_of "$pid")
  [[ $limit =~ ^[0-9]+$ ]] || return 0 # unlimited
  open=$(find "/proc/$pid/fd" -mindepth 1 2>/dev/null | wc -l)
  if ((limit < 4096 || open * 10 > limit * 8)); then
    trouble "The gateway may open $limit files and has $open open: each client takes one." \
      "Raise the limit where deploy/up is run (ulimit -n, or LimitNOFILE of systemd), then: deploy/down, deploy/up." "Few files may be open"
  fi
  detail="the gateway has $open of $limit"
}
