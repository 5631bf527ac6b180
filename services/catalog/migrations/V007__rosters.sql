-- from_roster: a partner named the person; other runs are not offered to them. What the roster calls them, and where they live, is forgotten
-- with the address.
ALTER TABLE interests
  ADD COLUMN from_roster boolean NOT NULL DEFAULT false,
  ADD COLUMN display_name text,
  ADD COLUMN country text;
