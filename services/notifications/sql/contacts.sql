-- name: GetContacts
SELECT user_id, version, email, display_name, locale, time_zone FROM contacts WHERE user_id = ANY ($1::uuid[]);

-- name: StoreContact
INSERT INTO contacts (user_id, version, email, display_name, locale, time_zone) VALUES ($1::uuid, $2::bigint, $3, $4, $5, $6)
ON CONFLICT (user_id) DO UPDATE SET email = excluded.email, display_name = excluded.display_name, locale = excluded.locale,
  time_zone = excluded.time_zone
WHERE contacts.version = excluded.version;

-- name: ForgetContact
INSERT INTO contacts (user_id, version) VALUES ($1::uuid, 1)
ON CONFLICT (user_id) DO UPDATE SET version = contacts.version + 1, email = NULL, display_name = NULL, locale = NULL, time_zone = NULL;
