-- name: PutVideoPublished
-- False when it was heard of before; a video known by asking the exchange is only marked.
INSERT INTO videos (video_id, run_id, group_id, author_id, state, publish_time, visible, check_time, queued)
VALUES ($1, $2, $3, $4, 3, $5, true, '-infinity', true)
ON CONFLICT (video_id) DO UPDATE SET queued = true WHERE NOT videos.queued
RETURNING state;

-- name: PutVideoAnswer
INSERT INTO videos (video_id, run_id, group_id, author_id, state, publish_time, visible, check_time, queued)
VALUES ($1, $2, $3, $4, $5, $6, $7, $8, false)
ON CONFLICT (video_id) DO UPDATE SET state = GREATEST(videos.state, EXCLUDED.state), visible = EXCLUDED.visible,
  check_time = EXCLUDED.check_time;

-- name: GetVideo
SELECT video_id, run_id, group_id, author_id, state, visible, check_time, hidden FROM videos WHERE video_id = $1;

-- name: GetVideoForUpdate
SELECT video_id, run_id, group_id, author_id, state, visible, check_time, hidden FROM videos WHERE video_id = $1 FOR UPDATE;

-- name: SetVideoWithdrawn
UPDATE videos SET state = 5 WHERE video_id = $1 AND state <> 5;

-- name: SetVideoHidden
UPDATE videos SET hidden = $2 WHERE video_id = $1;

-- name: PutRun
INSERT INTO runs (run_id, partner_id, plenary_group_id) VALUES ($1, $2, $3) ON CONFLICT (run_id) DO NOTHING;

-- name: GetRun
SELECT run_id, partner_id, plenary_group_id FROM runs WHERE run_id = $1;

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

-- name: PutFacilitator
INSERT INTO facilitators (scope_id, user_id, is_facilitator, change_time) VALUES ($1, $2, $3, $4)
ON CONFLICT (scope_id, user_id) DO UPDATE SET is_facilitator = EXCLUDED.is_facilitator, change_time = EXCLUDED.change_time
WHERE facilitators.change_time < EXCLUDED.change_time
   OR (facilitators.change_time = EXCLUDED.change_time AND facilitators.is_facilitator <> EXCLUDED.is_facilitator);

-- name: IsFacilitator
SELECT 1 FROM facilitators WHERE scope_id IN ($1, $2) AND user_id = $3 AND is_facilitator LIMIT 1;

-- name: PutGroup
INSERT INTO groups (group_id, run_id) VALUES ($1, $2) ON CONFLICT (group_id) DO NOTHING;

-- name: PutGroupMember
INSERT INTO group_members (group_id, user_id, is_member, change_time) VALUES ($1, $2, $3, $4)
ON CONFLICT (group_id, user_id) DO UPDATE SET is_member = EXCLUDED.is_member, change_time = EXCLUDED.change_time
WHERE group_members.change_time < EXCLUDED.change_time
   OR (group_members.change_time = EXCLUDED.change_time AND group_members.is_member <> EXCLUDED.is_member);

-- name: GetCoordinator
SELECT check_time FROM coordinators WHERE user_id = $1;

-- name: PutCoordinator
INSERT INTO coordinators (user_id, partner_ids, check_time) VALUES ($1, $2, $3)
ON CONFLICT (user_id) DO UPDATE SET partner_ids = EXCLUDED.partner_ids, check_time = EXCLUDED.check_time;

-- name: NoteCoordinatorCheck
UPDATE coordinators SET check_time = $2 WHERE user_id = $1;

-- name: IsCoordinator
SELECT 1 FROM coordinators c JOIN runs r ON r.partner_id = ANY (c.partner_ids) WHERE c.user_id = $1 AND r.run_id = $2;

-- name: GetRunOfGroup
SELECT run_id FROM runs WHERE plenary_group_id = $1 UNION ALL SELECT run_id FROM groups WHERE group_id = $1 LIMIT 1;

-- name: IsFacilitatorOf
-- Of run $1, its plenary group, or a group of it that $2 is in: $3.
SELECT 1 FROM facilitators f
WHERE f.user_id = $3 AND f.is_facilitator
  AND (f.scope_id = $1 OR f.scope_id IN (SELECT plenary_group_id FROM runs WHERE run_id = $1)
       OR f.scope_id IN (SELECT m.group_id FROM group_members m JOIN groups g USING (group_id)
                         WHERE m.user_id = $2 AND m.is_member AND g.run_id = $1))
LIMIT 1;
