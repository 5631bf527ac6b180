-- name: FollowedGet
SELECT epoch, position FROM followed WHERE producer = $1;

-- name: FollowedLock
-- And keeps waiting whatever else follows in this service, whomever it follows: effects lock rows in the order of the events, which is another for
-- each producer, so that two could wait for each other.
SELECT epoch, position, pg_advisory_xact_lock(hashtextextended('parley:events:' || current_schema() || ':effects', 0)) AS alone
FROM followed WHERE producer = $1 FOR UPDATE;

-- name: FollowedMoveFrom
-- From $2, $3 to $4, $5; touches nothing when another process has moved it meanwhile. The first place of all is moved from an empty epoch.
INSERT INTO followed AS f (producer, epoch, position) VALUES ($1, $4, $5::bigint)
ON CONFLICT (producer) DO UPDATE SET epoch = excluded.epoch, position = excluded.position WHERE f.epoch = $2 AND f.position = $3::bigint;

-- name: FollowedMove
UPDATE followed SET position = $2::bigint WHERE producer = $1;

-- name: RowsWritten
-- By this session in the service's tables, of what the statistics have not taken up yet.
SELECT COALESCE(sum(n_tup_ins + n_tup_upd + n_tup_del), 0)::bigint AS rows FROM pg_stat_xact_user_tables WHERE schemaname = current_schema();

-- name: DeadLetterParked
SELECT DISTINCT aggregate_id FROM dead_letters WHERE producer = $1 AND aggregate_id = ANY ($2::text[]);

-- name: DeadLetterInsert
INSERT INTO dead_letters (producer, epoch, position, type, aggregate_id, payload, create_time, dead_time, error)
VALUES ($1, $2, $3::bigint, $4, $5, $6::bytea, $7::timestamptz, $8::timestamptz, $9)
ON CONFLICT (producer, epoch, position) DO NOTHING;

-- name: DeadLetterOfAggregate
SELECT id, position, type, payload FROM dead_letters WHERE producer = $1 AND aggregate_id = $2 ORDER BY id FOR UPDATE;

-- name: DeadLetterCounts
SELECT producer, count(*) AS events FROM dead_letters GROUP BY producer;

-- name: DeadLetterList
-- What waits, by aggregate; of each the first, for whose sake the others wait.
SELECT DISTINCT ON (producer, aggregate_id) producer, aggregate_id, type, position, dead_time, error,
  count(*) OVER (PARTITION BY producer, aggregate_id) AS events
FROM dead_letters ORDER BY producer, aggregate_id, id;

-- name: DeadLetterNote
UPDATE dead_letters SET error = $2 WHERE id = $1::bigint;

-- name: DeadLetterDelete
DELETE FROM dead_letters WHERE id = $1::bigint;
