-- name: InsertRun
INSERT INTO runs (run_id, course_id, partner_id, title, format, state, start_time, time_zone, capacity, working_languages,
                  min_duration_ms, max_duration_ms, max_size_bytes, plenary_group_id, create_time, end_time, min_present, max_present,
                  opened, offers_due)
VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10::text[], $11, $12, $13, $14, $15, $16, $17, $18, $19, $20);

-- name: GetRun
SELECT run_id, course_id, partner_id, title, format, state, start_time, time_zone, capacity, enrolled_count, working_languages,
       min_duration_ms, max_duration_ms, max_size_bytes, plenary_group_id, create_time, version, end_time, min_present, max_present, opened,
       held_count, offers_due
FROM runs WHERE run_id = $1;

-- name: GetRunForUpdate
SELECT run_id, course_id, partner_id, title, format, state, start_time, time_zone, capacity, enrolled_count, working_languages,
       min_duration_ms, max_duration_ms, max_size_bytes, plenary_group_id, create_time, version, end_time, min_present, max_present, opened,
       held_count, offers_due
FROM runs WHERE run_id = $1 FOR UPDATE;

-- name: ListRuns
-- $1: the last run of the page before.
SELECT run_id, course_id, partner_id, title, format, state, start_time, time_zone, capacity, enrolled_count, working_languages,
       min_duration_ms, max_duration_ms, max_size_bytes, plenary_group_id, create_time, version, end_time, min_present, max_present, opened,
       held_count, offers_due
FROM runs WHERE state IN (2, 3) AND run_id < $1 ORDER BY run_id DESC LIMIT $2;

-- name: ListRunsOfCourse
SELECT run_id, course_id, partner_id, title, format, state, start_time, time_zone, capacity, enrolled_count, working_languages,
       min_duration_ms, max_duration_ms, max_size_bytes, plenary_group_id, create_time, version, end_time, min_present, max_present, opened,
       held_count, offers_due
FROM runs WHERE course_id = $3 AND state IN (2, 3) AND run_id < $1 ORDER BY run_id DESC LIMIT $2;

-- name: ListRunsOfPartner
SELECT run_id, course_id, partner_id, title, format, state, start_time, time_zone, capacity, enrolled_count, working_languages,
       min_duration_ms, max_duration_ms, max_size_bytes, plenary_group_id, create_time, version, end_time, min_present, max_present, opened,
       held_count, offers_due
FROM runs WHERE partner_id = $3 AND run_id < $1 ORDER BY run_id DESC LIMIT $2;

-- name: OpenRun
UPDATE runs SET state = 2, opened = true, offers_due = true, version = version + 1 WHERE run_id = $1;

-- name: CancelRun
UPDATE runs SET state = 5, enrolled_count = 0, held_count = 0, offers_due = false, version = version + 1 WHERE run_id = $1;

-- name: StartDueRuns
UPDATE runs SET state = 3, version = version + 1
WHERE run_id IN (SELECT run_id FROM runs WHERE state = 2 AND start_time <= $1 ORDER BY start_time LIMIT 100 FOR UPDATE SKIP LOCKED)
RETURNING run_id, partner_id;

-- name: FinishDueRuns
UPDATE runs SET state = 4, held_count = 0, offers_due = false, version = version + 1
WHERE run_id IN (SELECT run_id FROM runs WHERE state = 3 AND end_time <= $1 ORDER BY end_time LIMIT 100 FOR UPDATE SKIP LOCKED)
RETURNING run_id, partner_id;

-- name: SetSeats
UPDATE runs SET enrolled_count = $2, held_count = $3, offers_due = $4 WHERE run_id = $1;
