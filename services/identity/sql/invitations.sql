-- name: EndExpiredInvitations
UPDATE invitations SET state = 4 WHERE email_key = $1 AND state = 1 AND expire_time <= $2;

-- name: GetOpenInvitation
SELECT invitation_id, email, role, partner_id, locale, state, create_time, expire_time FROM invitations
WHERE email_key = $1 AND role = $2 AND partner_id IS NOT DISTINCT FROM $3::uuid AND state = 1;

-- name: CountInvitationsSince
SELECT count(*) AS count, min(create_time) AS first_time FROM invitations WHERE email_key = $1 AND create_time > $2;

-- name: InsertInvitation
INSERT INTO invitations (invitation_id, email, email_key, role, partner_id, locale, inviter_id, create_time, expire_time, next_send_time)
VALUES ($1, $2, $3, $4, $5::uuid, $6, $7::uuid, $8, $9, $8);

-- name: GetInvitationForUpdate
SELECT invitation_id, email, role, partner_id, locale, state, create_time, expire_time FROM invitations WHERE invitation_id = $1 FOR UPDATE;

-- name: ListInvitations
SELECT invitation_id, email, role, partner_id, locale, state, create_time, expire_time FROM invitations
WHERE partner_id IS NOT DISTINCT FROM $1::uuid AND ($2::uuid IS NULL OR invitation_id < $2::uuid)
ORDER BY invitation_id DESC LIMIT $3::int;

-- name: EndInvitation
-- Whoever accepted has the link, though the answer of notifications may have been lost; one taken back is not mailed any more.
UPDATE invitations SET state = $2, send_state = CASE WHEN $2::smallint = 2 THEN 2 WHEN send_state = 1 THEN 4 ELSE send_state END
WHERE invitation_id = $1;

-- name: ClaimInvitationsToSend
UPDATE invitations SET send_attempts = send_attempts + 1, next_send_time = $2
WHERE invitation_id IN (
  SELECT invitation_id FROM invitations
  WHERE send_state = 1 AND next_send_time <= $1 AND expire_time > $1 AND state = 1
  ORDER BY next_send_time LIMIT 10 FOR UPDATE SKIP LOCKED)
RETURNING invitation_id, email, role, partner_id, locale, state, create_time, expire_time, send_attempts;

-- name: SetInvitationSendState
UPDATE invitations SET send_state = $2 WHERE invitation_id = $1 AND send_state = 1;

-- name: PutInvitationOff
UPDATE invitations SET next_send_time = $2 WHERE invitation_id = $1 AND send_state = 1;

-- name: ExpireUnsentInvitations
-- In no order, so it waits for nobody: what is locked now is for the next round.
UPDATE invitations SET send_state = 4
WHERE invitation_id IN (SELECT invitation_id FROM invitations WHERE send_state = 1 AND expire_time <= $1 FOR UPDATE SKIP LOCKED);

-- name: DeleteOldInvitations
DELETE FROM invitations WHERE invitation_id IN (SELECT invitation_id FROM invitations WHERE expire_time < $1 LIMIT 1000 FOR UPDATE SKIP LOCKED);
