# shellcheck shell=bash disable=SC2154 # what is named under "Needs" is set by deploy/up
# A private PostgreSQL 15: one database, a role and a schema for each service that owns tables. Needs: $state, $sockets.

readonly postgres_bin=/usr/lib/postgresql/15/bin

# The cluster's files. It listens on a socket in our own folder only; everybody needs a password.
make_cluster() {
  local data=$state/postgres
  [[ -f $data/PG_VERSION ]] && return 0
  rm -rf "$data.new"
  make_folder 0700 postgres.new
  as_user "$postgres_bin/initdb" --pgdata "$data.new" --username admin --pwfile "$state/secrets/admin.password" --auth scram-sha-256 \
    --encoding UTF8 --locale C.UTF-8 --data-checksums
  as_user tee -a "$data.new/postgresql.conf" >/dev/null <<'CONF'
include_if_exists 'parley.conf'
CONF
  mv "$data.new" "$data"
}

configure_cluster() {
  as_user tee "$state/postgres/parley.conf" >/dev/null <<CONF
# Made by deploy/up.
listen_addresses = ''
unix_socket_directories = '$sockets'
unix_socket_permissions = 0700
max_connections = 200
password_encryption = scram-sha-256
timezone = 'UTC'
log_timezone = 'UTC'
CONF
}

# as_admin PSQL-ARGUMENT…
as_admin() {
  PGPASSWORD=$(<"$state/secrets/admin.password") as_user psql --host "$sockets" --username admin --no-psqlrc --quiet --set ON_ERROR_STOP=1 "$@"
}

database_is_made() {
  local names
  names=$(printf "'%s'," "${owners[@]}")
  [[ $(as_admin --dbname parley --tuples-only --no-align \
    --command "SELECT count(*) FROM pg_namespace WHERE nspname = nspowner::regrole::text AND nspname IN (${names%,})" 2>/dev/null) == "${#owners[@]}" ]]
}

# Makes what is missing; nobody may connect or look into another's schema.
make_database() {
  local owner
  if database_is_made; then return 0; fi
  [[ $(as_admin --dbname postgres --tuples-only --no-align --command "SELECT 1 FROM pg_database WHERE datname = 'parley'") == 1 ]] ||
    as_admin --dbname postgres --command "CREATE DATABASE parley TEMPLATE template0"
  as_admin --dbname parley --command "
    REVOKE ALL ON DATABASE parley, postgres, template1 FROM PUBLIC;
    REVOKE ALL ON SCHEMA public FROM PUBLIC"
  for owner in "${owners[@]}"; do
    make_owner "$owner"
  done
}

make_owner() {
  as_admin --dbname parley <<SQL
SELECT NOT EXISTS (SELECT FROM pg_roles WHERE rolname = '$1') AS missing \gset
\if :missing
\set password \`cat '$state/secrets/$1.password'\`
CREATE ROLE $1 LOGIN PASSWORD :'password';
\endif
GRANT CONNECT ON DATABASE parley TO $1;
CREATE SCHEMA IF NOT EXISTS $1 AUTHORIZATION $1; -- last: database_is_made looks for it
SQL
}

postgres_answers() {
  as_user "$postgres_bin/pg_isready" --quiet --host "$sockets"
}
