-- name: PutRun
INSERT INTO runs (run_id, partner_id, state, plenary_group_id, min_duration_ms, max_duration_ms, max_size_bytes)
VALUES ($1, $2, $3, $4, $5, $6, $7)
ON CONFLICT (run_id) DO UPDATE SET state = GREATEST(runs.state, EXCLUDED.state), partner_id = EXCLUDED.partner_id
WHERE runs.state < EXCLUDED.state OR runs.partner_id <> EXCLUDED.partner_id;

-- name: RaiseRunState
UPDATE runs SET state = $2::smallint WHERE run_id = $1 AND state < $2::smallint;

-- name: PutPrompt
-- Who asks catalog and who follows it may put the same at once: they collide on either key.
INSERT INTO prompts (prompt_id, run_id, ordinal, module_id, text, open_time, close_time)
VALUES ($1, $2, $3, $4, $5, $6, $7)
ON CONFLICT DO NOTHING;

-- name: RunExists
SELECT 1 FROM runs WHERE run_id = $1;

-- name: ListPrompts
SELECT prompt_id, run_id, module_id, text, open_time, close_time, ordinal
FROM prompts WHERE run_id = $1 AND ordinal > $2 ORDER BY ordinal LIMIT $3;

-- name: GetPrompt
SELECT p.prompt_id, p.run_id, p.module_id, p.text, p.open_time, p.close_time, p.ordinal
FROM prompts p JOIN runs r USING (run_id) WHERE p.prompt_id = $1;

-- name: GetOpening
SELECT p.prompt_id, p.run_id, p.open_time, p.close_time, r.state AS run_state, r.min_duration_ms, r.max_duration_ms, r.max_size_bytes
FROM prompts p JOIN runs r USING (run_id) WHERE p.prompt_id = $1;

-- name: GetMembership
SELECT state, change_time, check_time FROM memberships WHERE run_id = $1 AND user_id = $2;

-- name: PutMembershipEvent
INSERT INTO memberships (run_id, user_id, state, change_time, check_time) VALUES ($1, $2, $3, $4, '-infinity')
ON CONFLICT (run_id, user_id) DO UPDATE SET state = EXCLUDED.state, change_time = EXCLUDED.change_time
WHERE memberships.change_time < EXCLUDED.change_time OR (memberships.change_time = EXCLUDED.change_time AND memberships.state <> EXCLUDED.state);

-- name: PutMembershipAnswer
-- Of an answer and an event the later counts; an answer that says no time, while no event has come since the question: $6 is the change_time
-- seen before asking.
INSERT INTO memberships (run_id, user_id, state, change_time, check_time) VALUES ($1, $2, $3, $4, $5)
ON CONFLICT (run_id, user_id) DO UPDATE SET check_time = EXCLUDED.check_time,
  state = CASE WHEN memberships.change_time = $6::timestamptz OR memberships.change_time <= EXCLUDED.change_time THEN EXCLUDED.state
               ELSE memberships.state END,
  change_time = GREATEST(memberships.change_time, EXCLUDED.change_time);

-- name: NoteMembershipCheck
UPDATE memberships SET check_time = $3 WHERE run_id = $1 AND user_id = $2;

-- name: GetConsent
SELECT state, check_time FROM consents WHERE user_id = $1;

-- name: GetConsentForShare
-- A shared lock: a withdrawal waits until the video begun under the consent is there to be held.
SELECT state, check_time FROM consents WHERE user_id = $1 FOR SHARE;

-- name: PutConsentEvent
INSERT INTO consents (user_id, state, update_time, check_time) VALUES ($1, $2, $3, '-infinity')
ON CONFLICT (user_id) DO UPDATE SET state = EXCLUDED.state, update_time = EXCLUDED.update_time
WHERE consents.update_time < EXCLUDED.update_time OR (consents.update_time = EXCLUDED.update_time AND consents.state <> EXCLUDED.state);

-- name: PutConsentAnswer
INSERT INTO consents (user_id, state, update_time, check_time) VALUES ($1, $2, $3, $4)
ON CONFLICT (user_id) DO UPDATE SET check_time = EXCLUDED.check_time,
  state = CASE WHEN consents.update_time <= EXCLUDED.update_time THEN EXCLUDED.state ELSE consents.state END,
  update_time = GREATEST(consents.update_time, EXCLUDED.update_time);

-- name: GetPersonForUpdate
-- The lock puts a person's uploads in order, so that their number is counted truly.
SELECT asked_changes FROM people WHERE user_id = $1 FOR UPDATE;

-- name: NotePersonChanged
-- $2: which change; 0: identity did not say. Any other than was told last counts: a restored identity counts from an earlier one again.
INSERT INTO people (user_id, display_name, country, region, changes, asked_changes, told_version) VALUES ($1, '', '', '', 1, 0, $2)
ON CONFLICT (user_id) DO UPDATE SET changes = people.changes + 1, told_version = EXCLUDED.told_version
WHERE people.told_version <> EXCLUDED.told_version OR EXCLUDED.told_version = 0;

-- name: PutProfile
INSERT INTO people (user_id, display_name, country, region, changes, asked_changes) VALUES ($1, $2, $3, $4, 1, 1)
ON CONFLICT (user_id) DO UPDATE SET display_name = EXCLUDED.display_name, country = EXCLUDED.country, region = EXCLUDED.region,
  asked_changes = GREATEST(people.asked_changes, $5::bigint);

-- name: ListStalePeople
SELECT user_id, changes FROM people WHERE changes > asked_changes ORDER BY user_id LIMIT $1;

-- name: GetPersonChanges
SELECT changes FROM people WHERE user_id = $1;

-- name: PutFacilitator
INSERT INTO facilitators (scope_id, user_id, is_facilitator, change_time) VALUES ($1, $2, $3, $4)
ON CONFLICT (scope_id, user_id) DO UPDATE SET is_facilitator = EXCLUDED.is_facilitator, change_time = EXCLUDED.change_time
WHERE facilitators.change_time < EXCLUDED.change_time
   OR (facilitators.change_time = EXCLUDED.change_time AND facilitators.is_facilitator <> EXCLUDED.is_facilitator);

-- name: PutCoordinator
INSERT INTO coordinators (user_id, partner_id) VALUES ($1, $2) ON CONFLICT DO NOTHING;

-- name: RemoveCoordinator
DELETE FROM coordinators WHERE user_id = $1 AND partner_id = $2;

-- name: IsModerator
-- Facilitator of run $1 or group $2, or coordinator of the run's partner: $3.
SELECT 1 FROM facilitators WHERE scope_id IN ($1, $2) AND user_id = $3 AND is_facilitator
UNION ALL
SELECT 1 FROM coordinators c JOIN runs r USING (partner_id) WHERE c.user_id = $3 AND r.run_id = $1
LIMIT 1;
