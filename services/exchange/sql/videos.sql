-- name: InsertVideo
INSERT INTO videos (video_id, run_id, prompt_id, group_id, author_id, reply_to_video_id, state, size_bytes, expire_time, min_duration_ms,
                    max_duration_ms, create_time)
VALUES ($1, $2, $3, $4, $5, $6, 1, $7, $8, $9, $10, $11);

-- name: CountUnfinishedUploads
SELECT count(*) FROM videos WHERE author_id = $1 AND state = 1 AND expire_time > $2;

-- name: GetVideoForUpdate
SELECT video_id, run_id, prompt_id, group_id, author_id, reply_to_video_id, state, hold_count, failure_reason, failure_message, size_bytes,
       offset_bytes, expire_time, min_duration_ms, max_duration_ms, duration_ms, width, height, version, publish_time,
       hold_count > 0 AND EXISTS (SELECT FROM holds h WHERE h.video_id = videos.video_id AND h.source = 2) AS moderated
FROM videos WHERE video_id = $1 FOR UPDATE;

-- name: GetVideo
SELECT video_id, run_id, prompt_id, group_id, author_id, reply_to_video_id, state, hold_count, failure_reason, failure_message, size_bytes,
       offset_bytes, expire_time, min_duration_ms, max_duration_ms, duration_ms, width, height, version, publish_time,
       hold_count > 0 AND EXISTS (SELECT FROM holds h WHERE h.video_id = videos.video_id AND h.source = 2) AS moderated
FROM videos WHERE video_id = $1;

-- name: LockVideosOfAuthor
-- And those they answer, whose replies may be counted anew: a video before the one it answers, as always, which is the older one.
SELECT 1 FROM videos WHERE video_id IN (SELECT video_id FROM videos WHERE author_id = $1
                                        UNION SELECT reply_to_video_id FROM videos WHERE author_id = $1)
ORDER BY video_id DESC FOR UPDATE;

-- name: ListVideosOfAuthor
-- Group by group, in the order of the groups: the feeds that change with them are locked so.
SELECT video_id, run_id, prompt_id, group_id, author_id, reply_to_video_id, state, hold_count, failure_reason, failure_message, size_bytes,
       offset_bytes, expire_time, min_duration_ms, max_duration_ms, duration_ms, width, height, version, publish_time,
       hold_count > 0 AND EXISTS (SELECT FROM holds h WHERE h.video_id = videos.video_id AND h.source = 2) AS moderated
FROM videos WHERE author_id = $1 ORDER BY group_id, video_id;

-- name: ListExpiredUploadsForUpdate
SELECT video_id, run_id, prompt_id, group_id, author_id, reply_to_video_id, state, hold_count, failure_reason, failure_message, size_bytes,
       offset_bytes, expire_time, min_duration_ms, max_duration_ms, duration_ms, width, height, version, publish_time,
       hold_count > 0 AND EXISTS (SELECT FROM holds h WHERE h.video_id = videos.video_id AND h.source = 2) AS moderated
FROM videos WHERE state = 1 AND expire_time <= $1 ORDER BY expire_time LIMIT 100 FOR UPDATE SKIP LOCKED;

-- name: UpdateVideo
UPDATE videos SET state = $2, visible = ($2::smallint = 3 AND $3::integer = 0), hold_count = $3, failure_reason = $4, failure_message = $5, duration_ms = $6,
                  width = $7, height = $8, publish_time = $9, version = $10
WHERE video_id = $1;

-- name: UpdateUpload
UPDATE videos SET offset_bytes = $2, expire_time = $3 WHERE video_id = $1;

-- name: AddToReplyCount
UPDATE videos SET reply_count = reply_count + $2 WHERE video_id = $1;

-- name: GetAuthor
SELECT author_id FROM videos WHERE video_id = $1;

-- name: InsertHoldIfNew
INSERT INTO holds (video_id, source, reason, create_time) VALUES ($1, $2, $3, $4) ON CONFLICT DO NOTHING;

-- name: DeleteHold
DELETE FROM holds WHERE video_id = $1 AND source = $2;
