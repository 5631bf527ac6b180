-- The people of a run in the order of applying, page by page.
CREATE INDEX enrolments_of_run ON enrolments (run_id, place);
