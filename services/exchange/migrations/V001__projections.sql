-- What the exchange must know of others' things, fed by their events; a miss asks the owner.

-- catalog's. state: parley.catalog.v1.Run.State; it only grows. plenary_group_id: the group everybody of the run is in.
CREATE TABLE runs (
  run_id uuid PRIMARY KEY,
  state smallint NOT NULL,
  plenary_group_id uuid NOT NULL UNIQUE,
  min_duration_ms bigint NOT NULL,
  max_duration_ms bigint NOT NULL,
  max_size_bytes bigint NOT NULL
);

-- close_time: infinity while there is no end.
CREATE TABLE prompts (
  prompt_id uuid PRIMARY KEY,
  run_id uuid NOT NULL,
  ordinal integer NOT NULL,
  module_id uuid NOT NULL,
  text text NOT NULL,
  open_time timestamptz NOT NULL,
  close_time timestamptz NOT NULL
);
CREATE UNIQUE INDEX prompts_run ON prompts (run_id, ordinal);

-- state: parley.catalog.v1.Enrolment.State; 0: catalog, asked at check_time, knew of none. change_time: of the last event applied.
CREATE TABLE memberships (
  run_id uuid NOT NULL,
  user_id uuid NOT NULL,
  state smallint NOT NULL,
  change_time timestamptz NOT NULL,
  check_time timestamptz NOT NULL,
  PRIMARY KEY (run_id, user_id)
);

-- identity's. state: parley.identity.v1.Consent.State, of the consent to publish videos. update_time: -infinity when never answered.
CREATE TABLE consents (
  user_id uuid PRIMARY KEY,
  state smallint NOT NULL,
  update_time timestamptz NOT NULL,
  check_time timestamptz NOT NULL
);

-- Names to show beside videos. They are to be asked for again while changes (the UserChanged heard) is above asked_changes.
CREATE TABLE people (
  user_id uuid PRIMARY KEY,
  display_name text NOT NULL,
  country text NOT NULL,
  region text NOT NULL,
  changes bigint NOT NULL,
  asked_changes bigint NOT NULL
);
CREATE INDEX people_stale ON people (user_id) WHERE changes > asked_changes;
