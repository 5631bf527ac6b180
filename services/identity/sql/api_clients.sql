-- name: LockApiClientsOf
-- Clients of one partner are counted and added one after the other.
SELECT pg_advisory_xact_lock(hashtextextended($1::uuid::text, 7302));

-- name: CountApiClients
SELECT count(*) AS count FROM api_clients WHERE partner_id = $1 AND revoke_time IS NULL;

-- name: InsertApiClient
INSERT INTO api_clients (api_client_id, partner_id, name, scopes, secret_hash, create_time) VALUES ($1, $2, $3, $4::text[], $5::bytea, $6);

-- name: GetApiClient
SELECT api_client_id, partner_id, name, scopes, secret_hash, create_time, revoke_time FROM api_clients WHERE api_client_id = $1;

-- name: GetApiClientForUpdate
SELECT api_client_id, partner_id, name, scopes, secret_hash, create_time, revoke_time FROM api_clients WHERE api_client_id = $1 FOR UPDATE;

-- name: ListApiClients
SELECT api_client_id, partner_id, name, scopes, secret_hash, create_time, revoke_time FROM api_clients
WHERE partner_id = $1 AND ($2::uuid IS NULL OR api_client_id < $2::uuid) ORDER BY api_client_id DESC LIMIT $3::int;

-- name: RevokeApiClient
UPDATE api_clients SET revoke_time = $2 WHERE api_client_id = $1;
