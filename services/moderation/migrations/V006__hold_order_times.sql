-- When the decision was made; due_time moves with every attempt. NULL: written by the version before.
ALTER TABLE hold_orders ADD COLUMN create_time timestamptz;
