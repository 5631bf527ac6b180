-- name: OutboxInsert
INSERT INTO outbox (type, aggregate_id, payload, create_time, audience, subject, traceparent)
VALUES ($1, $2, $3::bytea, $4::timestamptz, NULLIF($5::text, ''), NULLIF($6::text, ''), NULLIF($7::text, ''));

-- name: OutboxHead
SELECT epoch, head_position FROM outbox_epoch;

-- name: OutboxIsWaiting
SELECT EXISTS (SELECT 1 FROM outbox WHERE position IS NULL) AS waiting;

-- name: OutboxBacklog
-- Rows that no relay has given a position, and the oldest's time.
SELECT count(*) AS waiting, (SELECT create_time FROM outbox WHERE position IS NULL ORDER BY id LIMIT 1) AS oldest_time
FROM outbox WHERE position IS NULL;

-- name: OutboxLockEpoch
SELECT epoch, head_position, pg_backend_pid() AS backend FROM outbox_epoch FOR UPDATE;

-- name: OutboxAssign
WITH waiting AS (
  SELECT id FROM outbox WHERE position IS NULL ORDER BY id LIMIT $2::int
), numbered AS (
  SELECT id, $1::bigint + row_number() OVER (ORDER BY id) AS position FROM waiting
)
UPDATE outbox SET position = numbered.position FROM numbered WHERE outbox.id = numbered.id
RETURNING outbox.position, outbox.type, outbox.aggregate_id, outbox.payload, outbox.create_time, outbox.traceparent;

-- name: OutboxSetHead
UPDATE outbox_epoch SET head_position = $1::bigint;

-- name: OutboxStartEpoch
UPDATE outbox_epoch SET epoch = replace(gen_random_uuid()::text, '-', '');

-- name: OutboxSettleIn
-- A dump that is restored makes its tables anew, which shows by their oid.
WITH before AS (
  SELECT database FROM outbox_epoch
), here AS (
  SELECT (SELECT system_identifier FROM pg_control_system()) || '/' || (SELECT oid FROM pg_database WHERE datname = current_database()) || '/' ||
    'outbox'::regclass::oid AS database
)
UPDATE outbox_epoch SET database = here.database,
  epoch = CASE WHEN before.database IS NULL THEN outbox_epoch.epoch ELSE replace(gen_random_uuid()::text, '-', '') END
FROM before, here WHERE before.database IS DISTINCT FROM here.database
RETURNING before.database IS NOT NULL AS was_elsewhere;

-- name: OutboxList
SELECT position, type, aggregate_id, payload, create_time, traceparent FROM outbox WHERE position > $1::bigint ORDER BY position LIMIT $2::int;

-- name: OutboxListOfAudience
SELECT position, type, aggregate_id, payload, create_time, traceparent FROM outbox
WHERE audience = $1 AND position > $2::bigint ORDER BY position LIMIT $3::int;

-- name: OutboxListLatest
(SELECT position, type, aggregate_id, payload, create_time, NULL::text AS traceparent FROM latest_events l
 WHERE position > $1::bigint AND NOT EXISTS (SELECT FROM outbox o WHERE o.subject = l.subject AND o.position > l.position)
 ORDER BY position LIMIT (SELECT $2::int))
UNION ALL
(SELECT position, type, aggregate_id, payload, create_time, traceparent FROM outbox o
 WHERE position > $1::bigint AND subject IS NOT NULL
   AND NOT EXISTS (SELECT FROM outbox later WHERE later.subject = o.subject AND later.position > o.position)
 ORDER BY position LIMIT (SELECT $2::int))
ORDER BY position LIMIT (SELECT $2::int);

-- name: OutboxOldest
SELECT COALESCE(min(position), 0) AS position FROM outbox;

-- name: OutboxTrim
WITH gone AS (
  DELETE FROM outbox WHERE position <= (
    SELECT max(position) FROM (SELECT position, create_time FROM outbox WHERE position IS NOT NULL ORDER BY position LIMIT 1000) AS oldest
    WHERE create_time < $1::timestamptz
  )
  RETURNING position, type, aggregate_id, payload, create_time, subject
), kept AS (
  INSERT INTO latest_events AS l (subject, position, type, aggregate_id, payload, create_time)
  SELECT DISTINCT ON (subject) subject, position, type, aggregate_id, payload, create_time FROM gone WHERE subject IS NOT NULL
  ORDER BY subject, position DESC
  ON CONFLICT (subject) DO UPDATE SET position = excluded.position, type = excluded.type, aggregate_id = excluded.aggregate_id,
    payload = excluded.payload, create_time = excluded.create_time
  WHERE l.position < excluded.position
)
SELECT count(*) AS trimmed FROM gone;

-- name: EventsTryLock
SELECT pg_try_advisory_lock(hashtextextended('parley:events:' || current_schema() || ':' || $1, 0)) AS locked, pg_backend_pid() AS backend;
