-- Topics whose mails a person turned off.
CREATE TABLE mails_off (
  user_id uuid NOT NULL,
  topic smallint NOT NULL,
  PRIMARY KEY (user_id, topic)
);
