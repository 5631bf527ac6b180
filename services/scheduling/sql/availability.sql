-- name: GetAvailability
SELECT time_zone, version FROM availabilities WHERE user_id = $1;

-- name: GetAvailabilityForUpdate
SELECT time_zone, version FROM availabilities WHERE user_id = $1 FOR UPDATE;

-- name: PutAvailability
INSERT INTO availabilities (user_id, time_zone, version, update_time) VALUES ($1, $2, 1, $3)
ON CONFLICT (user_id) DO UPDATE SET time_zone = EXCLUDED.time_zone, version = availabilities.version + 1, update_time = EXCLUDED.update_time
RETURNING version;

-- name: DeleteWindows
DELETE FROM weekly_windows WHERE user_id = $1;

-- name: DeleteExceptions
DELETE FROM date_exceptions WHERE user_id = $1;

-- name: InsertWindows
INSERT INTO weekly_windows (user_id, weekday, start_minute, end_minute)
SELECT $1, w.weekday, w.start_minute, w.end_minute FROM unnest($2::bigint[], $3::bigint[], $4::bigint[]) AS w (weekday, start_minute, end_minute);

-- name: InsertExceptions
INSERT INTO date_exceptions (user_id, date, start_minute, end_minute)
SELECT $1, e.date::date, e.start_minute, e.end_minute FROM unnest($2::text[], $3::bigint[], $4::bigint[]) AS e (date, start_minute, end_minute);

-- name: ListAvailabilities
SELECT user_id, time_zone FROM availabilities WHERE user_id = ANY($1::uuid[]);

-- name: ListWindows
SELECT user_id, weekday, start_minute, end_minute FROM weekly_windows WHERE user_id = ANY($1::uuid[]) ORDER BY user_id, weekday, start_minute;

-- name: ListExceptions
SELECT user_id, date::text AS date, start_minute, end_minute FROM date_exceptions
WHERE user_id = ANY($1::uuid[]) ORDER BY user_id, date, start_minute;

-- name: ListBusy
-- Meetings of other runs that people have to be at.
SELECT m.user_id, t.start_time, t.end_time
FROM (SELECT user_id, group_id FROM group_members WHERE user_id = ANY($1::uuid[])
      UNION SELECT user_id, group_id FROM group_facilitators WHERE user_id = ANY($1::uuid[])) m
JOIN meetings t ON t.group_id = m.group_id
WHERE t.state IN (1, 2) AND t.run_id <> $2 AND t.end_time > $3;
