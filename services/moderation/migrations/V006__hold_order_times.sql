-- When the decision was made; due_time moves with every attempt. The default is for what the version before has written, and still writes.
ALTER TABLE hold_orders ADD COLUMN create_time timestamptz NOT NULL DEFAULT now();
