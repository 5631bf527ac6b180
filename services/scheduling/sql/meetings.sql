-- name: InsertMeeting
INSERT INTO meetings (meeting_id, group_id, run_id, module_id, planned_meeting_id, start_time, end_time, state)
VALUES ($1, $2, $3, $4, $5, $6, $7, 1);

-- name: SaveMeeting
UPDATE meetings SET state = $2, room_url = $3, cancel_reason = $4, sequence = $5, version = $6 WHERE meeting_id = $1;

-- name: GetMeeting
SELECT meeting_id, group_id, run_id, module_id, planned_meeting_id, start_time, end_time, state, room_url, cancel_reason, sequence, version
FROM meetings WHERE meeting_id = $1;

-- name: GetMeetingForUpdate
SELECT meeting_id, group_id, run_id, module_id, planned_meeting_id, start_time, end_time, state, room_url, cancel_reason, sequence, version
FROM meetings WHERE meeting_id = $1 FOR UPDATE;

-- name: ListMeetingsOfUser
-- $2, $3: the last meeting of the page before.
SELECT meeting_id, group_id, run_id, module_id, planned_meeting_id, start_time, end_time, state, room_url, cancel_reason, sequence, version
FROM meetings
WHERE group_id IN (SELECT group_id FROM group_members WHERE user_id = $1 UNION SELECT group_id FROM group_facilitators WHERE user_id = $1)
  AND state <> 3 AND end_time > $4 AND (start_time, meeting_id) > ($2::timestamptz, $3::uuid)
ORDER BY start_time, meeting_id LIMIT $5;

-- name: ListMeetingsOfRunForUpdate
-- Those not over, of a run's groups that stand.
SELECT meeting_id, group_id, run_id, module_id, planned_meeting_id, start_time, end_time, state, room_url, cancel_reason, sequence, version
FROM meetings WHERE run_id = $1 AND state IN (1, 2) ORDER BY start_time, meeting_id FOR UPDATE;

-- name: ListMeetingsToEndForUpdate
SELECT meeting_id, group_id, run_id, module_id, planned_meeting_id, start_time, end_time, state, room_url, cancel_reason, sequence, version
FROM meetings WHERE state IN (1, 2) AND end_time <= $1 ORDER BY end_time, meeting_id LIMIT 200 FOR UPDATE SKIP LOCKED;
