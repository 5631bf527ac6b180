-- Grows when a role is taken away; stands in access tokens ("ver").
ALTER TABLE users ADD COLUMN token_version bigint NOT NULL DEFAULT 0;

-- Whose tokens below which version are stale: of users and API clients, kept as long as such tokens may live.
CREATE TABLE revocations (
  subject_id uuid PRIMARY KEY,
  version bigint NOT NULL,
  revoke_time timestamptz NOT NULL
);
CREATE INDEX revocations_revoke_time ON revocations (revoke_time);
