-- change_time: when the run's members and facilitators last changed, as its events told.
ALTER TABLE runs ADD COLUMN change_time timestamptz NOT NULL DEFAULT '-infinity';
