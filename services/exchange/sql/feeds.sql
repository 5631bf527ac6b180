-- name: GetFeedVersions
-- Of many readers at once: the version of the feed each asks for, by its place in the question; no row for who may not see the group. The limit of 1 stops
-- at the first right found, and makes the planner look each reader up. The selected arrays hide their lengths from it: otherwise a question of one reader
-- seems so cheap against one of the usual guess that it is planned anew each time, which takes longer than to answer it.
SELECT asked.place, COALESCE(f.version::text, '') AS version
FROM unnest((SELECT $1::uuid[]), (SELECT $2::uuid[])) WITH ORDINALITY AS asked (group_id, user_id, place)
JOIN LATERAL (SELECT FROM group_readers r WHERE r.group_id = asked.group_id AND r.user_id = asked.user_id LIMIT 1) reader ON true
LEFT JOIN feeds f ON f.group_id = asked.group_id;
