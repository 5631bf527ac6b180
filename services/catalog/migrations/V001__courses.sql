CREATE TABLE courses (
  course_id uuid PRIMARY KEY,
  partner_id uuid NOT NULL,
  title text NOT NULL CHECK (title <> ''),
  summary text NOT NULL,
  languages text[] NOT NULL,
  subject_tags text[] NOT NULL,
  mooc_url text NOT NULL DEFAULT '',
  create_time timestamptz NOT NULL
);
CREATE INDEX courses_by_title ON courses (title, course_id);

-- prompt_text: what a run asks about the module when its coordinator gives no prompt of their own.
CREATE TABLE modules (
  module_id uuid PRIMARY KEY,
  course_id uuid NOT NULL REFERENCES courses ON DELETE CASCADE,
  ordinal integer NOT NULL,
  title text NOT NULL,
  subtheme text NOT NULL,
  week integer NOT NULL CHECK (week >= 1),
  prompt_text text NOT NULL,
  CONSTRAINT modules_order UNIQUE (course_id, ordinal)
);

-- Who coordinates which partner: a projection of identity's RoleGranted.
CREATE TABLE coordinators (
  user_id uuid NOT NULL,
  partner_id uuid NOT NULL,
  PRIMARY KEY (user_id, partner_id)
);
