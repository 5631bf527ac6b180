-- name: InsertDecision
INSERT INTO decisions (decision_id, queue_item_id, video_id, run_id, author_id, verdict, reason, statement, decided_by, decide_time)
VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10);

-- name: GetDecisionOfItem
SELECT decision_id, queue_item_id, video_id, run_id, author_id, verdict, reason, statement, decided_by, decide_time, restore_time, restore_reason,
       restored_by
FROM decisions WHERE queue_item_id = $1;

-- name: GetHidingDecision
SELECT decision_id, queue_item_id, video_id, run_id, author_id, verdict, reason, statement, decided_by, decide_time, restore_time, restore_reason,
       restored_by
FROM decisions WHERE video_id = $1 AND verdict = 2 AND restore_time = 'infinity';

-- name: SetDecisionReversed
UPDATE decisions SET restore_time = $2, restore_reason = $3, restored_by = $4 WHERE decision_id = $1;

-- name: ListDecisionsOnAuthor
SELECT decision_id, queue_item_id, video_id, run_id, author_id, verdict, reason, statement, decided_by, decide_time, restore_time, restore_reason,
       restored_by
FROM decisions WHERE author_id = $1 AND verdict = 2 AND decision_id < $2::uuid ORDER BY decision_id DESC LIMIT $3;

-- name: InsertHoldOrder
INSERT INTO hold_orders (order_id, video_id, kind, reason, create_time, due_time) VALUES ($1, $2, $3, $4, $5, $5);

-- name: ClaimHoldOrders
-- Of each video only the first: a lift never overtakes the hold it lifts.
UPDATE hold_orders SET due_time = $2, attempts = attempts + 1
WHERE number IN (
  SELECT o.number FROM hold_orders o
  WHERE o.state = 1 AND o.due_time <= $1
    AND NOT EXISTS (SELECT FROM hold_orders e WHERE e.video_id = o.video_id AND e.state = 1 AND e.number < o.number)
  ORDER BY o.due_time, o.number LIMIT 10 FOR UPDATE SKIP LOCKED)
RETURNING order_id, video_id, kind, reason, attempts;

-- name: GetHoldBacklog
SELECT count(*) AS waiting, min(create_time) AS oldest_time FROM hold_orders WHERE state = 1;

-- name: EndHoldOrder
UPDATE hold_orders SET state = $2 WHERE order_id = $1;

-- name: PutOffHoldOrder
UPDATE hold_orders SET due_time = $2 WHERE order_id = $1 AND state = 1;
