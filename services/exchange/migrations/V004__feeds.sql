-- What a group's feed shows is at a version: a page read at one stands as long as it does. Each change makes a new one out of nothing, so that a restored
-- backup never comes back to one that was used. A group without a row is at none yet.
-- Made by triggers, so that no write to these tables can forget it, at the end of the transaction, so that this much wanted row is locked last and
-- shortly. A video stays in its group.
CREATE TABLE feeds (
  group_id uuid PRIMARY KEY,
  version uuid NOT NULL
) WITH (fillfactor = 50);

CREATE FUNCTION note_feed_change() RETURNS trigger LANGUAGE plpgsql SET search_path FROM CURRENT AS $$
BEGIN
  INSERT INTO feeds (group_id, version) VALUES (COALESCE(NEW.group_id, OLD.group_id), gen_random_uuid())
    ON CONFLICT (group_id) DO UPDATE SET version = EXCLUDED.version;
  RETURN NULL;
END $$;
CREATE CONSTRAINT TRIGGER videos_feed_addition AFTER INSERT ON videos DEFERRABLE INITIALLY DEFERRED
  FOR EACH ROW WHEN (NEW.visible) EXECUTE FUNCTION note_feed_change();
CREATE CONSTRAINT TRIGGER videos_feed_change AFTER UPDATE ON videos DEFERRABLE INITIALLY DEFERRED
  FOR EACH ROW WHEN (OLD.visible OR NEW.visible) EXECUTE FUNCTION note_feed_change();
CREATE CONSTRAINT TRIGGER videos_feed_removal AFTER DELETE ON videos DEFERRABLE INITIALLY DEFERRED
  FOR EACH ROW WHEN (OLD.visible) EXECUTE FUNCTION note_feed_change();

-- A feed shows its authors' names. Videos that are not visible count too: one may become so in a transaction that has yet to end.
CREATE FUNCTION note_name_change() RETURNS trigger LANGUAGE plpgsql SET search_path FROM CURRENT AS $$
BEGIN
  INSERT INTO feeds (group_id, version)
    SELECT group_id, gen_random_uuid() FROM (SELECT DISTINCT group_id FROM videos WHERE author_id = COALESCE(NEW.user_id, OLD.user_id)) g ORDER BY group_id
    ON CONFLICT (group_id) DO UPDATE SET version = EXCLUDED.version;
  RETURN NULL;
END $$;
CREATE CONSTRAINT TRIGGER people_name AFTER INSERT OR DELETE ON people DEFERRABLE INITIALLY DEFERRED
  FOR EACH ROW EXECUTE FUNCTION note_name_change();
CREATE CONSTRAINT TRIGGER people_name_change AFTER UPDATE ON people DEFERRABLE INITIALLY DEFERRED
  FOR EACH ROW WHEN ((OLD.display_name, OLD.country, OLD.region) IS DISTINCT FROM (NEW.display_name, NEW.country, NEW.region))
  EXECUTE FUNCTION note_name_change();
