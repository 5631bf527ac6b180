-- Videos to be made playable; a row goes when its video is PUBLISHED or FAILED. A worker holds a job by its lease (a token of its own) until
-- lease_time, and renews that while it works; lease_time is also when a job that was put back may be taken again. attempts counts the times
-- it was taken and not given back: workers that died over it.
CREATE TABLE media_jobs (
  video_id uuid PRIMARY KEY REFERENCES videos ON DELETE CASCADE,
  lease uuid,
  lease_time timestamptz NOT NULL,
  attempts integer NOT NULL DEFAULT 0,
  progress_percent integer NOT NULL DEFAULT 0,
  create_time timestamptz NOT NULL
);
CREATE INDEX media_jobs_next ON media_jobs (create_time, video_id);

-- The files a published video is played from.
CREATE TABLE renditions (
  video_id uuid NOT NULL REFERENCES videos ON DELETE CASCADE,
  name text NOT NULL,
  blob_key text NOT NULL,
  media_type text NOT NULL,
  size_bytes bigint NOT NULL,
  etag text NOT NULL,
  PRIMARY KEY (video_id, name)
);

-- Objects nobody needs any more, to be removed after due_time.
CREATE TABLE blob_removals (
  blob_key text PRIMARY KEY,
  due_time timestamptz NOT NULL
);
CREATE INDEX blob_removals_due ON blob_removals (due_time);
