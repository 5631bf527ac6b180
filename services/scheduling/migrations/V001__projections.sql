-- What scheduling must know of others' things, fed by their events; a miss asks the owner.

-- catalog's. state: parley.catalog.v1.Run.State; it only grows.
CREATE TABLE runs (
  run_id uuid PRIMARY KEY,
  partner_id uuid NOT NULL,
  state smallint NOT NULL,
  time_zone text NOT NULL,
  working_languages text[] NOT NULL,
  min_present integer NOT NULL,
  max_present integer NOT NULL
);

CREATE TABLE planned_meetings (
  planned_meeting_id uuid PRIMARY KEY,
  run_id uuid NOT NULL,
  ordinal integer NOT NULL,
  module_id uuid NOT NULL,
  duration_s bigint NOT NULL,
  window_start_time timestamptz NOT NULL,
  window_end_time timestamptz NOT NULL
);
CREATE UNIQUE INDEX planned_meetings_run ON planned_meetings (run_id, ordinal);

-- state: parley.catalog.v1.Enrolment.State; 0: catalog, asked at check_time, knew of none. change_time: of the last event applied.
CREATE TABLE memberships (
  run_id uuid NOT NULL,
  user_id uuid NOT NULL,
  state smallint NOT NULL,
  change_time timestamptz NOT NULL,
  check_time timestamptz NOT NULL,
  PRIMARY KEY (run_id, user_id)
);

-- identity's. Who coordinates which partner.
CREATE TABLE coordinators (
  user_id uuid NOT NULL,
  partner_id uuid NOT NULL,
  PRIMARY KEY (user_id, partner_id)
);

-- What groups are made by. To be asked for (again) while changes (the reasons to ask heard of) is above asked_changes; never asked at 0.
-- region: empty while the country is not told.
CREATE TABLE people (
  user_id uuid PRIMARY KEY,
  region text NOT NULL DEFAULT '',
  languages text[] NOT NULL DEFAULT '{}',
  class_id text NOT NULL DEFAULT '',
  changes bigint NOT NULL,
  asked_changes bigint NOT NULL
);
CREATE INDEX people_stale ON people (user_id) WHERE changes > asked_changes;
