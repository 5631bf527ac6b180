-- name: InsertQueueItem
INSERT INTO queue_items (queue_item_id, kind, state, gravity, video_id, run_id, group_id, author_id, create_time, complaint_count)
VALUES ($1, $2, 1, $3, $4, $5, $6, $7, $8, $9);

-- name: GetQueueItem
SELECT queue_item_id, kind, state, gravity, video_id, run_id, group_id, author_id, create_time, claimed_by, claim_expire_time, complaint_count,
       version
FROM queue_items WHERE queue_item_id = $1;

-- name: GetQueueItemForUpdate
SELECT queue_item_id, kind, state, gravity, video_id, run_id, group_id, author_id, create_time, claimed_by, claim_expire_time, complaint_count,
       version
FROM queue_items WHERE queue_item_id = $1 FOR UPDATE;

-- name: GetWaitingItemForUpdate
SELECT queue_item_id, kind, state, gravity, video_id, run_id, group_id, author_id, create_time, claimed_by, claim_expire_time, complaint_count,
       version
FROM queue_items WHERE video_id = $1 AND state = 1 FOR UPDATE;

-- name: UpdateQueueItem
UPDATE queue_items SET kind = $2, state = $3, gravity = $4, claimed_by = $5, claim_expire_time = $6, complaint_count = $7, version = $8
WHERE queue_item_id = $1;

-- name: ListQueueItems
-- Those $1 is a moderator of ($2: and a coordinator, as their token says) in state $3, of one run where $4 is given, after gravity $5 and id $6.
SELECT i.queue_item_id, i.kind, i.state, i.gravity, i.video_id, i.run_id, i.group_id, i.author_id, i.create_time, i.claimed_by,
       i.claim_expire_time, i.complaint_count, i.version
FROM queue_items i
WHERE i.state = $3 AND ($4::uuid IS NULL OR i.run_id = $4) AND i.author_id <> $1
  AND (i.gravity < $5::smallint OR (i.gravity = $5::smallint AND i.queue_item_id > $6::uuid))
  AND (EXISTS (SELECT FROM facilitators f WHERE f.user_id = $1 AND f.is_facilitator AND f.scope_id IN (i.run_id, i.group_id))
       OR ($2::boolean AND EXISTS (SELECT FROM coordinators c JOIN runs r ON r.partner_id = ANY (c.partner_ids)
                                   WHERE c.user_id = $1 AND r.run_id = i.run_id)))
ORDER BY i.gravity DESC, i.queue_item_id LIMIT $7;
