-- Invitations to roles. The link's token is never stored, as a sign-in's is not. state: parley.identity.v1.Invitation.State; an open one
-- whose time is over may still stand as OPEN. partner_id: of a coordinator or facilitator. inviter_id: NULL for the service partners.
-- send_state: 1 QUEUED, 2 SENT (notifications has it), 3 REFUSED, 4 EXPIRED.
CREATE TABLE invitations (
  invitation_id uuid PRIMARY KEY,
  email text NOT NULL,
  email_key text NOT NULL,
  role smallint NOT NULL,
  partner_id uuid,
  locale text NOT NULL,
  state smallint NOT NULL DEFAULT 1,
  inviter_id uuid,
  create_time timestamptz NOT NULL,
  expire_time timestamptz NOT NULL,
  send_state smallint NOT NULL DEFAULT 1,
  send_attempts integer NOT NULL DEFAULT 0,
  next_send_time timestamptz NOT NULL
);
-- Nobody is asked the same thing twice at a time.
CREATE UNIQUE INDEX invitations_open ON invitations (email_key, role, partner_id) NULLS NOT DISTINCT WHERE state = 1;
CREATE INDEX invitations_of_partner ON invitations (partner_id, invitation_id);
CREATE INDEX invitations_of_address ON invitations (email_key, create_time);
CREATE INDEX invitations_to_send ON invitations (next_send_time) WHERE send_state = 1;
CREATE INDEX invitations_expire ON invitations (expire_time);
