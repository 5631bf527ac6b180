-- name: LockInquirer
-- Inquiries of one address are counted and added one after the other.
SELECT pg_advisory_xact_lock(hashtextextended($1, 7401));

-- name: CountInquiriesSince
SELECT count(*) AS count, min(create_time) AS first_time FROM inquiries WHERE email_key = $1 AND create_time > $2;

-- name: InsertInquiry
INSERT INTO inquiries (inquiry_id, organisation, kind, contact_name, contact_email, email_key, course_url, message, locale, create_time,
                       state_time)
VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $10);

-- name: GetInquiry
SELECT inquiry_id, organisation, kind, contact_name, contact_email, course_url, message, locale, state, decline_reason, partner_id, create_time
FROM inquiries WHERE inquiry_id = $1;

-- name: GetInquiryForUpdate
SELECT inquiry_id, organisation, kind, contact_name, contact_email, course_url, message, locale, state, decline_reason, partner_id, create_time
FROM inquiries WHERE inquiry_id = $1 FOR UPDATE;

-- name: ListInquiries
SELECT inquiry_id, organisation, kind, contact_name, contact_email, course_url, message, locale, state, decline_reason, partner_id, create_time
FROM inquiries WHERE ($1::smallint = 0 OR state = $1::smallint) AND ($2::uuid IS NULL OR inquiry_id < $2::uuid)
ORDER BY inquiry_id DESC LIMIT $3::int;

-- name: SaveInquiryState
UPDATE inquiries SET state = $2, decline_reason = $3, partner_id = $4::uuid, state_time = $5 WHERE inquiry_id = $1;

-- name: DeleteOldInquiries
DELETE FROM inquiries WHERE inquiry_id IN (SELECT inquiry_id FROM inquiries WHERE state = 4 AND state_time < $1 LIMIT 1000 FOR UPDATE SKIP LOCKED);
