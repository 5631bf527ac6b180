-- name: GetContacts
SELECT user_id, version, email, display_name, locale, time_zone FROM contacts WHERE user_id = ANY ($1::uuid[]);

-- name: StoreContact
INSERT INTO contacts (user_id, version, email, display_name, locale, time_zone) VALUES ($1::uuid, $2::bigint, $3, $4, $5, $6)
ON CONFLICT (user_id) DO UPDATE SET email = excluded.email, display_name = excluded.display_name, locale = excluded.locale,
  time_zone = excluded.time_zone
WHERE contacts.version = excluded.version;

-- name: ForgetContact
-- $2: which change; 0: identity did not say. Any other than was told last counts: a restored identity counts from an earlier one again.
INSERT INTO contacts (user_id, version, told_version) VALUES ($1::uuid, 1, $2::bigint)
ON CONFLICT (user_id) DO UPDATE SET version = contacts.version + 1, told_version = excluded.told_version, email = NULL, display_name = NULL,
  locale = NULL, time_zone = NULL
WHERE contacts.told_version <> excluded.told_version OR excluded.told_version = 0;
