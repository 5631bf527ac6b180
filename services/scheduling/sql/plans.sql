-- name: InsertPlan
INSERT INTO plans (plan_id, run_id, state, expected_attendance, lease_time, create_time, update_time) VALUES ($1, $2, 1, $3, '-infinity', $4, $4);

-- name: GetPlan
SELECT plan_id, run_id, state, failure, expected_attendance, progress_percent, outcome, group_count, create_time, update_time, version
FROM plans WHERE plan_id = $1;

-- name: GetPlanForUpdate
SELECT plan_id, run_id, state, failure, expected_attendance, progress_percent, outcome, group_count, create_time, update_time, version
FROM plans WHERE plan_id = $1 FOR UPDATE;

-- name: GetAdoptedPlanForUpdate
SELECT plan_id, run_id, state, failure, expected_attendance, progress_percent, outcome, group_count, create_time, update_time, version
FROM plans WHERE run_id = $1 AND state = 3 FOR UPDATE;

-- name: ListPlans
-- $2: the last plan of the page before.
SELECT plan_id, run_id, state, failure, expected_attendance, progress_percent, NULL::bytea AS outcome, group_count, create_time, update_time, version
FROM plans WHERE run_id = $1 AND plan_id < $2 ORDER BY plan_id DESC LIMIT $3;

-- name: HasSolvingPlan
SELECT 1 FROM plans WHERE run_id = $1 AND state = 1;

-- name: HasAdoptedPlan
SELECT 1 FROM plans WHERE run_id = $1 AND state = 3;

-- name: SavePlanState
UPDATE plans SET state = $2, version = $3, update_time = $4, lease = NULL WHERE plan_id = $1;

-- name: TakePlan
-- The oldest that nobody holds and whose participants' profiles are all known.
UPDATE plans SET lease = $1, lease_time = $3, attempts = attempts + 1, progress_percent = 0
WHERE plan_id = (
  SELECT plan_id FROM plans p
  WHERE state = 1 AND lease_time <= $2
    AND NOT EXISTS (SELECT 1 FROM memberships m LEFT JOIN people u ON u.user_id = m.user_id
                    WHERE m.run_id = p.run_id AND m.state = 4 AND COALESCE(u.asked_changes, 0) = 0)
  ORDER BY create_time, plan_id LIMIT 1 FOR UPDATE SKIP LOCKED)
RETURNING plan_id, run_id, expected_attendance, attempts;

-- name: RenewPlan
-- Finds nothing once somebody else has the plan, or it was cancelled.
UPDATE plans SET lease_time = $3, progress_percent = $4 WHERE plan_id = $1 AND lease = $2 AND state = 1;

-- name: PutBackPlan
UPDATE plans SET lease = NULL, lease_time = $3, attempts = attempts - 1 WHERE plan_id = $1 AND lease = $2 AND state = 1;

-- name: GetPlanBacklog
-- $1: now. Who holds a plan does so until lease_time.
SELECT count(*) FILTER (WHERE lease IS NULL OR lease_time <= $1) AS waiting, count(*) FILTER (WHERE lease IS NOT NULL AND lease_time > $1) AS running,
  min(create_time) FILTER (WHERE lease IS NULL OR lease_time <= $1) AS oldest_time
FROM plans WHERE state = 1;

-- name: ProposePlan
UPDATE plans SET state = 2, outcome = $3, group_count = $4, progress_percent = 100, lease = NULL, version = version + 1, update_time = $5
WHERE plan_id = $1 AND lease = $2 AND state = 1;

-- name: FailPlan
UPDATE plans SET state = 6, failure = $3, lease = NULL, version = version + 1, update_time = $4
WHERE plan_id = $1 AND lease = $2 AND state = 1;

-- name: DiscardPlansOfRun
UPDATE plans SET state = 4, lease = NULL, version = version + 1, update_time = $2 WHERE run_id = $1 AND state IN (1, 2);
