-- name: ListConsents
SELECT kind, state, update_time FROM consents WHERE user_id = $1;

-- name: GetConsent
SELECT kind, state, update_time FROM consents WHERE user_id = $1 AND kind = $2;

-- name: PutConsent
INSERT INTO consents (user_id, kind, state, update_time) VALUES ($1, $2, $3, $4)
ON CONFLICT (user_id, kind) DO UPDATE SET state = excluded.state, update_time = excluded.update_time;
