-- What groups are made by. languages: BCP 47, the best first. class_id: the class somebody came with, NULL for the general public.
ALTER TABLE users ADD COLUMN languages text[] NOT NULL DEFAULT '{}', ADD COLUMN class_id uuid;
