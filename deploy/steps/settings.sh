# shellcheck shell=bash disable=SC2154 # what is named under "Needs" is set by deploy/up
# The settings of every process, one file each in settings/: NAME="value" lines that the supervisor and a shell both read. Needs: $state, $sockets.

web_url() { echo "http://localhost:$(recall WEB_PORT)"; }
inbox_url() { echo "http://localhost:$(recall INBOX_PORT)"; }

# What follows works by the dozen and asks for no process: `chosen` holds the choices, `setting NAME VALUE` prints a line.
setting() { printf '%s="%s"\n' "$1" "$2"; }

# own_settings SERVICE: what the service alone needs.
own_settings() {
  local name
  case $1 in
    identity)
      setting PARLEY_SIGNING_KEY_FILE "$state/secrets/signing.pem"
      setting PARLEY_WEB_URL "http://localhost:${chosen[WEB_PORT]}"
      setting PARLEY_OPERATOR_EMAIL "${chosen[PARLEY_OPERATOR_EMAIL]}"
      ;;
    catalog)
      setting PARLEY_SEED "true"
      setting PARLEY_WEB_URL "http://localhost:${chosen[WEB_PORT]}"
      ;;
    partners)
      setting PARLEY_SEED "true"
      ;;
    notifications)
      setting PARLEY_SMTP_URL "smtp://127.0.0.1:${chosen[SMTP_PORT]}"
      setting PARLEY_SMTP_TLS "none"
      setting PARLEY_MAIL_FROM "Parley <no-reply@parley.example>"
      setting PARLEY_WEB_URL "http://localhost:${chosen[WEB_PORT]}"
      ;;
    exchange)
      setting PARLEY_BLOB_ROOT "$state/blob"
      ;;
    exchange-media)
      setting PARLEY_BLOB_ROOT "$state/blob"
      setting PARLEY_MEDIA_SANDBOX "${chosen[PARLEY_MEDIA_SANDBOX]}"
      setting PARLEY_MEDIA_SCRATCH "$state/scratch"
      ;;
    gateway)
      setting PARLEY_HTTP_LISTEN "127.0.0.1:${chosen[WEB_PORT]}"
      setting PARLEY_WEB_ROOT "$state/web"
      setting PARLEY_BLOB_ROOT "$state/blob"
      setting PARLEY_COOKIES_SECURE "false"
      setting PARLEY_GRPC_LISTEN "127.0.0.1:${chosen[GRPC_PORT]}"
      setting PARLEY_GRPC_CERTIFICATE "$state/certificates/edge.pem"
      setting PARLEY_GRPC_KEY "$state/certificates/edge.key"
      for name in "${gateway_choices[@]}"; do setting "$name" "${chosen[$name]:-}"; done
      ;;
  esac
}

# common_settings SERVICE: what every process takes.
common_settings() {
  local name=${1^^}
  setting PARLEY_ENV "${chosen[PARLEY_ENV]}"
  [[ ${chosen[PARLEY_ENV]} != test ]] || setting PARLEY_CLOCK_OFFSET_FILE "$state/clock-offset"
  setting PARLEY_LOG_LEVEL "${chosen[PARLEY_LOG_LEVEL]}"
  setting PARLEY_METRICS_LISTEN "127.0.0.1:${chosen[${name//-/_}_METRICS]}"
}

# Second halves of a service, which work on its tables and speak to nobody.
is_worker() { [[ $1 == exchange-media || $1 == scheduling-planner ]]; }

# What speaks to others: all but the workers.
speaker_settings() {
  local service=$1 peer
  if is_worker "$service"; then return 0; fi
  setting PARLEY_REDIS_URL "unix:$sockets/redis.sock"
  setting PARLEY_OTLP_ADDRESS "${chosen[PARLEY_OTLP_ADDRESS]:-}"
  setting PARLEY_TLS_CA "$state/certificates/ca.pem"
  setting PARLEY_TLS_CERTIFICATE "$state/certificates/$service.pem"
  setting PARLEY_TLS_KEY "$state/certificates/$service.key"
  for peer in "${owners[@]}"; do
    [[ $peer == "$service" ]] || setting "PARLEY_${peer^^}_ADDRESS" "127.0.0.1:${chosen[${peer^^}_PORT]}"
  done
}

# What keeps tables: all but the gateway. A worker keeps its jobs in the tables of its service.
keeper_settings() {
  case $1 in
    gateway) ;;
    exchange-media | scheduling-planner) setting PARLEY_DATABASE_URL_FILE "$state/secrets/${1%%-*}.database" ;;
    *)
      setting PARLEY_DATABASE_URL_FILE "$state/secrets/$1.database"
      setting PARLEY_SECRET_FILE "$state/secrets/$1.secret"
      setting PARLEY_RECONCILE_EVERY "${chosen[PARLEY_RECONCILE_EVERY]}"
      setting PARLEY_LISTEN "127.0.0.1:${chosen[${1^^}_PORT]}"
      ;;
  esac
}

# settings_of SERVICE: NAME=value lines, as env takes them.
settings_of() { sed -E 's/^([A-Z_]+)="(.*)"$/\1=\2/' "$state/settings/$1.env"; }

# The socket's folder may have moved since the last time.
write_database_url() {
  local file=$state/secrets/$1.database url
  url="postgresql://$1:$(<"$state/secrets/$1.password")@/parley?host=$sockets"
  [[ -f $file && $(<"$file") == "$url" ]] && return 0
  rm -f "$file"
  make_secret "$1.database" echo "$url"
}

write_settings() {
  local -A chosen=()
  local service
  read_choices
  for service in "${owners[@]}"; do write_database_url "$service"; done
  for service in "${all_services[@]}"; do
    {
      common_settings "$service"
      speaker_settings "$service"
      keeper_settings "$service"
      own_settings "$service"
    } | write_if_changed "$state/settings/$service.env"
  done
  write_if_changed "$state/addresses" <<ADDRESSES
WEB_URL=$(web_url)
INBOX_URL=$(inbox_url)
GRPC_ADDRESS=localhost:${chosen[GRPC_PORT]}
GRPC_CA=$state/certificates/ca.pem
OPERATOR_EMAIL=${chosen[PARLEY_OPERATOR_EMAIL]}
REDIS_SOCKET=$sockets/redis.sock
ADDRESSES
}
