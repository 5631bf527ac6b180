-- What moderation must know of others' things, fed by their events; a miss asks the owner where there is somebody to ask.

-- exchange's: videos that were ever published. state: parley.exchange.v1.Video.State; it only grows. visible: as the exchange, asked at
-- check_time, said. queued: its publication was heard of and put in the queue. hidden is our own: a decision hides it now.
-- Whoever decides about a video or reports it locks this row first.
CREATE TABLE videos (
  video_id uuid PRIMARY KEY,
  run_id uuid NOT NULL,
  group_id uuid NOT NULL,
  author_id uuid NOT NULL,
  state smallint NOT NULL,
  publish_time timestamptz NOT NULL,
  visible boolean NOT NULL,
  check_time timestamptz NOT NULL,
  queued boolean NOT NULL,
  hidden boolean NOT NULL DEFAULT false
);
CREATE INDEX videos_author ON videos (run_id, author_id, publish_time);

-- catalog's.
CREATE TABLE runs (
  run_id uuid PRIMARY KEY,
  partner_id uuid NOT NULL,
  plenary_group_id uuid NOT NULL UNIQUE
);

-- catalog's. state: parley.catalog.v1.Enrolment.State; 0: catalog, asked at check_time, knew of none. change_time: of the last event applied.
CREATE TABLE memberships (
  run_id uuid NOT NULL,
  user_id uuid NOT NULL,
  state smallint NOT NULL,
  change_time timestamptz NOT NULL,
  check_time timestamptz NOT NULL,
  PRIMARY KEY (run_id, user_id)
);

-- scheduling's: who facilitates a run, or one group of it; scope_id is the run or the group.
CREATE TABLE facilitators (
  scope_id uuid NOT NULL,
  user_id uuid NOT NULL,
  is_facilitator boolean NOT NULL,
  change_time timestamptz NOT NULL,
  PRIMARY KEY (scope_id, user_id)
);
CREATE INDEX facilitators_user ON facilitators (user_id) WHERE is_facilitator;

-- scheduling's: the groups beside the plenary ones, and who is in them.
CREATE TABLE groups (
  group_id uuid PRIMARY KEY,
  run_id uuid NOT NULL
);
CREATE TABLE group_members (
  group_id uuid NOT NULL,
  user_id uuid NOT NULL,
  is_member boolean NOT NULL,
  change_time timestamptz NOT NULL,
  PRIMARY KEY (group_id, user_id)
);
CREATE INDEX group_members_user ON group_members (user_id) WHERE is_member;

-- identity's: the partners somebody is a coordinator of, as identity, asked at check_time, said.
CREATE TABLE coordinators (
  user_id uuid PRIMARY KEY,
  partner_ids uuid[] NOT NULL,
  check_time timestamptz NOT NULL
);
