-- name: InsertSession
INSERT INTO sessions (session_id, user_id, create_time, expire_time) VALUES ($1, $2, $3, $4);

-- name: InsertRefreshToken
INSERT INTO refresh_tokens (token_hash, session_id, issue_time, expire_time) VALUES ($1, $2, $3, $4);

-- name: GetRefreshTokenForUpdate
SELECT s.session_id, s.user_id, s.end_time, t.expire_time, t.rotate_time
FROM refresh_tokens t JOIN sessions s USING (session_id)
WHERE t.token_hash = $1 FOR UPDATE OF s, t;

-- name: RotateRefreshToken
UPDATE refresh_tokens SET rotate_time = $2 WHERE token_hash = $1;

-- name: ExtendSession
UPDATE sessions SET expire_time = $2 WHERE session_id = $1;

-- name: EndSession
UPDATE sessions SET end_time = $2 WHERE session_id = $1 AND end_time IS NULL;

-- name: DeleteOldRefreshTokens
DELETE FROM refresh_tokens WHERE token_hash IN (SELECT token_hash FROM refresh_tokens WHERE expire_time < $1 LIMIT 1000 FOR UPDATE SKIP LOCKED);

-- name: DeleteOldSessions
DELETE FROM sessions WHERE session_id IN (SELECT session_id FROM sessions WHERE expire_time < $1 LIMIT 1000 FOR UPDATE SKIP LOCKED);
