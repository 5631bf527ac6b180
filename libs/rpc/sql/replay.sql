-- name: ReplayReserve
INSERT INTO replay (caller, method, request_id, body_hash, create_time) VALUES ($1, $2, $3::uuid, $4::bytea, $5::timestamptz)
ON CONFLICT (caller, method, request_id) DO NOTHING;

-- name: ReplayGet
SELECT body_hash, answer FROM replay WHERE caller = $1 AND method = $2 AND request_id = $3::uuid;

-- name: ReplayAnswer
UPDATE replay SET answer = $4::bytea WHERE caller = $1 AND method = $2 AND request_id = $3::uuid;

-- name: ReplayTrim
-- What another process trims meanwhile is left to it.
DELETE FROM replay r
USING (SELECT caller, method, request_id FROM replay WHERE create_time < $1::timestamptz ORDER BY create_time LIMIT 1000 FOR UPDATE SKIP LOCKED) AS old
WHERE r.caller = old.caller AND r.method = old.method AND r.request_id = old.request_id;
