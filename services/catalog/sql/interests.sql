-- Locks are taken in the order run, interest, offer.

-- name: LockAddress
-- What concerns all the interests of one address happens one after the other.
SELECT pg_advisory_xact_lock(hashtextextended(encode($1::bytea, 'hex'), 7302));

-- name: CountUnconfirmed
SELECT count(*) AS open_count, min(confirm_expire_time) AS first_expire_time
FROM interests WHERE address_digest = $1::bytea AND state = 1 AND confirm_expire_time > $2;

-- name: InsertInterest
INSERT INTO interests (interest_id, email, address_digest, locale, course_ids, formats, languages, topics, state, create_time, change_time,
                       confirm_expire_time)
VALUES ($1, $2, $3::bytea, $4, $5::uuid[], $6::smallint[], $7::text[], $8::text[], 1, $9, $9, $10);

-- name: GetAddressDigest
SELECT address_digest FROM interests WHERE interest_id = $1;

-- name: GetInterestForUpdate
SELECT interest_id, address_digest, locale, course_ids, formats, languages, topics, state, create_time, confirm_expire_time
FROM interests WHERE interest_id = $1 FOR UPDATE;

-- name: OpenInterest
UPDATE interests SET state = 2, place = nextval('interest_places'), match_due = true, change_time = $2 WHERE interest_id = $1;

-- name: CloseOthersOfAddress
-- In the order in which seats are offered.
UPDATE interests SET state = 6, email = NULL, display_name = NULL, country = NULL, match_due = false, change_time = $3
WHERE interest_id IN (SELECT interest_id FROM interests
                      WHERE address_digest = (SELECT address_digest FROM interests WHERE interest_id = $1) AND state = $2 AND interest_id <> $1
                      ORDER BY place FOR UPDATE);

-- name: SetInterestOffered
UPDATE interests SET state = 3, match_due = false, change_time = $2 WHERE interest_id = $1;

-- name: EndInterest
-- Whoever has come to an end needs no address any more.
UPDATE interests SET state = $2, email = NULL, display_name = NULL, country = NULL, match_due = false, change_time = $3 WHERE interest_id = $1;

-- name: ExpireInterests
UPDATE interests SET state = 5, email = NULL, display_name = NULL, country = NULL, change_time = $2 WHERE interest_id = ANY($1::uuid[]) AND state = 3;

-- name: ReopenInterestsOfRun
-- Whoever a roster named waits for no other run.
UPDATE interests SET state = CASE WHEN from_roster THEN 6 ELSE 2 END, match_due = NOT from_roster, change_time = $2,
  email = CASE WHEN from_roster THEN NULL ELSE email END, display_name = NULL, country = NULL
WHERE state = 3 AND interest_id IN (SELECT interest_id FROM offers WHERE run_id = $1 AND state = 1);

-- name: ListToMatch
SELECT interest_id FROM interests WHERE match_due ORDER BY interest_id LIMIT 100;

-- name: MarkFittingRuns
-- Open runs with a free seat that one of the interests fits; also those marked already, whose mark may just be being taken off.
UPDATE runs SET offers_due = true
WHERE run_id IN (
  SELECT r.run_id FROM runs r JOIN courses c USING (course_id)
  WHERE r.state = 2 AND r.enrolled_count + r.held_count < r.capacity AND EXISTS (
    SELECT FROM interests i
    WHERE i.interest_id = ANY($1::uuid[]) AND i.state = 2
      AND (cardinality(i.formats) = 0 OR r.format = ANY(i.formats))
      AND (cardinality(i.languages) = 0
           OR i.languages && ARRAY(SELECT split_part(lower(language), '-', 1) FROM unnest(r.working_languages) AS language))
      AND (cardinality(i.course_ids) + cardinality(i.topics) = 0 OR r.course_id = ANY(i.course_ids) OR i.topics && c.subject_tags))
  ORDER BY r.run_id FOR UPDATE OF r);

-- name: SetMatched
-- In no order, so it waits for nobody: what somebody else changes now is matched in the next round.
UPDATE interests SET match_due = false
WHERE interest_id IN (SELECT interest_id FROM interests WHERE interest_id = ANY($1::uuid[]) FOR UPDATE SKIP LOCKED);

-- name: ClaimFitting
-- $1: the run. Who fits it and was made no offer of it, the first confirmed first; locked.
SELECT i.interest_id, i.address_digest
FROM interests i
WHERE i.state = 2
  AND (cardinality(i.formats) = 0 OR $2::smallint = ANY(i.formats))
  AND (cardinality(i.languages) = 0 OR i.languages && $3::text[])
  AND (cardinality(i.course_ids) + cardinality(i.topics) = 0 OR $4::uuid = ANY(i.course_ids) OR i.topics && $5::text[])
  AND NOT EXISTS (SELECT FROM offers o WHERE o.run_id = $1 AND o.address_digest = i.address_digest)
ORDER BY i.place LIMIT $6 FOR UPDATE;

-- name: DeleteUnconfirmed
DELETE FROM interests WHERE interest_id IN (SELECT interest_id FROM interests WHERE state = 1 AND confirm_expire_time <= $1 LIMIT 1000 FOR UPDATE SKIP LOCKED);

-- name: DeleteEndedInterests
DELETE FROM interests WHERE interest_id IN (SELECT interest_id FROM interests WHERE state IN (4, 5, 6) AND change_time < $1 LIMIT 1000 FOR UPDATE SKIP LOCKED);
