-- Other things than videos are notified of, and some of them again and again.
ALTER TABLE notifications RENAME COLUMN video_id TO subject_id;
-- Tells apart what happens to one subject repeatedly.
ALTER TABLE notifications ADD COLUMN occurrence bigint NOT NULL DEFAULT 0;
ALTER TABLE notifications DROP CONSTRAINT notifications_told_once;
ALTER TABLE notifications ADD CONSTRAINT notifications_told_once UNIQUE (user_id, topic, subject_id, occurrence);
-- A mail about a notification (kind 2) reads its row, which `cause_id` names.
ALTER TABLE deliveries DROP COLUMN video_id;

-- Contacts have a zone, which those kept so far lack: they are asked for again.
ALTER TABLE contacts ADD COLUMN time_zone text;
UPDATE contacts SET version = version + 1, email = NULL, display_name = NULL, locale = NULL;

-- Titles of runs, as catalog told.
CREATE TABLE runs (
  run_id uuid PRIMARY KEY,
  title text NOT NULL
);

-- People's places in runs, as catalog last told.
CREATE TABLE enrolments (
  enrolment_id uuid PRIMARY KEY,
  run_id uuid NOT NULL,
  user_id uuid NOT NULL,
  state smallint NOT NULL,
  change_time timestamptz NOT NULL
);
CREATE INDEX enrolments_of_run ON enrolments (run_id, user_id);

-- Words of nudges, as moderation answered; empty for one it does not know.
CREATE TABLE nudges (
  nudge_id uuid PRIMARY KEY,
  text text NOT NULL
);
