-- name: InsertGroup
INSERT INTO groups (group_id, run_id, plan_id, language, least_seats, most_seats, create_time) VALUES ($1, $2, $3, $4, $5, $6, $7);

-- name: InsertMember
INSERT INTO group_members (run_id, user_id, group_id, join_time) VALUES ($1, $2, $3, $4);

-- name: DeleteMember
DELETE FROM group_members WHERE run_id = $1 AND user_id = $2 RETURNING group_id;

-- name: InsertGroupFacilitator
INSERT INTO group_facilitators (group_id, user_id) VALUES ($1, $2);

-- name: DeleteGroupFacilitators
DELETE FROM group_facilitators WHERE group_id = $1 RETURNING user_id;

-- name: DeleteFacilitatorOfGroups
DELETE FROM group_facilitators f USING groups g WHERE g.group_id = f.group_id AND g.run_id = $1 AND f.user_id = $2 RETURNING f.group_id;

-- name: DissolveGroup
UPDATE groups SET dissolved = true WHERE group_id = $1;

-- name: GetGroup
SELECT group_id, run_id, language, most_seats, dissolved, create_time FROM groups WHERE group_id = $1;

-- name: ListRunGroups
-- $2: the last group of the page before.
SELECT group_id, run_id, language, most_seats, dissolved, create_time FROM groups
WHERE run_id = $1 AND NOT dissolved AND group_id > $2 ORDER BY group_id LIMIT $3;

-- name: ListGroupsOfUser
-- $2: the last group of the page before.
SELECT group_id, run_id, language, most_seats, dissolved, create_time FROM groups
WHERE group_id IN (SELECT group_id FROM group_members WHERE user_id = $1 UNION SELECT group_id FROM group_facilitators WHERE user_id = $1)
  AND group_id < $2 ORDER BY group_id DESC LIMIT $3;

-- name: ListMembers
SELECT m.group_id, m.user_id, m.join_time, COALESCE(p.display_name, '') AS display_name, COALESCE(p.country, '') AS country,
       COALESCE(p.region, '') AS region
FROM group_members m LEFT JOIN people p USING (user_id) WHERE m.group_id = ANY($1::uuid[]) ORDER BY m.group_id, m.join_time, m.user_id;

-- name: ListFacilitators
SELECT f.group_id, f.user_id, COALESCE(p.display_name, '') AS display_name, COALESCE(p.country, '') AS country,
       COALESCE(p.region, '') AS region
FROM group_facilitators f LEFT JOIN people p USING (user_id) WHERE f.group_id = ANY($1::uuid[]) ORDER BY f.group_id, f.user_id;

-- name: GetTie
-- What somebody is to a group.
SELECT g.run_id, r.partner_id,
       EXISTS (SELECT 1 FROM group_members m WHERE m.group_id = g.group_id AND m.user_id = $2) AS is_member,
       EXISTS (SELECT 1 FROM group_facilitators f WHERE f.group_id = g.group_id AND f.user_id = $2) AS is_facilitator
FROM groups g JOIN runs r USING (run_id) WHERE g.group_id = $1;

-- name: ListStandingGroups
SELECT group_id, language, least_seats, most_seats FROM groups WHERE run_id = $1 AND NOT dissolved ORDER BY group_id;

-- name: ListStandingMembers
SELECT m.group_id, COALESCE(p.region, '') AS region, COALESCE(p.class_id, '') AS class_id
FROM group_members m LEFT JOIN people p USING (user_id) WHERE m.run_id = $1;

-- name: ListMeetingsAhead
SELECT group_id, start_time, end_time FROM meetings WHERE run_id = $1 AND state IN (1, 2) AND start_time > $2 ORDER BY group_id, start_time;

-- name: GetSeat
SELECT group_id, join_time FROM group_members WHERE run_id = $1 AND user_id = $2;

-- name: GetGroupRun
SELECT run_id FROM groups WHERE group_id = $1;

-- name: GetPlacement
SELECT pending, reason FROM placements WHERE run_id = $1 AND user_id = $2;

-- name: LockPlacement
-- Who changes their availability meanwhile waits, and has the seat looked for again.
SELECT 1 FROM placements WHERE run_id = $1 AND user_id = $2 FOR UPDATE;

-- name: PutPlacement
INSERT INTO placements (run_id, user_id, pending, reason) VALUES ($1, $2, $3, $4)
ON CONFLICT (run_id, user_id) DO UPDATE SET pending = EXCLUDED.pending, reason = EXCLUDED.reason;

-- name: DeletePlacement
DELETE FROM placements WHERE run_id = $1 AND user_id = $2;

-- name: DeletePlacementsOfRun
DELETE FROM placements WHERE run_id = $1;

-- name: RenewPlacementsOfUser
-- Somebody's of several runs are locked in the order of the runs, so that two who change many wait for each other in one direction.
UPDATE placements p SET pending = true
FROM (SELECT run_id FROM placements WHERE user_id = $1 ORDER BY run_id FOR UPDATE) AS theirs WHERE p.user_id = $1 AND p.run_id = theirs.run_id;

-- name: RenewPlacementsOfRun
-- A seat became free.
UPDATE placements SET pending = true WHERE run_id = $1;

-- name: AddMissingPlacements
-- Of everybody enrolled who has neither a seat nor an answer yet.
INSERT INTO placements (run_id, user_id, pending, reason)
SELECT m.run_id, m.user_id, true, 0 FROM memberships m
WHERE m.run_id = $1 AND m.state = 4
  AND NOT EXISTS (SELECT 1 FROM group_members g WHERE g.run_id = m.run_id AND g.user_id = m.user_id)
ON CONFLICT (run_id, user_id) DO NOTHING;

-- name: ListPendingPlacements
-- Of those whose profile is known.
SELECT p.run_id, p.user_id FROM placements p JOIN people u USING (user_id)
WHERE p.pending AND u.asked_changes > 0 ORDER BY p.run_id, p.user_id LIMIT $1;

-- name: ListGroupIdsOfRun
SELECT group_id FROM groups WHERE run_id = $1 AND NOT dissolved ORDER BY group_id;
