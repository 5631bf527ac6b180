-- When people can meet, in the terms of their own clocks, never in UTC.
CREATE TABLE availabilities (
  user_id uuid PRIMARY KEY,
  time_zone text NOT NULL,
  version bigint NOT NULL,
  update_time timestamptz NOT NULL
);

-- weekday: 1 is Monday. Minutes of the local day.
CREATE TABLE weekly_windows (
  user_id uuid NOT NULL REFERENCES availabilities ON DELETE CASCADE,
  weekday smallint NOT NULL CHECK (weekday BETWEEN 1 AND 7),
  start_minute smallint NOT NULL CHECK (start_minute >= 0),
  end_minute smallint NOT NULL CHECK (end_minute > start_minute AND end_minute <= 1440),
  PRIMARY KEY (user_id, weekday, start_minute)
);

-- A date with windows of its own, a row each; a single row of 0 to 0: none at all.
CREATE TABLE date_exceptions (
  user_id uuid NOT NULL REFERENCES availabilities ON DELETE CASCADE,
  date date NOT NULL,
  start_minute smallint NOT NULL,
  end_minute smallint NOT NULL,
  PRIMARY KEY (user_id, date, start_minute),
  CHECK ((start_minute = 0 AND end_minute = 0) OR (start_minute >= 0 AND end_minute > start_minute AND end_minute <= 1440))
);

-- Who may be given groups of a run. languages: empty: the run's.
CREATE TABLE run_facilitators (
  run_id uuid NOT NULL,
  user_id uuid NOT NULL,
  languages text[] NOT NULL,
  most_groups integer NOT NULL CHECK (most_groups >= 1),
  PRIMARY KEY (run_id, user_id)
);
