-- What this service publishes. A row is written by the transaction that made the change; the relay gives it its position afterwards.
CREATE TABLE outbox (
  id bigserial PRIMARY KEY,
  position bigint UNIQUE,
  type text NOT NULL,
  aggregate_id text NOT NULL,
  payload bytea NOT NULL,
  create_time timestamptz NOT NULL
);
CREATE INDEX outbox_waiting ON outbox (id) WHERE position IS NULL;

-- One row. Positions are contiguous within an epoch; restoring a backup starts a new one.
CREATE TABLE outbox_epoch (
  one boolean PRIMARY KEY DEFAULT true CHECK (one),
  epoch text NOT NULL,
  head_position bigint NOT NULL
);
INSERT INTO outbox_epoch (epoch, head_position) VALUES (replace(gen_random_uuid()::text, '-', ''), 0);

-- How far this service has applied each producer's events.
CREATE TABLE followed (
  producer text PRIMARY KEY,
  epoch text NOT NULL,
  position bigint NOT NULL
);

-- Events that could not be applied, and later events of the same aggregate, which wait behind them.
CREATE TABLE dead_letters (
  id bigserial PRIMARY KEY,
  producer text NOT NULL,
  epoch text NOT NULL,
  position bigint NOT NULL,
  type text NOT NULL,
  aggregate_id text NOT NULL,
  payload bytea NOT NULL,
  create_time timestamptz NOT NULL,
  dead_time timestamptz NOT NULL,
  -- Why; empty for an event that only waits behind another.
  error text NOT NULL,
  UNIQUE (producer, epoch, position)
);
CREATE INDEX dead_letters_aggregate ON dead_letters (producer, aggregate_id, id);
