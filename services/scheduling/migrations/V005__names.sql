-- What groups show of their people. Who was known before is asked about again, and so are facilitators, who were not known at all.
ALTER TABLE people ADD COLUMN display_name text NOT NULL DEFAULT '', ADD COLUMN country text NOT NULL DEFAULT '';
UPDATE people SET changes = changes + 1;
INSERT INTO people (user_id, changes, asked_changes)
SELECT DISTINCT user_id, 1, 0 FROM run_facilitators ON CONFLICT (user_id) DO NOTHING;
