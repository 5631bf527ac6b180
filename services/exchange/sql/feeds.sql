-- name: GetFeedVersions
-- Of many readers at once: the version of the feed each asks for, by its place in the question; no row for who has no place in the run.
SELECT asked.place, COALESCE(f.version::text, '') AS version
FROM unnest($1::uuid[], $2::uuid[]) WITH ORDINALITY AS asked (group_id, user_id, place)
JOIN runs r ON r.plenary_group_id = asked.group_id
JOIN memberships m ON m.run_id = r.run_id AND m.user_id = asked.user_id AND m.state IN (4, 6)
LEFT JOIN feeds f ON f.group_id = asked.group_id;
