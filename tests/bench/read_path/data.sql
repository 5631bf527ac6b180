-- 100,000 videos, the same for both sides, each stored its own way: 20,000 of the group whose feed is read, the rest of 99 others.
-- psql variables: user_id (who reads), group_id (whose feed).
CREATE FUNCTION pg_temp.id(kind int, n bigint) RETURNS uuid LANGUAGE sql AS
  $$ SELECT ('0193a000-0000-7' || lpad(to_hex(kind), 3, '0') || '-8000-' || lpad(to_hex(n), 12, '0'))::uuid $$;
-- Whose a video is: run 1 is that of the group read.
CREATE FUNCTION pg_temp.run(v bigint) RETURNS bigint LANGUAGE sql AS $$ SELECT CASE v % 5 WHEN 0 THEN 1 ELSE v % 99 + 2 END $$;
CREATE FUNCTION pg_temp.group_of(run bigint, read uuid) RETURNS uuid LANGUAGE sql AS $$ SELECT CASE run WHEN 1 THEN read ELSE pg_temp.id(2, run) END $$;

SET session_replication_role = replica;  -- without the triggers of a hundred thousand changes
INSERT INTO exchange.runs (run_id, state, plenary_group_id, min_duration_ms, max_duration_ms, max_size_bytes)
  SELECT pg_temp.id(1, g), 3, pg_temp.group_of(g, :'group_id'), 5000, 180000, 300 << 20 FROM generate_series(1, 100) g;
INSERT INTO exchange.prompts (prompt_id, run_id, ordinal, module_id, text, open_time, close_time)
  SELECT pg_temp.id(3, g), pg_temp.id(1, g), 1, pg_temp.id(4, g), 'Where do you feel at home?', '2026-01-01Z', 'infinity' FROM generate_series(1, 100) g;
INSERT INTO exchange.people (user_id, display_name, country, region, changes, asked_changes)
  SELECT pg_temp.id(5, u), 'Student ' || u, 'LB', 'southern-mediterranean', 1, 1 FROM generate_series(1, 3000) u;
INSERT INTO exchange.memberships (run_id, user_id, state, change_time, check_time)
  SELECT pg_temp.id(1, 1), user_id, 4, '2026-01-01Z', '2026-01-01Z' FROM exchange.people
  UNION ALL VALUES (pg_temp.id(1, 1), :'user_id'::uuid, 4, '2026-01-01Z'::timestamptz, '2026-01-01Z'::timestamptz);
INSERT INTO exchange.consents (user_id, state, update_time, check_time) SELECT user_id, 2, '2026-01-01Z', '2026-01-01Z' FROM exchange.people;
INSERT INTO exchange.videos (video_id, run_id, prompt_id, group_id, author_id, state, visible, size_bytes, offset_bytes, expire_time, min_duration_ms, max_duration_ms,
    duration_ms, width, height, reply_count, create_time, publish_time)
  SELECT pg_temp.id(6, v), pg_temp.id(1, pg_temp.run(v)), pg_temp.id(3, pg_temp.run(v)), pg_temp.group_of(pg_temp.run(v), :'group_id'),
    pg_temp.id(5, v % 2999 + 1), 3, true, 5000000, 5000000, '2026-02-01Z', 5000, 180000, 30000 + v % 100000, 1280, 720, v % 7,
    timestamptz '2026-01-01Z' + v * interval '1 second', timestamptz '2026-01-01Z' + v * interval '1 second' FROM generate_series(1, 100000) v;

SET session_replication_role = origin;

CREATE SCHEMA peer;
CREATE TABLE peer.members AS SELECT plenary_group_id AS group_id, user_id FROM exchange.memberships JOIN exchange.runs USING (run_id);
CREATE UNIQUE INDEX ON peer.members (group_id, user_id);
CREATE TABLE peer.people AS SELECT user_id, display_name, country, region, true AS consents FROM exchange.people;
CREATE UNIQUE INDEX ON peer.people (user_id);
CREATE TABLE peer.prompts AS SELECT prompt_id, run_id, plenary_group_id AS group_id, open_time, close_time FROM exchange.prompts JOIN exchange.runs USING (run_id);
CREATE UNIQUE INDEX ON peer.prompts (prompt_id);
CREATE TABLE peer.videos AS SELECT video_id, run_id, prompt_id, group_id, author_id, reply_to_video_id, 'STATE_PUBLISHED' AS state, visible, size_bytes, duration_ms,
    width, height, reply_count, version, create_time, publish_time FROM exchange.videos;
ALTER TABLE peer.videos ADD PRIMARY KEY (video_id);
CREATE INDEX ON peer.videos (group_id, publish_time DESC, video_id DESC) WHERE visible AND reply_to_video_id IS NULL;
CREATE INDEX ON peer.videos (author_id) WHERE state = 'STATE_UPLOADING';
-- What makes a post happen once, and what others learn of it.
CREATE TABLE peer.requests (user_id uuid, request_id uuid, answer text, create_time timestamptz NOT NULL DEFAULT now(), PRIMARY KEY (user_id, request_id));
CREATE TABLE peer.outbox (id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY, event jsonb NOT NULL, create_time timestamptz NOT NULL DEFAULT now());
VACUUM ANALYZE;
