CREATE INDEX runs_of_partner ON runs (partner_id, run_id);
