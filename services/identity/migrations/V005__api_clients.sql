-- Partners' API clients. Of a secret (256 random bits) there is the SHA-256.
CREATE TABLE api_clients (
  api_client_id uuid PRIMARY KEY,
  partner_id uuid NOT NULL,
  name text NOT NULL,
  scopes text[] NOT NULL,
  secret_hash bytea NOT NULL,
  create_time timestamptz NOT NULL,
  revoke_time timestamptz
);
CREATE INDEX api_clients_of_partner ON api_clients (partner_id, api_client_id);
