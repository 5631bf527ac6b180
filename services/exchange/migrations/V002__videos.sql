-- state: parley.exchange.v1.Video.State. The limits are the run's when the video was started. `visible` is state PUBLISHED and hold_count 0,
-- kept by the statement that changes either; publish_time is when that was first so, infinity before. reply_count counts visible replies.
CREATE TABLE videos (
  video_id uuid PRIMARY KEY,
  run_id uuid NOT NULL,
  prompt_id uuid NOT NULL,
  group_id uuid NOT NULL,
  author_id uuid NOT NULL,
  reply_to_video_id uuid REFERENCES videos,
  state smallint NOT NULL,
  visible boolean NOT NULL DEFAULT false,
  hold_count integer NOT NULL DEFAULT 0,
  failure_reason smallint NOT NULL DEFAULT 0,
  failure_message text NOT NULL DEFAULT '',
  size_bytes bigint NOT NULL,
  offset_bytes bigint NOT NULL DEFAULT 0,
  expire_time timestamptz NOT NULL,
  min_duration_ms bigint NOT NULL,
  max_duration_ms bigint NOT NULL,
  duration_ms bigint NOT NULL DEFAULT 0,
  width integer NOT NULL DEFAULT 0,
  height integer NOT NULL DEFAULT 0,
  reply_count integer NOT NULL DEFAULT 0,
  version bigint NOT NULL DEFAULT 1,
  create_time timestamptz NOT NULL,
  publish_time timestamptz NOT NULL DEFAULT 'infinity'
) WITH (fillfactor = 85);
-- reply_count stands in no index, so that counting a reply stays a heap-only update.
CREATE INDEX videos_feed ON videos (group_id, publish_time DESC, video_id DESC) WHERE visible AND reply_to_video_id IS NULL;
CREATE INDEX videos_prompt ON videos (group_id, prompt_id, publish_time DESC, video_id DESC) WHERE visible AND reply_to_video_id IS NULL;
CREATE INDEX videos_replies ON videos (reply_to_video_id, publish_time, video_id) WHERE reply_to_video_id IS NOT NULL;
CREATE INDEX videos_author ON videos (author_id, run_id, video_id DESC);
CREATE INDEX videos_unfinished ON videos (author_id, expire_time) WHERE state = 1;
CREATE INDEX videos_expire ON videos (expire_time) WHERE state = 1;

-- What keeps a video from the others beside its state. source: 1 consent. Each source lifts only its own.
CREATE TABLE holds (
  video_id uuid NOT NULL REFERENCES videos ON DELETE CASCADE,
  source smallint NOT NULL,
  reason text NOT NULL,
  create_time timestamptz NOT NULL,
  PRIMARY KEY (video_id, source)
);
