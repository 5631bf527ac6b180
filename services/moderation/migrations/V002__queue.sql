-- state: 1 waiting, 2 decided, 3 closed. kind: parley.moderation.v1.QueueItem.Kind. A video has at most one item that waits; where it, the run
-- and the author are is copied from the video, where they never change. Claimed while claimed_by stands and claim_expire_time is to come.
CREATE TABLE queue_items (
  queue_item_id uuid PRIMARY KEY,
  kind smallint NOT NULL,
  state smallint NOT NULL,
  gravity smallint NOT NULL,
  video_id uuid NOT NULL REFERENCES videos,
  run_id uuid NOT NULL,
  group_id uuid NOT NULL,
  author_id uuid NOT NULL,
  create_time timestamptz NOT NULL,
  claimed_by uuid,
  claim_expire_time timestamptz NOT NULL DEFAULT '-infinity',
  complaint_count integer NOT NULL DEFAULT 0,
  version bigint NOT NULL DEFAULT 1
);
CREATE UNIQUE INDEX queue_items_waiting ON queue_items (video_id) WHERE state = 1;
CREATE INDEX queue_items_order ON queue_items (state, gravity DESC, queue_item_id);
CREATE INDEX queue_items_run ON queue_items (run_id, state, gravity DESC, queue_item_id);
