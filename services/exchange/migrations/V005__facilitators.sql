-- scheduling's: who facilitates a run, or one group of it; scope_id is the run or the group. change_time: of the last event applied.
CREATE TABLE facilitators (
  scope_id uuid NOT NULL,
  user_id uuid NOT NULL,
  is_facilitator boolean NOT NULL,
  change_time timestamptz NOT NULL,
  PRIMARY KEY (scope_id, user_id)
);

COMMENT ON COLUMN holds.source IS '1 consent, 2 moderation';
