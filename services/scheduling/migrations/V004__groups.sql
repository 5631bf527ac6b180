CREATE TABLE groups (
  group_id uuid PRIMARY KEY,
  run_id uuid NOT NULL REFERENCES runs,
  plan_id uuid NOT NULL REFERENCES plans,
  language text NOT NULL,
  least_seats integer NOT NULL,
  most_seats integer NOT NULL,
  dissolved boolean NOT NULL DEFAULT false,
  create_time timestamptz NOT NULL
);
CREATE INDEX groups_run ON groups (run_id, group_id) WHERE NOT dissolved;

-- One seat a run and person: the key says so.
CREATE TABLE group_members (
  run_id uuid NOT NULL,
  user_id uuid NOT NULL,
  group_id uuid NOT NULL REFERENCES groups,
  join_time timestamptz NOT NULL,
  PRIMARY KEY (run_id, user_id)
);
CREATE INDEX group_members_group ON group_members (group_id, user_id);
CREATE INDEX group_members_user ON group_members (user_id, group_id);

CREATE TABLE group_facilitators (
  group_id uuid NOT NULL REFERENCES groups,
  user_id uuid NOT NULL,
  PRIMARY KEY (group_id, user_id)
);
CREATE INDEX group_facilitators_user ON group_facilitators (user_id, group_id);

-- state: parley.scheduling.v1.Meeting.State. Times are instants: they stay when a zone's rules change.
CREATE TABLE meetings (
  meeting_id uuid PRIMARY KEY,
  group_id uuid NOT NULL REFERENCES groups,
  run_id uuid NOT NULL,
  module_id uuid NOT NULL,
  planned_meeting_id uuid NOT NULL,
  start_time timestamptz NOT NULL,
  end_time timestamptz NOT NULL,
  state smallint NOT NULL,
  room_url text NOT NULL DEFAULT '',
  cancel_reason text NOT NULL DEFAULT '',
  sequence integer NOT NULL DEFAULT 0,
  version bigint NOT NULL DEFAULT 1
);
CREATE INDEX meetings_group ON meetings (group_id, start_time);
CREATE INDEX meetings_to_end ON meetings (end_time) WHERE state IN (1, 2);
CREATE INDEX meetings_run ON meetings (run_id) WHERE state IN (1, 2);

-- Enrolled people without a seat, once a plan was adopted. pending: a seat is to be looked for. reason: parley.scheduling.v1.Unplaced.Reason.
CREATE TABLE placements (
  run_id uuid NOT NULL,
  user_id uuid NOT NULL,
  pending boolean NOT NULL,
  reason smallint NOT NULL,
  PRIMARY KEY (run_id, user_id)
);
CREATE INDEX placements_pending ON placements (run_id, user_id) WHERE pending;
CREATE INDEX placements_user ON placements (user_id);
