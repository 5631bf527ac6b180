-- What participants say is wrong. state: parley.moderation.v1.Report.State. One a person and video, for ever.
CREATE TABLE reports (
  report_id uuid PRIMARY KEY,
  queue_item_id uuid NOT NULL REFERENCES queue_items,
  video_id uuid NOT NULL REFERENCES videos,
  run_id uuid NOT NULL,
  reporter_id uuid NOT NULL,
  reason smallint NOT NULL,
  text text NOT NULL,
  state smallint NOT NULL,
  create_time timestamptz NOT NULL,
  resolve_time timestamptz NOT NULL DEFAULT 'infinity',
  UNIQUE (video_id, reporter_id)
);
CREATE INDEX reports_reporter ON reports (reporter_id, report_id DESC);
CREATE INDEX reports_item ON reports (queue_item_id, report_id);

-- verdict, reason: as in parley.moderation.v1. restore_time: when a HIDE was reversed; infinity: it was not.
CREATE TABLE decisions (
  decision_id uuid PRIMARY KEY,
  queue_item_id uuid NOT NULL UNIQUE REFERENCES queue_items,
  video_id uuid NOT NULL REFERENCES videos,
  run_id uuid NOT NULL,
  author_id uuid NOT NULL,
  verdict smallint NOT NULL,
  reason smallint NOT NULL,
  statement text NOT NULL,
  decided_by uuid NOT NULL,
  decide_time timestamptz NOT NULL,
  restore_time timestamptz NOT NULL DEFAULT 'infinity',
  restore_reason text NOT NULL DEFAULT '',
  restored_by uuid
);
-- A video is hidden by at most one decision.
CREATE UNIQUE INDEX decisions_hiding ON decisions (video_id) WHERE verdict = 2 AND restore_time = 'infinity';
CREATE INDEX decisions_author ON decisions (author_id, decision_id DESC) WHERE verdict = 2;

-- Holds the exchange is to place (kind 1) or lift (kind 2), written with the decision and taken to the exchange until it has them. state: 1
-- QUEUED, 2 TAKEN, 3 REFUSED. order_id is the rpc's request_id. Those of one video are taken in the order of their numbers.
CREATE TABLE hold_orders (
  number bigserial PRIMARY KEY,
  order_id uuid NOT NULL UNIQUE,
  video_id uuid NOT NULL,
  kind smallint NOT NULL,
  reason text NOT NULL,
  state smallint NOT NULL DEFAULT 1,
  due_time timestamptz NOT NULL,
  attempts integer NOT NULL DEFAULT 0
);
CREATE INDEX hold_orders_due ON hold_orders (due_time) WHERE state = 1;
CREATE INDEX hold_orders_video ON hold_orders (video_id, number) WHERE state = 1;
