-- name: InsertLetter
INSERT INTO letters (letter_id, kind, interest_id, expire_time, next_send_time) VALUES ($1, $2, $3, $4, $5);

-- name: ClaimLetters
-- Takes due letters for the length of a lease ($2), so that a courier that dies leaves them to the next.
UPDATE letters l SET send_attempts = send_attempts + 1, next_send_time = $2
FROM interests i
WHERE i.interest_id = l.interest_id AND l.letter_id IN (
  SELECT q.letter_id FROM letters q JOIN interests j USING (interest_id)
  WHERE q.send_state = 1 AND q.next_send_time <= $1 AND q.expire_time > $1 AND j.email IS NOT NULL
  ORDER BY q.kind, q.next_send_time LIMIT 10 FOR UPDATE OF q SKIP LOCKED)
RETURNING l.letter_id, l.kind, l.send_attempts, l.expire_time, i.email, i.locale,
  (SELECT r.title FROM offers o JOIN runs r USING (run_id) WHERE o.offer_id = l.letter_id) AS run_title;

-- name: SetLetterSendState
UPDATE letters SET send_state = $2 WHERE letter_id = $1 AND send_state = 1;

-- name: PutLetterOff
UPDATE letters SET next_send_time = $2 WHERE letter_id = $1 AND send_state = 1;

-- name: DropLettersOf
-- What was not mailed to them yet need not be.
UPDATE letters SET send_state = 4 WHERE interest_id = ANY($1::uuid[]) AND send_state = 1;

-- name: DropOfferLettersOfRun
UPDATE letters SET send_state = 4
WHERE send_state = 1 AND letter_id IN (SELECT offer_id FROM offers WHERE run_id = $1 AND state = 1);

-- name: ExpireUnsentLetters
-- In no order, so it waits for nobody: who holds one ends it, or the next round does.
UPDATE letters SET send_state = 4
WHERE letter_id IN (SELECT letter_id FROM letters WHERE send_state = 1 AND expire_time <= $1 FOR UPDATE SKIP LOCKED);
