-- kind: parley.partners.v1.Partner.Kind.
CREATE TABLE partners (
  partner_id uuid PRIMARY KEY,
  kind smallint NOT NULL,
  name text NOT NULL CHECK (name <> ''),
  website text NOT NULL DEFAULT '',
  version bigint NOT NULL DEFAULT 1,
  create_time timestamptz NOT NULL
);
CREATE INDEX partners_by_name ON partners (name, partner_id);

-- state: parley.partners.v1.Inquiry.State. email_key: the address without regard to case.
CREATE TABLE inquiries (
  inquiry_id uuid PRIMARY KEY,
  organisation text NOT NULL,
  kind smallint NOT NULL,
  contact_name text NOT NULL,
  contact_email text NOT NULL,
  email_key text NOT NULL,
  course_url text NOT NULL,
  message text NOT NULL,
  locale text NOT NULL,
  state smallint NOT NULL DEFAULT 1,
  decline_reason text NOT NULL DEFAULT '',
  partner_id uuid REFERENCES partners,
  create_time timestamptz NOT NULL,
  -- When the state last changed.
  state_time timestamptz NOT NULL,
  CONSTRAINT inquiries_become_partners CHECK ((state = 3) = (partner_id IS NOT NULL))
);
CREATE INDEX inquiries_by_state ON inquiries (state, inquiry_id);
CREATE INDEX inquiries_of_address ON inquiries (email_key, create_time);

-- First coordinators to be appointed by identity. send_state: 1 QUEUED, 2 DONE (identity has it), 3 REFUSED. The address is blanked at the end.
CREATE TABLE appointments (
  appointment_id uuid PRIMARY KEY,
  partner_id uuid NOT NULL REFERENCES partners,
  email text NOT NULL,
  locale text NOT NULL,
  send_state smallint NOT NULL DEFAULT 1,
  send_attempts integer NOT NULL DEFAULT 0,
  next_send_time timestamptz NOT NULL
);
CREATE INDEX appointments_to_send ON appointments (next_send_time) WHERE send_state = 1;

-- Who coordinates which partner: a projection of identity's RoleGranted and RoleRevoked. Who no longer does stays, so that an answer of identity
-- from before does not bring them back.
CREATE TABLE coordinators (
  user_id uuid NOT NULL,
  partner_id uuid NOT NULL,
  is_coordinator boolean NOT NULL,
  PRIMARY KEY (user_id, partner_id)
);
