-- How often what a group's feed shows has changed: a page read at a version stands as long as the version does. A group without a row is at 0.
-- Moved by triggers, so that no write can forget it, at the end of the transaction, so that this much wanted row is locked last and shortly.
CREATE TABLE feeds (
  group_id uuid PRIMARY KEY,
  version bigint NOT NULL
) WITH (fillfactor = 50);

CREATE FUNCTION note_feed_change() RETURNS trigger LANGUAGE plpgsql SET search_path FROM CURRENT AS $$
BEGIN
  INSERT INTO feeds (group_id, version) VALUES (OLD.group_id, 1) ON CONFLICT (group_id) DO UPDATE SET version = feeds.version + 1;
  RETURN NULL;
END $$;
CREATE CONSTRAINT TRIGGER videos_feed_change AFTER UPDATE ON videos DEFERRABLE INITIALLY DEFERRED
  FOR EACH ROW WHEN (OLD.visible OR NEW.visible) EXECUTE FUNCTION note_feed_change();
CREATE CONSTRAINT TRIGGER videos_feed_removal AFTER DELETE ON videos DEFERRABLE INITIALLY DEFERRED
  FOR EACH ROW WHEN (OLD.visible) EXECUTE FUNCTION note_feed_change();

-- A feed shows its authors' names.
CREATE FUNCTION note_name_change() RETURNS trigger LANGUAGE plpgsql SET search_path FROM CURRENT AS $$
BEGIN
  INSERT INTO feeds (group_id, version)
    SELECT DISTINCT group_id, 1 FROM videos WHERE author_id = NEW.user_id AND visible ORDER BY group_id
    ON CONFLICT (group_id) DO UPDATE SET version = feeds.version + 1;
  RETURN NULL;
END $$;
CREATE CONSTRAINT TRIGGER people_name AFTER INSERT ON people DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION note_name_change();
CREATE CONSTRAINT TRIGGER people_name_change AFTER UPDATE ON people DEFERRABLE INITIALLY DEFERRED
  FOR EACH ROW WHEN ((OLD.display_name, OLD.country, OLD.region) IS DISTINCT FROM (NEW.display_name, NEW.country, NEW.region))
  EXECUTE FUNCTION note_name_change();
