-- Every act, in one chain: see domain/audit.h. actor_id, video_id and user_id may be absent.
CREATE TABLE audit_entries (
  sequence bigint PRIMARY KEY,
  create_time timestamptz NOT NULL,
  act smallint NOT NULL,
  actor_id uuid,
  subject_id uuid NOT NULL,
  run_id uuid NOT NULL,
  video_id uuid,
  user_id uuid,
  outcome integer NOT NULL,
  previous_hash bytea NOT NULL,
  hash bytea NOT NULL
);

-- One row: the end of the chain. Locked by who appends, last of all locks; entries cut off the end show by it.
CREATE TABLE audit_head (
  one boolean PRIMARY KEY DEFAULT true CHECK (one),
  sequence bigint NOT NULL,
  hash bytea NOT NULL
);
INSERT INTO audit_head (sequence, hash) VALUES (0, decode(repeat('00', 32), 'hex'));

CREATE FUNCTION refuse_change() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  RAISE EXCEPTION 'the audit log only grows' USING ERRCODE = 'raise_exception';
END $$;
CREATE TRIGGER audit_entries_stand BEFORE UPDATE OR DELETE ON audit_entries FOR EACH ROW EXECUTE FUNCTION refuse_change();
CREATE TRIGGER audit_entries_stay BEFORE TRUNCATE ON audit_entries FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
