-- name: InsertMediaJob
INSERT INTO media_jobs (video_id, lease_time, create_time) VALUES ($1, '-infinity', $2) ON CONFLICT DO NOTHING;

-- name: TakeMediaJob
UPDATE media_jobs SET lease = $1, lease_time = $3, attempts = attempts + 1, progress_percent = 0
WHERE video_id = (SELECT video_id FROM media_jobs WHERE lease_time <= $2 ORDER BY create_time, video_id LIMIT 1 FOR UPDATE SKIP LOCKED)
RETURNING video_id, attempts;

-- name: RenewMediaJob
-- Finds nothing once somebody else has the job, or the video was taken back.
UPDATE media_jobs j SET lease_time = $3, progress_percent = $4 FROM videos v
WHERE j.video_id = $1 AND j.lease = $2 AND v.video_id = j.video_id AND v.state = 2;

-- name: PutBackMediaJob
UPDATE media_jobs SET lease = NULL, lease_time = $3, attempts = attempts - 1 WHERE video_id = $1 AND lease = $2;

-- name: DeleteMediaJob
DELETE FROM media_jobs WHERE video_id = $1 AND lease = $2;

-- name: GetMediaBacklog
-- $1: now. Who holds a job does so until lease_time.
SELECT count(*) FILTER (WHERE lease IS NULL OR lease_time <= $1) AS waiting, count(*) FILTER (WHERE lease IS NOT NULL AND lease_time > $1) AS running,
  min(create_time) FILTER (WHERE lease IS NULL OR lease_time <= $1) AS oldest_time
FROM media_jobs;

-- name: InsertRendition
INSERT INTO renditions (video_id, name, blob_key, media_type, size_bytes, etag) VALUES ($1, $2, $3, $4, $5, $6);

-- name: GetRendition
SELECT blob_key, media_type, size_bytes, etag FROM renditions WHERE video_id = $1 AND name = $2;

-- name: InsertBlobRemoval
INSERT INTO blob_removals (blob_key, due_time) VALUES ($1, $2)
ON CONFLICT (blob_key) DO UPDATE SET due_time = LEAST(blob_removals.due_time, EXCLUDED.due_time);

-- name: ListBlobRemovals
SELECT blob_key FROM blob_removals WHERE due_time <= $1 ORDER BY due_time LIMIT 100;

-- name: DeleteBlobRemoval
DELETE FROM blob_removals WHERE blob_key = $1;

-- name: ReleaseMediaJob
UPDATE media_jobs SET lease = NULL, lease_time = $3 WHERE video_id = $1 AND lease = $2;
