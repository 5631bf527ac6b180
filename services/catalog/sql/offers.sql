-- name: InsertOffer
INSERT INTO offers (offer_id, run_id, interest_id, address_digest, state, expire_time, create_time, change_time)
VALUES ($1, $2, $3, $4::bytea, 1, $5, $6, $6) ON CONFLICT DO NOTHING;

-- name: GetOffer
SELECT o.offer_id, o.run_id, o.interest_id, o.state, o.expire_time, o.enrolment_id, i.display_name, i.country
FROM offers o JOIN interests i USING (interest_id) WHERE o.offer_id = $1;

-- name: AcceptOffer
UPDATE offers SET state = 2, enrolment_id = $2, change_time = $3 WHERE offer_id = $1;

-- name: CutOfferShort
-- The offer of an interest that was withdrawn is due to expire.
UPDATE offers SET expire_time = LEAST(expire_time, $2) WHERE interest_id = $1 AND state = 1;

-- name: ListRunsWithDueOffers
SELECT DISTINCT run_id FROM (SELECT run_id FROM offers WHERE state = 1 AND expire_time <= $1 ORDER BY expire_time LIMIT 1000) AS due;

-- name: LockDueInterests
SELECT interest_id FROM interests
WHERE interest_id IN (SELECT interest_id FROM offers WHERE run_id = $1 AND state = 1 AND expire_time <= $2 ORDER BY expire_time LIMIT 500)
ORDER BY interest_id FOR UPDATE;

-- name: ExpireOffers
UPDATE offers SET state = 3, change_time = $2
WHERE run_id = $1 AND state = 1 AND expire_time <= $2 AND interest_id = ANY($3::uuid[]);

-- name: CloseOffersOfRun
UPDATE offers SET state = 4, change_time = $2 WHERE run_id = $1 AND state = 1;

-- name: ListRunsToOffer
SELECT run_id FROM runs WHERE offers_due ORDER BY run_id LIMIT 100;
