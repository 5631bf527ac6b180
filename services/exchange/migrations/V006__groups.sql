-- scheduling's: the groups of a run beside its plenary one, dissolved ones among them.
CREATE TABLE groups (
  group_id uuid PRIMARY KEY,
  run_id uuid NOT NULL
);
CREATE INDEX groups_run ON groups (run_id);

-- scheduling's: who is in which of them; of a run it is one at a time, so a group that is left late is left no more. group_id: NULL while they are in none.
-- change_time: of the last event applied, or what scheduling answered at check_time.
CREATE TABLE group_members (
  run_id uuid NOT NULL,
  user_id uuid NOT NULL,
  group_id uuid,
  change_time timestamptz NOT NULL,
  check_time timestamptz NOT NULL,
  PRIMARY KEY (run_id, user_id)
);
CREATE INDEX group_members_group ON group_members (group_id, user_id);

-- Who may see what is in a group, and maybe twice: who takes part in the run (ENROLLED or COMPLETED) and is in the group, as everybody is in the plenary one;
-- and who facilitates the group or its run. Asked for one group and one user, each branch is a look-up; the most asked for come first.
CREATE VIEW group_readers AS
  SELECT r.plenary_group_id AS group_id, m.user_id FROM runs r JOIN memberships m USING (run_id) WHERE m.state IN (4, 6)
  UNION ALL
  SELECT s.group_id, m.user_id FROM group_members s JOIN memberships m USING (run_id, user_id) WHERE m.state IN (4, 6)
  UNION ALL
  SELECT f.scope_id, f.user_id FROM facilitators f WHERE f.is_facilitator
  UNION ALL
  SELECT r.plenary_group_id, f.user_id FROM runs r JOIN facilitators f ON f.scope_id = r.run_id WHERE f.is_facilitator
  UNION ALL
  SELECT g.group_id, f.user_id FROM groups g JOIN facilitators f ON f.scope_id = g.run_id WHERE f.is_facilitator;

-- scheduling told of groups before there was a place for them: its events are applied again, from the first.
DELETE FROM followed WHERE producer = 'scheduling';
