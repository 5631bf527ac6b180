-- name: InsertNotification
INSERT INTO notifications (notification_id, user_id, topic, subject_id, run_id, occurrence, create_time, start_time)
VALUES ($1::uuid, $2::uuid, $3::smallint, $4::uuid, $5::uuid, $6::bigint, $7::timestamptz, $8::timestamptz)
ON CONFLICT ON CONSTRAINT notifications_told_once DO NOTHING;

-- name: GetNotification
SELECT notification_id, user_id, topic, subject_id, run_id, occurrence, create_time, read_time, start_time FROM notifications
WHERE notification_id = $1::uuid;

-- name: ListNotifications
SELECT notification_id, user_id, topic, subject_id, run_id, occurrence, create_time, read_time, start_time FROM notifications
WHERE user_id = $1::uuid AND ($2::uuid IS NULL OR notification_id < $2::uuid) ORDER BY notification_id DESC LIMIT $3::int;

-- name: CountUnreadNotifications
SELECT count(*) AS unread FROM notifications WHERE user_id = $1::uuid AND read_time IS NULL;

-- name: MarkNotificationsRead
-- In one order: somebody may mark the same ones in two windows.
UPDATE notifications n SET read_time = $3::timestamptz
FROM (SELECT notification_id FROM notifications WHERE user_id = $1::uuid AND notification_id = ANY ($2::uuid[]) AND read_time IS NULL
      ORDER BY notification_id FOR UPDATE) AS unread
WHERE n.notification_id = unread.notification_id;

-- name: ListUnannounced
SELECT notification_id, user_id, topic, subject_id, run_id, occurrence, create_time, read_time, start_time FROM notifications
WHERE announce_time IS NULL ORDER BY notification_id LIMIT $1::int;

-- name: ClaimUnannounced
SELECT notification_id, user_id, topic, subject_id, run_id, occurrence, create_time, read_time, start_time FROM notifications
WHERE announce_time IS NULL ORDER BY notification_id LIMIT $1::int FOR UPDATE SKIP LOCKED;

-- name: SetAnnounced
UPDATE notifications SET announce_time = $2::timestamptz WHERE notification_id = ANY ($1::uuid[]);
