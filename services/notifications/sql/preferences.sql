-- name: ListMailsOff
SELECT topic FROM mails_off WHERE user_id = $1::uuid;

-- name: TurnMailsOff
INSERT INTO mails_off (user_id, topic) SELECT $1::uuid, unnest($2::smallint[]) ON CONFLICT DO NOTHING;

-- name: TurnMailsOn
DELETE FROM mails_off WHERE user_id = $1::uuid AND topic = ANY ($2::smallint[]);
