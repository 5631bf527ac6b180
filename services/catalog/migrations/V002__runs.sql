-- format and state: parley.catalog.v1.Run. The last constraint is the net under the seats: a run of N never holds N + 1.
CREATE TABLE runs (
  run_id uuid PRIMARY KEY,
  course_id uuid NOT NULL REFERENCES courses,
  partner_id uuid NOT NULL,
  title text NOT NULL,
  format smallint NOT NULL,
  state smallint NOT NULL,
  start_time timestamptz NOT NULL,
  time_zone text NOT NULL,
  capacity integer NOT NULL,
  enrolled_count integer NOT NULL DEFAULT 0,
  working_languages text[] NOT NULL,
  min_duration_ms bigint NOT NULL,
  max_duration_ms bigint NOT NULL,
  max_size_bytes bigint NOT NULL,
  plenary_group_id uuid NOT NULL,
  create_time timestamptz NOT NULL,
  version bigint NOT NULL DEFAULT 1,
  CONSTRAINT runs_seats CHECK (enrolled_count BETWEEN 0 AND capacity)
);
CREATE INDEX runs_listed ON runs (run_id) WHERE state IN (2, 3);
CREATE INDEX runs_of_course_listed ON runs (course_id, run_id) WHERE state IN (2, 3);
CREATE INDEX runs_to_start ON runs (start_time) WHERE state = 2;

CREATE TABLE planned_prompts (
  prompt_id uuid PRIMARY KEY,
  run_id uuid NOT NULL REFERENCES runs ON DELETE CASCADE,
  ordinal integer NOT NULL,
  module_id uuid NOT NULL REFERENCES modules,
  text text NOT NULL,
  open_time timestamptz NOT NULL,
  close_time timestamptz,
  CONSTRAINT planned_prompts_order UNIQUE (run_id, ordinal)
);

-- state: parley.catalog.v1.Enrolment. place: the order of applying, by which a waitlist moves up; new with each application.
CREATE SEQUENCE enrolment_places;
CREATE TABLE enrolments (
  enrolment_id uuid PRIMARY KEY,
  run_id uuid NOT NULL REFERENCES runs,
  user_id uuid NOT NULL,
  state smallint NOT NULL,
  place bigint NOT NULL DEFAULT nextval('enrolment_places'),
  create_time timestamptz NOT NULL,
  change_time timestamptz NOT NULL,
  CONSTRAINT enrolments_once UNIQUE (run_id, user_id)
);
CREATE INDEX enrolments_of_user ON enrolments (user_id, enrolment_id);
CREATE INDEX enrolments_waiting ON enrolments (run_id, place) WHERE state = 3;
