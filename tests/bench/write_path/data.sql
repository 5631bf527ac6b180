-- 3,000 people, the same for both sides.
INSERT INTO identity.users (user_id, email, email_key, locale, time_zone, create_time)
  SELECT ('0193a000-0000-7005-8000-' || lpad(to_hex(u), 12, '0'))::uuid, u || '@student.example', u || '@student.example', 'en', 'Europe/Berlin', '2026-01-01Z'
  FROM generate_series(1, 3000) u;

CREATE SCHEMA peer;
CREATE TABLE peer.users AS SELECT user_id FROM identity.users;
ALTER TABLE peer.users ADD PRIMARY KEY (user_id);
CREATE TABLE peer.consents (user_id uuid REFERENCES peer.users, kind text, state text NOT NULL, update_time timestamptz NOT NULL, PRIMARY KEY (user_id, kind));
-- What makes a change happen once, and what others learn of it.
CREATE TABLE peer.requests (user_id uuid, request_id uuid, answer text, create_time timestamptz NOT NULL DEFAULT now(), PRIMARY KEY (user_id, request_id));
CREATE TABLE peer.outbox (id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY, event jsonb NOT NULL, create_time timestamptz NOT NULL DEFAULT now());
VACUUM ANALYZE;
