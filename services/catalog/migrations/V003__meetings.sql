-- When runs end, and how many people their groups are made for. Runs from before end as the contract's default says: a week after their last
-- module's week began, at the local hour of the start.
ALTER TABLE runs
  ADD COLUMN end_time timestamptz,
  ADD COLUMN min_present integer NOT NULL DEFAULT 8,
  ADD COLUMN max_present integer NOT NULL DEFAULT 10;
UPDATE runs SET end_time = (start_time AT TIME ZONE time_zone + make_interval(days => 7 * (
    SELECT COALESCE(max(m.week), 1) FROM modules m WHERE m.course_id = runs.course_id))) AT TIME ZONE time_zone;
ALTER TABLE runs
  ALTER COLUMN end_time SET NOT NULL,
  ADD CONSTRAINT runs_times CHECK (end_time > start_time),
  ADD CONSTRAINT runs_group_size CHECK (min_present BETWEEN 1 AND max_present);

CREATE TABLE planned_meetings (
  planned_meeting_id uuid PRIMARY KEY,
  run_id uuid NOT NULL REFERENCES runs ON DELETE CASCADE,
  ordinal integer NOT NULL,
  module_id uuid NOT NULL REFERENCES modules,
  duration_ms bigint NOT NULL,
  window_start_time timestamptz NOT NULL,
  window_end_time timestamptz NOT NULL,
  CONSTRAINT planned_meetings_order UNIQUE (run_id, ordinal),
  CONSTRAINT planned_meetings_modules UNIQUE (run_id, module_id)
);
