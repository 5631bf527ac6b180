-- name: LockAuditHead
SELECT sequence, hash FROM audit_head FOR UPDATE;

-- name: GetAuditHead
SELECT sequence, hash FROM audit_head;

-- name: MoveAuditHead
UPDATE audit_head SET sequence = $1, hash = $2;

-- name: InsertAuditEntry
INSERT INTO audit_entries (sequence, create_time, act, actor_id, subject_id, run_id, video_id, user_id, outcome, previous_hash, hash)
VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11);

-- name: ListAuditEntriesAfter
SELECT sequence, create_time, act, actor_id, subject_id, run_id, video_id, user_id, outcome, previous_hash, hash
FROM audit_entries WHERE sequence > $1 AND sequence <= $2 ORDER BY sequence LIMIT $3;

-- name: ListAuditEntriesBefore
SELECT sequence, create_time, act, actor_id, subject_id, run_id, video_id, user_id, outcome, previous_hash, hash
FROM audit_entries WHERE sequence < $1 ORDER BY sequence DESC LIMIT $2;
