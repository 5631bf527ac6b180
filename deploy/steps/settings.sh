# shellcheck shell=bash disable=SC2154 # what is named under "Needs" is set by deploy/up
# The settings of every process, one file each in settings/: NAME="value" lines that the supervisor and a shell both read. Needs: $state, $sockets.

web_url() { echo "http://localhost:$(recall WEB_PORT)"; }
inbox_url() { echo "http://localhost:$(recall INBOX_PORT)"; }

# upper exchange-media → EXCHANGE_MEDIA
upper() { tr 'a-z-' 'A-Z_' <<<"$1"; }

address_of() { echo "127.0.0.1:$(recall "$(upper "$1")_PORT")"; }

# own_settings SERVICE: what the service alone needs.
own_settings() {
  case $1 in
    identity)
      echo "PARLEY_SIGNING_KEY_FILE=$state/secrets/signing.pem"
      echo "PARLEY_WEB_URL=$(web_url)"
      echo "PARLEY_OPERATOR_EMAIL=$(recall PARLEY_OPERATOR_EMAIL)"
      ;;
    catalog)
      echo "PARLEY_SEED=true"
      echo "PARLEY_WEB_URL=$(web_url)"
      ;;
    partners)
      echo "PARLEY_SEED=true"
      ;;
    notifications)
      echo "PARLEY_SMTP_URL=smtp://127.0.0.1:$(recall SMTP_PORT)"
      echo "PARLEY_SMTP_TLS=none"
      echo "PARLEY_MAIL_FROM=Parley <no-reply@parley.example>"
      echo "PARLEY_WEB_URL=$(web_url)"
      ;;
    exchange)
      echo "PARLEY_BLOB_ROOT=$state/blob"
      ;;
    exchange-media)
      echo "PARLEY_BLOB_ROOT=$state/blob"
      echo "PARLEY_MEDIA_SANDBOX=$(recall PARLEY_MEDIA_SANDBOX)"
      echo "PARLEY_MEDIA_SCRATCH=$state/scratch"
      ;;
    gateway)
      echo "PARLEY_HTTP_LISTEN=127.0.0.1:$(recall WEB_PORT)"
      echo "PARLEY_WEB_ROOT=$state/web"
      echo "PARLEY_BLOB_ROOT=$state/blob"
      echo "PARLEY_COOKIES_SECURE=false"
      echo "PARLEY_GRPC_LISTEN=127.0.0.1:$(recall GRPC_PORT)"
      echo "PARLEY_GRPC_CERTIFICATE=$state/certificates/edge.pem"
      echo "PARLEY_GRPC_KEY=$state/certificates/edge.key"
      ;;
  esac
}

# What every process takes.
common_settings() {
  echo "PARLEY_ENV=$(recall PARLEY_ENV)"
  [[ $(recall PARLEY_ENV) != test ]] || echo "PARLEY_CLOCK_OFFSET_FILE=$state/clock-offset"
  echo "PARLEY_LOG_LEVEL=$(recall PARLEY_LOG_LEVEL)"
}

# Second halves of a service, which work on its tables and speak to nobody.
is_worker() { [[ $1 == exchange-media || $1 == scheduling-planner ]]; }

# What speaks to others: all but the workers.
speaker_settings() {
  local service=$1 peer
  if is_worker "$service"; then return 0; fi
  echo "PARLEY_REDIS_URL=unix:$sockets/redis.sock"
  echo "PARLEY_TLS_CA=$state/certificates/ca.pem"
  echo "PARLEY_TLS_CERTIFICATE=$state/certificates/$service.pem"
  echo "PARLEY_TLS_KEY=$state/certificates/$service.key"
  echo "PARLEY_METRICS_LISTEN=127.0.0.1:$(recall "$(upper "$service")_METRICS")"
  for peer in "${owners[@]}"; do
    [[ $peer == "$service" ]] || echo "PARLEY_$(upper "$peer")_ADDRESS=$(address_of "$peer")"
  done
}

# What keeps tables: all but the gateway. A worker keeps its jobs in the tables of its service.
keeper_settings() {
  case $1 in
    gateway) ;;
    exchange-media | scheduling-planner) echo "PARLEY_DATABASE_URL_FILE=$state/secrets/${1%%-*}.database" ;;
    *)
      echo "PARLEY_DATABASE_URL_FILE=$state/secrets/$1.database"
      echo "PARLEY_SECRET_FILE=$state/secrets/$1.secret"
      echo "PARLEY_LISTEN=$(address_of "$1")"
      ;;
  esac
}

database_url() {
  printf 'postgresql://%s:%s@/parley?host=%s' "$1" "$(<"$state/secrets/$1.password")" "$sockets"
}

write_settings() {
  local service
  for service in "${owners[@]}"; do
    rm -f "$state/secrets/$service.database"
    make_secret "$service.database" database_url "$service"
  done
  for service in "${all_services[@]}"; do
    {
      common_settings
      speaker_settings "$service"
      keeper_settings "$service"
      own_settings "$service"
    } | sed 's/=\(.*\)$/="\1"/' | write_if_changed "$state/settings/$service.env"
  done
  write_if_changed "$state/addresses" <<ADDRESSES
WEB_URL=$(web_url)
INBOX_URL=$(inbox_url)
GRPC_ADDRESS=localhost:$(recall GRPC_PORT)
GRPC_CA=$state/certificates/ca.pem
OPERATOR_EMAIL=$(recall PARLEY_OPERATOR_EMAIL)
REDIS_SOCKET=$sockets/redis.sock
ADDRESSES
}
