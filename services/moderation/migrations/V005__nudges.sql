-- Words of facilitators to participants.
CREATE TABLE nudges (
  nudge_id uuid PRIMARY KEY,
  run_id uuid NOT NULL,
  user_id uuid NOT NULL,
  facilitator_id uuid NOT NULL,
  text text NOT NULL,
  create_time timestamptz NOT NULL
);
CREATE INDEX nudges_user ON nudges (user_id, nudge_id DESC);

-- When a person was last nudged, in whatever run.
CREATE TABLE nudged (
  user_id uuid PRIMARY KEY,
  nudge_time timestamptz NOT NULL
);
