-- name: InsertPrompts
INSERT INTO planned_prompts (run_id, prompt_id, module_id, text, open_time, close_time, ordinal)
SELECT $1, p.prompt_id, p.module_id, p.text, p.open_time, NULLIF(p.close_time, '')::timestamptz, p.ordinal
FROM unnest($2::uuid[], $3::uuid[], $4::text[], $5::timestamptz[], $6::text[])
     WITH ORDINALITY AS p (prompt_id, module_id, text, open_time, close_time, ordinal);

-- name: ListPrompts
SELECT run_id, prompt_id, module_id, text, open_time, close_time
FROM planned_prompts WHERE run_id = ANY($1::uuid[]) ORDER BY run_id, ordinal;

-- name: InsertMeetings
INSERT INTO planned_meetings (run_id, planned_meeting_id, module_id, duration_ms, window_start_time, window_end_time, ordinal)
SELECT $1, m.planned_meeting_id, m.module_id, m.duration_ms, m.window_start_time, m.window_end_time, m.ordinal
FROM unnest($2::uuid[], $3::uuid[], $4::bigint[], $5::timestamptz[], $6::timestamptz[])
     WITH ORDINALITY AS m (planned_meeting_id, module_id, duration_ms, window_start_time, window_end_time, ordinal);

-- name: ListMeetings
SELECT run_id, planned_meeting_id, module_id, duration_ms, window_start_time, window_end_time
FROM planned_meetings WHERE run_id = ANY($1::uuid[]) ORDER BY run_id, ordinal;
