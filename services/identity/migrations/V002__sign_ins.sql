-- Sign-ins by mailed link. The link's token is never stored: it is recomputed from sign_in_id with a key derived from the service's secret.
-- send_state: 1 QUEUED, 2 SENT (notifications has it), 3 REFUSED, 4 EXPIRED.
CREATE TABLE sign_ins (
  sign_in_id uuid PRIMARY KEY,
  email text NOT NULL,
  email_key text NOT NULL,
  locale text NOT NULL,
  time_zone text NOT NULL,
  continue_path text NOT NULL,
  create_time timestamptz NOT NULL,
  expire_time timestamptz NOT NULL,
  use_time timestamptz,
  send_state smallint NOT NULL DEFAULT 1,
  send_attempts integer NOT NULL DEFAULT 0,
  next_send_time timestamptz NOT NULL
);
CREATE INDEX sign_ins_open ON sign_ins (email_key, expire_time) WHERE use_time IS NULL;
CREATE INDEX sign_ins_to_send ON sign_ins (next_send_time) WHERE send_state = 1;
CREATE INDEX sign_ins_expire ON sign_ins (expire_time);

CREATE TABLE sessions (
  session_id uuid PRIMARY KEY,
  user_id uuid NOT NULL REFERENCES users ON DELETE CASCADE,
  create_time timestamptz NOT NULL,
  expire_time timestamptz NOT NULL,
  end_time timestamptz
);
CREATE INDEX sessions_user ON sessions (user_id);
CREATE INDEX sessions_expire ON sessions (expire_time);

-- Every refresh token of a session, as its SHA-256: rotated ones too, so that the use of a stolen or replaced one is recognised.
CREATE TABLE refresh_tokens (
  token_hash bytea PRIMARY KEY,
  session_id uuid NOT NULL REFERENCES sessions ON DELETE CASCADE,
  issue_time timestamptz NOT NULL,
  expire_time timestamptz NOT NULL,
  rotate_time timestamptz
);
CREATE INDEX refresh_tokens_session ON refresh_tokens (session_id);
CREATE INDEX refresh_tokens_expire ON refresh_tokens (expire_time);
