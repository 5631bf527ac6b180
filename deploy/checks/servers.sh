# shellcheck shell=bash disable=SC2154,SC2034 # what is named under "Needs" is set by deploy/doctor
# What Parley stands on: Redis, PostgreSQL, the mail server. Needs: $state, $sockets, $control_words.

readonly transaction_seconds=60 # services' own end within 15
readonly connections_percent=80

redis_cli() { as_user redis-cli -s "$sockets/redis.sock" "$@" 2>&1; }

# By a write, since a full Redis still answers.
check_redis() {
  local answer
  answer=$(redis_cli SET 'parley:{doctor}:probe' 1 PX 1000) || true
  case $answer in
    OK) ;;
    OOM*)
      trouble "Redis is full: it takes nothing." \
        "Give it more: redis-cli -s $sockets/redis.sock CONFIG SET maxmemory 0, or FLUSHALL: nothing in it is the truth. Events go the slow way meanwhile." \
        "Redis is away or full"
      ;;
    *)
      trouble "Redis takes nothing: ${answer:0:200}" \
        "tail $state/logs/redis.log; $control_words restart redis. Events go the slow way meanwhile." "Redis is away or full"
      ;;
  esac
  detail="it takes writes"
}

# ask_postgres SQL: rows as lines, columns parted by |.
ask_postgres() { as_admin --dbname parley --tuples-only --no-align --command "$1"; }

# for_each_service SQL: the same of each service that has tables, as one statement; @ stands for the service.
for_each_service() {
  local service parts=()
  for service in $(ask_postgres "SELECT nspname FROM pg_namespace WHERE to_regclass(nspname || '.dead_letters') IS NOT NULL ORDER BY 1"); do
    parts+=("${1//@/$service}")
  done
  ((${#parts[@]} > 0)) || return 1
  printf '%s' "${parts[0]}"
  printf ' UNION ALL %s' "${parts[@]:1}"
}

check_postgres() {
  local rows used most user pid state_of seconds
  rows=$(ask_postgres "
    SELECT count(*), current_setting('max_connections'), mode() WITHIN GROUP (ORDER BY usename)
    FROM pg_stat_activity WHERE backend_type = 'client backend'") || return
  IFS='|' read -r used most user <<<"$rows"
  detail="$used of $most connections are used"
  if ((used * 100 >= most * connections_percent)); then
    trouble "$used of PostgreSQL's $most connections are used, most of them by $user." \
      "SELECT usename, state, count(*) FROM pg_stat_activity GROUP BY 1, 2 says by whom. Restart what holds them; raise max_connections." \
      "Connections to PostgreSQL run out"
  fi
  rows=$(ask_postgres "
    SELECT pid, usename, state, extract(epoch FROM clock_timestamp() - xact_start) FROM pg_stat_activity
    WHERE backend_type = 'client backend' AND xact_start < clock_timestamp() - interval '$transaction_seconds seconds' ORDER BY xact_start") || return
  [[ -n $rows ]] || return 0
  while IFS='|' read -r pid user state_of seconds; do
    trouble "A transaction of $user is open for $(for_people "$seconds") ($state_of, process $pid)." \
      "Unless it is a backup: SELECT pg_terminate_backend($pid). What it holds others wait for, and nothing is tidied up behind it." \
      "A transaction stays open"
  done <<<"$rows"
}

# latest_of FOLDER: the highest number of its migrations.
latest_of() { find "$1" -name 'V*.sql' | sed -E 's/.*V0*([0-9]+)__.*/\1/' | sort -n | tail -n 1; }

# Each service migrates its tables when it starts. Those of this checkout against those that were applied.
check_schemas() {
  local service component folder latest applied query rows version
  local -A versions=()
  query=$(for_each_service "SELECT '@', component, max(version) FROM @.schema_migrations GROUP BY component") || query="SELECT WHERE false"
  rows=$(ask_postgres "$query") || return
  while IFS="|" read -r service component version; do versions["${service:-none} $component"]=$version; done <<<"$rows"
  for service in "${owners[@]}"; do
    for component in "$service" events rpc; do
      folder=$repo/libs/$component/migrations
      if [[ $component == "$service" ]]; then folder=$repo/services/$service/migrations; fi
      latest=$(latest_of "$folder")
      applied=${versions["$service $component"]:-0}
      if ((applied < latest)); then
        trouble "The tables of $service ($component) are at version $applied; this checkout has version $latest." \
          "deploy/up builds it and starts it; $service brings its tables up to date then." "A schema is old"
      fi
    done
  done
}

# greeting_of URL: the first line that a mail server says.
greeting_of() {
  local rest=${1#*://} host port
  host=${rest%%:*} port=${rest##*:}
  port=${port%%/*}
  if [[ $1 == smtps://* ]]; then
    timeout 5 openssl s_client -quiet -connect "$host:$port" 2>/dev/null </dev/null | head -n 1
  else
    # shellcheck disable=SC2016 # the inner shell's own
    timeout 5 bash -c 'exec 3<>"/dev/tcp/$0/$1" && IFS= read -r line <&3 && echo "$line" && printf "QUIT\r\n" >&3' "$host" "$port" 2>/dev/null
  fi
}

check_mail_server() {
  local url answer
  url=$(settings_of notifications | sed -n 's/^PARLEY_SMTP_URL=//p')
  answer=$(greeting_of "$url") || true
  answer=${answer%$'\r'}
  if [[ $answer != 220* ]]; then
    trouble "The mail server $url refuses: ${answer:-nobody answers there}." \
      "Mend it, or set another (PARLEY_SMTP_URL of notifications); of deploy/up's own inbox: $control_words restart inbox. Mails wait meanwhile." "Mails wait"
  fi
  detail="$url greets"
}
