-- name: FindOfferOfAddress
SELECT state, expire_time FROM offers WHERE run_id = $1 AND address_digest = $2::bytea;

-- name: InsertInvited
-- Somebody on a roster is OFFERED from the start.
INSERT INTO interests (interest_id, email, address_digest, locale, course_ids, formats, languages, topics, state, place, create_time,
                       change_time, confirm_expire_time, from_roster, display_name, country)
VALUES ($1, $2, $3::bytea, $4, ARRAY[$5::uuid], '{}', '{}', '{}', 3, nextval('interest_places'), $6, $6, $6, true, $7, $8);
