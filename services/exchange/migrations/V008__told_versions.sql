-- The change of the person that was last told of (UserChanged.version): telling it again changes nothing.
ALTER TABLE people ADD COLUMN told_version bigint NOT NULL DEFAULT 0;
