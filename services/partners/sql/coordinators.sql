-- name: PutCoordinator
INSERT INTO coordinators (user_id, partner_id) VALUES ($1, $2) ON CONFLICT DO NOTHING;

-- name: IsCoordinator
SELECT EXISTS (SELECT FROM coordinators WHERE user_id = $1 AND partner_id = $2) AS is_coordinator;

-- name: IsAnyCoordinator
SELECT EXISTS (SELECT FROM coordinators WHERE user_id = $1) AS is_coordinator;
