-- name: ListMailsOff
SELECT topic FROM mails_off WHERE user_id = $1::uuid;

-- name: LockMailsOff
-- Before topics are turned off and on: two that change several of one person's wait for each other in one direction.
SELECT pg_advisory_xact_lock(hashtextextended('parley:mails_off:' || $1::text, 0));

-- name: TurnMailsOff
INSERT INTO mails_off (user_id, topic) SELECT $1::uuid, unnest($2::smallint[]) ON CONFLICT DO NOTHING;

-- name: TurnMailsOn
DELETE FROM mails_off WHERE user_id = $1::uuid AND topic = ANY ($2::smallint[]);
