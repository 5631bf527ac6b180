-- name: PutRunFacilitator
INSERT INTO run_facilitators (run_id, user_id, languages, most_groups) VALUES ($1, $2, $3::text[], $4)
ON CONFLICT (run_id, user_id) DO UPDATE SET languages = EXCLUDED.languages, most_groups = EXCLUDED.most_groups
RETURNING (xmax = 0) AS is_new;

-- name: GetRunFacilitator
SELECT f.user_id, f.languages, f.most_groups, COALESCE(p.display_name, '') AS display_name, COALESCE(p.country, '') AS country,
       COALESCE(p.region, '') AS region,
       (SELECT count(*) FROM group_facilitators gf JOIN groups g USING (group_id)
        WHERE gf.user_id = f.user_id AND g.run_id = f.run_id AND NOT g.dissolved) AS group_count
FROM run_facilitators f LEFT JOIN people p USING (user_id) WHERE f.run_id = $1 AND f.user_id = $2;

-- name: ListRunFacilitators
-- $2: the last of the page before.
SELECT f.user_id, f.languages, f.most_groups, COALESCE(p.display_name, '') AS display_name, COALESCE(p.country, '') AS country,
       COALESCE(p.region, '') AS region,
       (SELECT count(*) FROM group_facilitators gf JOIN groups g USING (group_id)
        WHERE gf.user_id = f.user_id AND g.run_id = f.run_id AND NOT g.dissolved) AS group_count
FROM run_facilitators f LEFT JOIN people p USING (user_id) WHERE f.run_id = $1 AND f.user_id > $2 ORDER BY f.user_id LIMIT $3;

-- name: NoteFacilitatorRevoked
-- $3: 0 where identity did not say.
INSERT INTO facilitator_revocations AS r (user_id, partner_id, version) VALUES ($1, $2, $3)
ON CONFLICT (user_id, partner_id) DO UPDATE SET version = EXCLUDED.version WHERE r.version <> EXCLUDED.version OR EXCLUDED.version = 0;

-- name: ListRunsOfFacilitator
-- Runs of partner $2, or of every partner when it is NULL.
SELECT run_id FROM runs WHERE ($2::uuid IS NULL OR partner_id = $2::uuid) AND run_id IN (
  SELECT run_id FROM run_facilitators WHERE user_id = $1
  UNION SELECT g.run_id FROM group_facilitators f JOIN groups g USING (group_id) WHERE f.user_id = $1)
ORDER BY run_id;

-- name: DeleteRunFacilitator
DELETE FROM run_facilitators WHERE run_id = $1 AND user_id = $2;
