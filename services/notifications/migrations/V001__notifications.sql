-- What people are told in the app.
CREATE TABLE notifications (
  notification_id uuid PRIMARY KEY,
  user_id uuid NOT NULL,
  topic smallint NOT NULL,
  video_id uuid NOT NULL,
  run_id uuid NOT NULL,
  create_time timestamptz NOT NULL,
  read_time timestamptz,
  -- When open browsers were told.
  announce_time timestamptz,
  -- However often the event is applied, a person is told once.
  CONSTRAINT notifications_told_once UNIQUE (user_id, topic, video_id)
);
CREATE INDEX notifications_of_user ON notifications (user_id, notification_id);
CREATE INDEX notifications_unread ON notifications (user_id) WHERE read_time IS NULL;
CREATE INDEX notifications_unannounced ON notifications (notification_id) WHERE announce_time IS NULL;

-- One row a person, event and channel.
CREATE TABLE deliveries (
  delivery_id uuid PRIMARY KEY,
  -- The notification or the sign-in that is delivered.
  cause_id uuid NOT NULL,
  channel smallint NOT NULL,
  kind smallint NOT NULL,
  state smallint NOT NULL,
  -- Same in every try.
  message_id text NOT NULL UNIQUE,
  -- Who gets it: a user, whose address identity knows, or (a sign-in) an address, kept until the end.
  user_id uuid,
  email text,
  locale text,
  -- What the mail links to: a video, or a secret address, sealed, kept until the end.
  video_id uuid,
  sealed_url bytea,
  create_time timestamptz NOT NULL,
  expire_time timestamptz NOT NULL,
  attempt integer NOT NULL DEFAULT 0,
  -- QUEUED: when it may be tried. SENDING: when the lease ends and another may try.
  next_time timestamptz NOT NULL,
  lease_id uuid,
  last_error text NOT NULL DEFAULT '',
  end_time timestamptz,
  CONSTRAINT deliveries_once UNIQUE (cause_id, channel)
);
CREATE INDEX deliveries_due ON deliveries (kind, next_time) WHERE state IN (1, 2);

-- Addresses, names and languages, as identity last told. A row whose email is NULL was forgotten; it stays to keep its version.
CREATE TABLE contacts (
  user_id uuid PRIMARY KEY,
  -- Grows with every change: an answer asked for before a change must not be stored after it.
  version bigint NOT NULL,
  email text,
  display_name text,
  locale text
);
