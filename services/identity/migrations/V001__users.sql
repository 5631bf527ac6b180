-- People, their roles and consents. The e-mail is kept as given; email_key is its folded form, by which it is compared.
CREATE TABLE users (
  user_id uuid PRIMARY KEY,
  email text NOT NULL,
  email_key text NOT NULL CONSTRAINT users_email_key UNIQUE,
  display_name text NOT NULL DEFAULT '',
  locale text NOT NULL,
  time_zone text NOT NULL,
  country text NOT NULL DEFAULT '',
  version bigint NOT NULL DEFAULT 1,
  create_time timestamptz NOT NULL
);

-- role: parley.api.v1.Role. partner_id: a coordinator's partner, NULL for the other roles.
CREATE TABLE user_roles (
  user_id uuid NOT NULL REFERENCES users ON DELETE CASCADE,
  role smallint NOT NULL,
  partner_id uuid,
  grant_time timestamptz NOT NULL,
  CONSTRAINT user_roles_key UNIQUE NULLS NOT DISTINCT (user_id, role, partner_id)
);

-- kind and state: parley.identity.v1.Consent. No row: never answered.
CREATE TABLE consents (
  user_id uuid NOT NULL REFERENCES users ON DELETE CASCADE,
  kind smallint NOT NULL,
  state smallint NOT NULL,
  update_time timestamptz NOT NULL,
  PRIMARY KEY (user_id, kind)
);
