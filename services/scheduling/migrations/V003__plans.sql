-- state and failure: parley.scheduling.v1.Plan. outcome: a PlanOutcome, of a plan that was PROPOSED.
-- While it is SOLVING (1) a planner holds it by its lease (a token of its own) until lease_time, and renews that while it works. attempts counts
-- the times it was taken and not given back: planners that died over it.
CREATE TABLE plans (
  plan_id uuid PRIMARY KEY,
  run_id uuid NOT NULL REFERENCES runs,
  state smallint NOT NULL,
  failure smallint NOT NULL DEFAULT 0,
  expected_attendance double precision NOT NULL,
  progress_percent integer NOT NULL DEFAULT 0,
  outcome bytea,
  group_count integer NOT NULL DEFAULT 0,
  lease uuid,
  lease_time timestamptz NOT NULL,
  attempts integer NOT NULL DEFAULT 0,
  create_time timestamptz NOT NULL,
  update_time timestamptz NOT NULL,
  version bigint NOT NULL DEFAULT 1
);
CREATE INDEX plans_run ON plans (run_id, plan_id);
CREATE UNIQUE INDEX plans_solving_once ON plans (run_id) WHERE state = 1;
CREATE UNIQUE INDEX plans_adopted_once ON plans (run_id) WHERE state = 3;
