-- The change of the person that was last told of (UserChanged.version): telling it again changes nothing.
ALTER TABLE people ADD COLUMN told_version bigint NOT NULL DEFAULT 0;
-- Since when catalog, when it was asked, said the state was so: of what it tells by events what is earlier counts no more.
ALTER TABLE memberships ADD COLUMN answer_time timestamptz NOT NULL DEFAULT '-infinity';

-- Whose role as facilitator was revoked last, for a partner or for none (empty), by RoleRevoked.version: told again it takes nothing that was
-- given since.
CREATE TABLE facilitator_revocations (
  user_id uuid NOT NULL,
  partner_id text NOT NULL,
  version bigint NOT NULL,
  PRIMARY KEY (user_id, partner_id)
);
