-- name: LockAddress
-- Sign-ins of one address are counted and added one after the other.
SELECT pg_advisory_xact_lock(hashtextextended($1, 7301));

-- name: CountOpenSignIns
SELECT count(*) AS open_count, min(expire_time) AS first_expire_time
FROM sign_ins WHERE email_key = $1 AND use_time IS NULL AND expire_time > $2;

-- name: InsertSignIn
INSERT INTO sign_ins (sign_in_id, email, email_key, locale, time_zone, continue_path, create_time, expire_time, next_send_time)
VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $7);

-- name: GetSignInForUpdate
SELECT sign_in_id, email, locale, time_zone, continue_path, expire_time, use_time FROM sign_ins WHERE sign_in_id = $1 FOR UPDATE;

-- name: UseSignIn
-- Whoever uses a link has it, though the answer of notifications may have been lost.
UPDATE sign_ins SET use_time = $2, send_state = 2 WHERE sign_in_id = $1;

-- name: ClaimLinksToSend
-- Takes due links for the length of a lease ($2), so that a sender that dies leaves them to the next.
UPDATE sign_ins SET send_attempts = send_attempts + 1, next_send_time = $2
WHERE sign_in_id IN (
  SELECT sign_in_id FROM sign_ins
  WHERE send_state = 1 AND next_send_time <= $1 AND expire_time > $1 AND use_time IS NULL
  ORDER BY next_send_time LIMIT 10 FOR UPDATE SKIP LOCKED)
RETURNING sign_in_id, email, locale, time_zone, continue_path, expire_time, use_time, send_attempts;

-- name: SetLinkSendState
UPDATE sign_ins SET send_state = $2 WHERE sign_in_id = $1 AND send_state = 1;

-- name: PutLinkOff
UPDATE sign_ins SET next_send_time = $2 WHERE sign_in_id = $1 AND send_state = 1;

-- name: ExpireUnsentLinks
-- In no order, so it waits for nobody: what is locked now is for the next round.
UPDATE sign_ins SET send_state = 4
WHERE sign_in_id IN (SELECT sign_in_id FROM sign_ins WHERE send_state = 1 AND expire_time <= $1 FOR UPDATE SKIP LOCKED);

-- name: DeleteOldSignIns
DELETE FROM sign_ins WHERE sign_in_id IN (SELECT sign_in_id FROM sign_ins WHERE expire_time < $1 LIMIT 1000 FOR UPDATE SKIP LOCKED);
