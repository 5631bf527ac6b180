-- identity's: who coordinates which partner. They see what is in the groups of the partner's runs, as facilitators do.
CREATE TABLE coordinators (
  user_id uuid NOT NULL,
  partner_id uuid NOT NULL,
  PRIMARY KEY (user_id, partner_id)
);
ALTER TABLE runs ADD COLUMN partner_id uuid;

CREATE OR REPLACE VIEW group_readers AS
  SELECT r.plenary_group_id AS group_id, m.user_id FROM runs r JOIN memberships m USING (run_id) WHERE m.state IN (4, 6)
  UNION ALL
  SELECT s.group_id, m.user_id FROM group_members s JOIN memberships m USING (run_id, user_id) WHERE m.state IN (4, 6)
  UNION ALL
  SELECT f.scope_id, f.user_id FROM facilitators f WHERE f.is_facilitator
  UNION ALL
  SELECT r.plenary_group_id, f.user_id FROM runs r JOIN facilitators f ON f.scope_id = r.run_id WHERE f.is_facilitator
  UNION ALL
  SELECT g.group_id, f.user_id FROM groups g JOIN facilitators f ON f.scope_id = g.run_id WHERE f.is_facilitator
  UNION ALL
  SELECT r.plenary_group_id, c.user_id FROM runs r JOIN coordinators c USING (partner_id)
  UNION ALL
  SELECT g.group_id, c.user_id FROM groups g JOIN runs r USING (run_id) JOIN coordinators c USING (partner_id);

-- Runs were told of without their partner, and coordinators not at all: both are applied again, from the first event.
DELETE FROM followed WHERE producer IN ('catalog', 'identity');
