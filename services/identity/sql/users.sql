-- name: InsertUserIfNew
INSERT INTO users (user_id, email, email_key, locale, time_zone, create_time)
VALUES ($1, $2, $3, $4, $5, $6)
ON CONFLICT ON CONSTRAINT users_email_key DO NOTHING;

-- name: LockUserOfAddress
SELECT user_id FROM users WHERE email_key = $1 FOR UPDATE;

-- name: GetUser
SELECT user_id, email, display_name, locale, time_zone, country, languages, class_id, version, token_version, create_time,
       ARRAY(SELECT DISTINCT role FROM user_roles r WHERE r.user_id = u.user_id ORDER BY role)::text[] AS roles
FROM users u WHERE user_id = $1;

-- name: LockUser
-- What is read after waiting for the lock is read by a statement of its own: this one's snapshot is older.
SELECT user_id FROM users WHERE user_id = $1 FOR UPDATE;

-- name: UpdateUser
UPDATE users SET display_name = $2, locale = $3, time_zone = $4, country = $5, languages = $6::text[], version = version + 1 WHERE user_id = $1;

-- name: ListUsersByIds
SELECT user_id, email, display_name, locale, time_zone, country, languages, class_id FROM users WHERE user_id = ANY($1::uuid[]) ORDER BY user_id;

-- name: InsertRoleIfNew
INSERT INTO user_roles (user_id, role, partner_id, grant_time) VALUES ($1, $2, $3, $4)
ON CONFLICT ON CONSTRAINT user_roles_key DO NOTHING;

-- name: ListPartnersOfRole
SELECT partner_id FROM user_roles WHERE user_id = $1 AND role = $2 AND partner_id IS NOT NULL ORDER BY partner_id;

-- name: HoldsRole
SELECT EXISTS (
  SELECT FROM user_roles WHERE user_id = $1 AND role = $2 AND partner_id IS NOT DISTINCT FROM $3::uuid) AS holds;

-- name: AddressHoldsRole
SELECT EXISTS (
  SELECT FROM user_roles JOIN users USING (user_id)
  WHERE email_key = $1 AND role = $2 AND partner_id IS NOT DISTINCT FROM $3::uuid) AS holds;

-- name: ListRoleHolders
-- $2: NULL for every role. $3 and $4: the last of the page before; $3 is NULL at the beginning.
SELECT r.user_id, u.email, u.display_name, u.locale, u.time_zone, u.country, u.languages, u.class_id, r.role, r.grant_time
FROM user_roles r JOIN users u USING (user_id)
WHERE r.partner_id = $1 AND ($2::smallint IS NULL OR r.role = $2::smallint)
  AND ($3::uuid IS NULL OR (r.user_id, r.role) > ($3::uuid, $4::smallint))
ORDER BY r.user_id, r.role LIMIT $5::int;

-- name: DeleteRole
DELETE FROM user_roles WHERE user_id = $1 AND role = $2 AND partner_id IS NOT DISTINCT FROM $3::uuid;

-- name: AgeTokens
UPDATE users SET token_version = token_version + 1 WHERE user_id = $1;

-- name: PutRevocation
INSERT INTO revocations (subject_id, version, revoke_time) VALUES ($1, $2, $3)
ON CONFLICT (subject_id) DO UPDATE SET version = excluded.version, revoke_time = excluded.revoke_time;

-- name: ListRevocations
SELECT subject_id, version FROM revocations WHERE revoke_time > $1;

-- name: DeleteOldRevocations
DELETE FROM revocations WHERE subject_id IN (SELECT subject_id FROM revocations WHERE revoke_time < $1 FOR UPDATE SKIP LOCKED);
