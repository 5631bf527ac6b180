-- held_count: seats held by offers; together with those taken they never exceed the capacity. offers_due: seats may be free that somebody
-- fits or waits for.
ALTER TABLE runs
  ADD COLUMN held_count integer NOT NULL DEFAULT 0,
  ADD COLUMN offers_due boolean NOT NULL DEFAULT false,
  DROP CONSTRAINT runs_seats,
  ADD CONSTRAINT runs_seats CHECK (enrolled_count >= 0 AND held_count >= 0 AND enrolled_count + held_count <= capacity);
CREATE INDEX runs_to_offer ON runs (run_id) WHERE offers_due;

-- Expressions of interest. state: parley.catalog.v1.ExpressionOfInterest. email: NULL once it has ended; address_digest, an HMAC of the
-- address, stays, so that nobody is made two offers of one run. languages: primary subtags. place: the order of confirmation. match_due: runs
-- that are open were not yet compared with it.
CREATE SEQUENCE interest_places;
CREATE TABLE interests (
  interest_id uuid PRIMARY KEY,
  email text,
  address_digest bytea NOT NULL,
  locale text NOT NULL,
  course_ids uuid[] NOT NULL,
  formats smallint[] NOT NULL,
  languages text[] NOT NULL,
  topics text[] NOT NULL,
  state smallint NOT NULL,
  place bigint,
  match_due boolean NOT NULL DEFAULT false,
  create_time timestamptz NOT NULL,
  change_time timestamptz NOT NULL,
  confirm_expire_time timestamptz NOT NULL,
  CONSTRAINT interests_placed CHECK (place IS NOT NULL OR state IN (1, 6))
);
CREATE INDEX interests_unconfirmed ON interests (address_digest, confirm_expire_time) WHERE state = 1;
CREATE INDEX interests_forgotten ON interests (confirm_expire_time) WHERE state = 1;
CREATE INDEX interests_open ON interests (place) WHERE state = 2;
CREATE INDEX interests_open_of_address ON interests (address_digest) WHERE state = 2;
CREATE INDEX interests_to_match ON interests (interest_id) WHERE match_due;
CREATE INDEX interests_ended ON interests (change_time) WHERE state IN (4, 5, 6);

-- Seats held. state: parley.catalog.v1.Offer. An address is made one offer a run.
CREATE TABLE offers (
  offer_id uuid PRIMARY KEY,
  run_id uuid NOT NULL REFERENCES runs,
  interest_id uuid NOT NULL REFERENCES interests ON DELETE CASCADE,
  address_digest bytea NOT NULL,
  state smallint NOT NULL,
  expire_time timestamptz NOT NULL,
  enrolment_id uuid REFERENCES enrolments,
  create_time timestamptz NOT NULL,
  change_time timestamptz NOT NULL,
  CONSTRAINT offers_once UNIQUE (run_id, interest_id),
  CONSTRAINT offers_once_an_address UNIQUE (run_id, address_digest)
);
CREATE INDEX offers_of_interest ON offers (interest_id);
CREATE INDEX offers_held ON offers (expire_time) WHERE state = 1;

-- Links to mail; letter_id is the interest's or the offer's. The link's token is never stored: it is made again of the id with a key derived
-- from the service's secret. kind: 1 confirmation, 2 offer. send_state: 1 QUEUED, 2 SENT (notifications has it), 3 REFUSED, 4 EXPIRED.
CREATE TABLE letters (
  letter_id uuid PRIMARY KEY,
  kind smallint NOT NULL,
  interest_id uuid NOT NULL REFERENCES interests ON DELETE CASCADE,
  expire_time timestamptz NOT NULL,
  send_state smallint NOT NULL DEFAULT 1,
  send_attempts integer NOT NULL DEFAULT 0,
  next_send_time timestamptz NOT NULL
);
CREATE INDEX letters_of_interest ON letters (interest_id);
CREATE INDEX letters_to_send ON letters (kind, next_send_time) WHERE send_state = 1;
