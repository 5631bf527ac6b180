-- name: StoreRun
INSERT INTO runs (run_id, title) VALUES ($1::uuid, $2) ON CONFLICT (run_id) DO UPDATE SET title = excluded.title WHERE runs.title <> excluded.title;

-- name: GetRunTitles
SELECT run_id, title FROM runs WHERE run_id = ANY ($1::uuid[]);

-- name: GetEnrolment
SELECT enrolment_id, run_id, user_id, state, change_time FROM enrolments WHERE enrolment_id = $1::uuid;

-- name: StoreEnrolment
INSERT INTO enrolments (enrolment_id, run_id, user_id, state, change_time) VALUES ($1::uuid, $2::uuid, $3::uuid, $4::smallint, $5::timestamptz)
ON CONFLICT (enrolment_id) DO UPDATE SET state = excluded.state, change_time = excluded.change_time;

-- name: ListPeopleOfRun
SELECT user_id FROM enrolments WHERE run_id = $1::uuid AND state = ANY ('{1,2,3,4,5}'::smallint[]) ORDER BY user_id;

-- name: GetNudgeWords
SELECT nudge_id, text FROM nudges WHERE nudge_id = ANY ($1::uuid[]);

-- name: StoreNudgeWords
INSERT INTO nudges (nudge_id, text) VALUES ($1::uuid, $2) ON CONFLICT (nudge_id) DO NOTHING;
