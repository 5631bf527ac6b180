-- name: InsertReport
INSERT INTO reports (report_id, queue_item_id, video_id, run_id, reporter_id, reason, text, state, create_time)
VALUES ($1, $2, $3, $4, $5, $6, $7, 1, $8);

-- name: GetReport
SELECT report_id, queue_item_id, video_id, run_id, reporter_id, reason, text, state, create_time, resolve_time
FROM reports WHERE report_id = $1;

-- name: GetReportOfReporter
SELECT report_id, queue_item_id, video_id, run_id, reporter_id, reason, text, state, create_time, resolve_time
FROM reports WHERE video_id = $1 AND reporter_id = $2;

-- name: ListReportsOfReporter
SELECT report_id, queue_item_id, video_id, run_id, reporter_id, reason, text, state, create_time, resolve_time
FROM reports WHERE reporter_id = $1 AND report_id < $2::uuid ORDER BY report_id DESC LIMIT $3;

-- name: ListReportsOfItem
SELECT report_id, queue_item_id, video_id, run_id, reporter_id, reason, text, state, create_time, resolve_time
FROM reports WHERE queue_item_id = $1 ORDER BY report_id LIMIT $2;

-- name: ResolveReports
UPDATE reports SET state = $2, resolve_time = $3 WHERE queue_item_id = $1 AND state = 1
RETURNING report_id, queue_item_id, video_id, run_id, reporter_id, reason, text, state, create_time, resolve_time;
