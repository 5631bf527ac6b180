-- The answers to calls that changed something, so that a repeat of the call gets the first answer and changes nothing. Rows stay 48 hours.
-- Each is written twice by its transaction (reserved, then answered); the room left in pages keeps the second write cheap.
CREATE TABLE replay (
  caller text NOT NULL,
  method text NOT NULL,
  request_id uuid NOT NULL,
  -- Tells a repeat from another call under the same id.
  body_hash bytea NOT NULL,
  -- Sealed with a key made of the request's body: of no use to one who only reads the table.
  answer bytea,
  create_time timestamptz NOT NULL,
  PRIMARY KEY (caller, method, request_id)
) WITH (fillfactor = 70);
CREATE INDEX replay_create_time ON replay (create_time);
