-- subject: what the event tells the state of; NULL: it is news.
ALTER TABLE outbox ADD COLUMN subject text;
CREATE INDEX outbox_of_subject ON outbox (subject, position) WHERE subject IS NOT NULL;

-- Of what was trimmed from the outbox the last event of each subject. A later one may be in the outbox.
CREATE TABLE latest_events (
  subject text PRIMARY KEY,
  position bigint NOT NULL UNIQUE,
  type text NOT NULL,
  aggregate_id text NOT NULL,
  payload bytea NOT NULL,
  create_time timestamptz NOT NULL
);
