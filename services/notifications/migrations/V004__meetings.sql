-- Of a notification about a meeting: when it begins.
ALTER TABLE notifications ADD COLUMN start_time timestamptz;

-- Who is in which group, as scheduling last told; a row stays when its person leaves, to know what is news.
CREATE TABLE group_people (
  group_id uuid NOT NULL,
  user_id uuid NOT NULL,
  seat smallint NOT NULL,
  run_id uuid NOT NULL,
  is_in boolean NOT NULL,
  change_time timestamptz NOT NULL,
  PRIMARY KEY (group_id, user_id, seat)
);

-- Meetings as scheduling last told.
CREATE TABLE meetings (
  meeting_id uuid PRIMARY KEY,
  group_id uuid NOT NULL,
  run_id uuid NOT NULL,
  start_time timestamptz NOT NULL,
  end_time timestamptz NOT NULL,
  state smallint NOT NULL,
  sequence integer NOT NULL
);
CREATE INDEX meetings_of_group ON meetings (group_id);

-- What each person's calendar was told of a meeting; the row with the highest sequence is what it shows.
CREATE TABLE invitations (
  meeting_id uuid NOT NULL,
  user_id uuid NOT NULL,
  sequence integer NOT NULL,
  method smallint NOT NULL,
  meeting_sequence integer NOT NULL,
  start_time timestamptz NOT NULL,
  end_time timestamptz NOT NULL,
  -- Whose mail carries it.
  notification_id uuid NOT NULL UNIQUE,
  PRIMARY KEY (meeting_id, user_id, sequence)
);
