-- name: PutRun
INSERT INTO runs (run_id, partner_id, state, time_zone, working_languages, min_present, max_present)
VALUES ($1, $2, $3, $4, $5::text[], $6, $7)
ON CONFLICT (run_id) DO UPDATE SET state = EXCLUDED.state WHERE runs.state < EXCLUDED.state;

-- name: RaiseRunState
UPDATE runs SET state = $2::smallint WHERE run_id = $1 AND state < $2::smallint;

-- name: NextChangeTime
-- Grows, however long somebody waited for the run and however the clock was set: by it followers tell what came later. The run is locked.
UPDATE runs SET change_time = GREATEST($2::timestamptz, change_time + interval '1 microsecond') WHERE run_id = $1 RETURNING change_time;

-- name: PutPlannedMeeting
-- Who asks catalog and who follows it may put the same at once: they collide on either key.
INSERT INTO planned_meetings (planned_meeting_id, run_id, ordinal, module_id, duration_s, window_start_time, window_end_time)
VALUES ($1, $2, $3, $4, $5, $6, $7)
ON CONFLICT DO NOTHING;

-- name: GetRun
SELECT run_id, partner_id, state, time_zone, working_languages, min_present, max_present FROM runs WHERE run_id = $1;

-- name: GetRunForUpdate
-- The lock puts in order what changes a run's groups: adoption, seats given and taken back.
SELECT run_id, partner_id, state, time_zone, working_languages, min_present, max_present FROM runs WHERE run_id = $1 FOR UPDATE;

-- name: ListPlannedMeetings
SELECT planned_meeting_id, module_id, duration_s, window_start_time, window_end_time
FROM planned_meetings WHERE run_id = $1 ORDER BY ordinal;

-- name: GetMembership
SELECT state, change_time, check_time FROM memberships WHERE run_id = $1 AND user_id = $2;

-- name: PutMembershipEvent
INSERT INTO memberships (run_id, user_id, state, change_time, check_time) VALUES ($1, $2, $3, $4, '-infinity')
ON CONFLICT (run_id, user_id) DO UPDATE SET state = EXCLUDED.state, change_time = EXCLUDED.change_time
WHERE memberships.answer_time <= EXCLUDED.change_time
  AND (memberships.change_time < EXCLUDED.change_time OR (memberships.change_time = EXCLUDED.change_time AND memberships.state <> EXCLUDED.state))
RETURNING state;

-- name: PutMembershipAnswer
-- Of an answer and an event the later counts; an answer that says no time, while no event has come since the question: $6 is the change_time
-- seen before asking. The event that tells the same is still followed, for what else it brings about: its time is not taken from the answer.
INSERT INTO memberships (run_id, user_id, state, change_time, answer_time, check_time) VALUES ($1, $2, $3, '-infinity', $4, $5)
ON CONFLICT (run_id, user_id) DO UPDATE SET check_time = EXCLUDED.check_time,
  state = CASE WHEN memberships.change_time = $6::timestamptz OR memberships.change_time <= EXCLUDED.answer_time THEN EXCLUDED.state
               ELSE memberships.state END,
  answer_time = GREATEST(memberships.answer_time, EXCLUDED.answer_time);

-- name: NoteMembershipCheck
UPDATE memberships SET check_time = $3 WHERE run_id = $1 AND user_id = $2;

-- name: ListEnrolled
SELECT user_id FROM memberships WHERE run_id = $1 AND state = 4 ORDER BY user_id;

-- name: IsCoordinator
SELECT 1 FROM coordinators WHERE user_id = $1 AND partner_id = $2;

-- name: RemoveCoordinator
DELETE FROM coordinators WHERE user_id = $1 AND partner_id = $2;

-- name: PutCoordinator
INSERT INTO coordinators (user_id, partner_id) VALUES ($1, $2) ON CONFLICT DO NOTHING;

-- name: NotePerson
-- Somebody whose profile will be needed; asked for once.
INSERT INTO people (user_id, changes, asked_changes) VALUES ($1, 1, 0)
ON CONFLICT (user_id) DO UPDATE SET changes = 1 WHERE people.changes = 0;

-- name: NotePersonChanged
-- Those who take no part here (changes is 0) are not asked about. $2: which change; 0: identity did not say.
INSERT INTO people (user_id, changes, asked_changes, told_version) VALUES ($1, 0, 0, $2)
ON CONFLICT (user_id) DO UPDATE SET changes = people.changes + LEAST(people.changes, 1), told_version = EXCLUDED.told_version
WHERE people.told_version <> EXCLUDED.told_version OR EXCLUDED.told_version = 0;

-- name: ListStalePeople
SELECT user_id, changes FROM people WHERE changes > asked_changes ORDER BY user_id LIMIT $1;

-- name: PutPlanningProfile
UPDATE people SET region = $2, languages = $3::text[], class_id = $4, display_name = $5, country = $6,
  asked_changes = GREATEST(asked_changes, $7::bigint), told_version = GREATEST(told_version, $8::bigint)
WHERE user_id = $1;

-- name: ListPeople
SELECT user_id, region, languages, class_id, asked_changes FROM people WHERE user_id = ANY($1::uuid[]);
