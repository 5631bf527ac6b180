-- name: PutGroup
INSERT INTO groups (group_id, run_id) VALUES ($1, $2) ON CONFLICT (group_id) DO NOTHING;

-- name: GetRunOfGroup
SELECT run_id FROM runs WHERE plenary_group_id = $1 UNION ALL SELECT run_id FROM groups WHERE group_id = $1 LIMIT 1;

-- name: JoinGroup
INSERT INTO group_members (run_id, user_id, group_id, change_time, check_time) VALUES ($1, $2, $3, $4, '-infinity')
ON CONFLICT (run_id, user_id) DO UPDATE SET group_id = EXCLUDED.group_id, change_time = EXCLUDED.change_time
WHERE group_members.change_time < EXCLUDED.change_time
   OR (group_members.change_time = EXCLUDED.change_time AND group_members.group_id IS DISTINCT FROM EXCLUDED.group_id);

-- name: LeaveGroup
-- Who is in another group by now has left this one already.
INSERT INTO group_members (run_id, user_id, group_id, change_time, check_time) VALUES ($1, $2, NULL, $4, '-infinity')
ON CONFLICT (run_id, user_id) DO UPDATE SET group_id = NULL, change_time = EXCLUDED.change_time
WHERE COALESCE(group_members.group_id, $3::uuid) = $3::uuid
  AND (group_members.change_time < EXCLUDED.change_time OR (group_members.change_time = EXCLUDED.change_time AND group_members.group_id IS NOT NULL));

-- name: PutSeatAnswer
-- An answer of scheduling's counts only while no event has come since the question: $6 is the change_time seen before asking. $4: when they joined, or
-- -infinity.
INSERT INTO group_members (run_id, user_id, group_id, change_time, check_time) VALUES ($1, $2, $3, $4, $5)
ON CONFLICT (run_id, user_id) DO UPDATE SET check_time = EXCLUDED.check_time,
  group_id = CASE WHEN group_members.change_time = $6::timestamptz THEN EXCLUDED.group_id ELSE group_members.group_id END,
  change_time = CASE WHEN group_members.change_time = $6::timestamptz THEN GREATEST(group_members.change_time, EXCLUDED.change_time)
                     ELSE group_members.change_time END;

-- name: NoteSeatCheck
UPDATE group_members SET check_time = $3 WHERE run_id = $1 AND user_id = $2;

-- name: GetPlace
-- One row, whatever is known.
SELECT r.plenary_group_id, m.state, m.change_time, m.check_time, s.group_id AS seat_group_id, s.change_time AS seat_change_time,
       s.check_time AS seat_check_time, EXISTS (SELECT FROM groups g WHERE g.run_id = asked.run_id) AS has_groups
FROM (VALUES ($1::uuid, $2::uuid)) AS asked (run_id, user_id)
LEFT JOIN runs r ON r.run_id = asked.run_id
LEFT JOIN memberships m ON m.run_id = asked.run_id AND m.user_id = asked.user_id
LEFT JOIN group_members s ON s.run_id = asked.run_id AND s.user_id = asked.user_id;

-- name: IsGroupReader
SELECT 1 FROM group_readers WHERE group_id = $1 AND user_id = $2 LIMIT 1;
