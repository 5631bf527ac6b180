-- name: PutCoordinator
INSERT INTO coordinators (user_id, partner_id, is_coordinator) VALUES ($1, $2, $3::boolean)
ON CONFLICT (user_id, partner_id) DO UPDATE SET is_coordinator = excluded.is_coordinator
WHERE coordinators.is_coordinator <> excluded.is_coordinator;

-- name: LearnCoordinator
INSERT INTO coordinators (user_id, partner_id, is_coordinator) VALUES ($1, $2, true) ON CONFLICT DO NOTHING;

-- name: IsCoordinator
SELECT EXISTS (SELECT FROM coordinators WHERE user_id = $1 AND partner_id = $2 AND is_coordinator) AS is_coordinator;

-- name: IsAnyCoordinator
SELECT EXISTS (SELECT FROM coordinators WHERE user_id = $1 AND is_coordinator) AS is_coordinator;
