-- name: MarkNudged
-- Finds nothing to do when the last time was after $3.
INSERT INTO nudged (user_id, nudge_time) VALUES ($1, $2)
ON CONFLICT (user_id) DO UPDATE SET nudge_time = EXCLUDED.nudge_time WHERE nudged.nudge_time <= $3;

-- name: GetNudged
SELECT nudge_time FROM nudged WHERE user_id = $1;

-- name: InsertNudge
INSERT INTO nudges (nudge_id, run_id, user_id, facilitator_id, text, create_time) VALUES ($1, $2, $3, $4, $5, $6);

-- name: GetNudge
SELECT nudge_id, run_id, user_id, facilitator_id, text, create_time FROM nudges WHERE nudge_id = $1;

-- name: CountSilent
-- Enrolled in run $1 (of its group $2, where given), other than $3, and silent since $4 at the latest; nudged after $5, or not.
SELECT count(*) FILTER (WHERE nudged) AS spared, count(*) FILTER (WHERE NOT nudged) AS waiting
FROM (
  SELECT EXISTS (SELECT FROM nudged n WHERE n.user_id = m.user_id AND n.nudge_time > $5::timestamptz) AS nudged
  FROM memberships m
  WHERE m.run_id = $1 AND m.state = 4 AND m.user_id <> $3 AND m.change_time <= $4::timestamptz
    AND ($2::uuid IS NULL OR EXISTS (SELECT FROM group_members g WHERE g.group_id = $2 AND g.user_id = m.user_id AND g.is_member))
    AND NOT EXISTS (SELECT FROM videos v WHERE v.run_id = m.run_id AND v.author_id = m.user_id AND v.publish_time > $4::timestamptz)
) silent;

-- name: ListSilent
-- The same people, not nudged after $5, the longest silent first.
SELECT m.user_id
FROM memberships m
LEFT JOIN LATERAL (SELECT max(v.publish_time) AS time FROM videos v WHERE v.run_id = m.run_id AND v.author_id = m.user_id) last ON true
WHERE m.run_id = $1 AND m.state = 4 AND m.user_id <> $3 AND m.change_time <= $4::timestamptz
  AND ($2::uuid IS NULL OR EXISTS (SELECT FROM group_members g WHERE g.group_id = $2 AND g.user_id = m.user_id AND g.is_member))
  AND (last.time IS NULL OR last.time <= $4::timestamptz)
  AND NOT EXISTS (SELECT FROM nudged n WHERE n.user_id = m.user_id AND n.nudge_time > $5::timestamptz)
ORDER BY GREATEST(m.change_time, last.time), m.user_id LIMIT $6;
