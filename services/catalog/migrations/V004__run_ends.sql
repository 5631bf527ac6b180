-- opened: whether the public has ever seen the run; one called off as a draft stays unseen.
ALTER TABLE runs ADD COLUMN opened boolean NOT NULL DEFAULT false;
UPDATE runs SET opened = true WHERE state <> 1;

CREATE INDEX runs_to_finish ON runs (end_time) WHERE state = 3;
