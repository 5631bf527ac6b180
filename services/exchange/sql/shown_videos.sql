-- Videos as they are shown: every statement selects the columns of store/shown_videos.cpp, in that order.
-- Lengths of pages are selected, which hides them from the planner: with a length that it knows a page seems so cheap beside one of the usual guess that
-- the statement is planned anew at each execution, which takes as long as to answer it.

-- name: GetShownVideo
SELECT v.video_id, v.run_id, v.prompt_id, v.group_id, COALESCE(v.reply_to_video_id::text, ''), v.author_id,
       COALESCE(p.display_name, ''), COALESCE(p.country, ''), COALESCE(p.region, ''), v.state, v.failure_reason, v.failure_message, v.visible,
       v.duration_ms, v.width, v.height, v.reply_count, v.create_time, v.publish_time, v.size_bytes, v.offset_bytes, v.expire_time, v.version
FROM videos v LEFT JOIN people p ON p.user_id = v.author_id
WHERE v.video_id = $1;

-- name: ListVideos
-- One statement for the right to see and for the rows: a reader gets at least one row, with an empty video_id when there is none to show.
-- The limit of 1 makes the planner look names up one by one, whatever it guesses the size of a page to be.
SELECT COALESCE(v.video_id::text, ''), v.run_id, v.prompt_id, v.group_id, '', v.author_id,
       COALESCE(p.display_name, ''), COALESCE(p.country, ''), COALESCE(p.region, ''), 3, 0, '', true,
       v.duration_ms, v.width, v.height, v.reply_count, v.create_time, v.publish_time, v.size_bytes, v.offset_bytes, v.expire_time, v.version
FROM (SELECT FROM group_readers WHERE group_id = $1 AND user_id = $2 LIMIT 1) reader
LEFT JOIN LATERAL (
  SELECT * FROM videos
  WHERE group_id = $1 AND visible AND reply_to_video_id IS NULL AND (publish_time, video_id) < ($3::timestamptz, $4::uuid)
  ORDER BY publish_time DESC, video_id DESC LIMIT (SELECT $5::int)
) v ON true
LEFT JOIN LATERAL (SELECT * FROM people WHERE user_id = v.author_id LIMIT 1) p ON true
ORDER BY v.publish_time DESC, v.video_id DESC;

-- name: ListVideosOfPrompt
SELECT COALESCE(v.video_id::text, ''), v.run_id, v.prompt_id, v.group_id, '', v.author_id,
       COALESCE(p.display_name, ''), COALESCE(p.country, ''), COALESCE(p.region, ''), 3, 0, '', true,
       v.duration_ms, v.width, v.height, v.reply_count, v.create_time, v.publish_time, v.size_bytes, v.offset_bytes, v.expire_time, v.version
FROM (SELECT FROM group_readers WHERE group_id = $1 AND user_id = $2 LIMIT 1) reader
LEFT JOIN LATERAL (
  SELECT * FROM videos
  WHERE group_id = $1 AND prompt_id = $6 AND visible AND reply_to_video_id IS NULL
    AND (publish_time, video_id) < ($3::timestamptz, $4::uuid)
  ORDER BY publish_time DESC, video_id DESC LIMIT (SELECT $5::int)
) v ON true
LEFT JOIN LATERAL (SELECT * FROM people WHERE user_id = v.author_id LIMIT 1) p ON true
ORDER BY v.publish_time DESC, v.video_id DESC;

-- name: ListReplies
SELECT v.video_id, v.run_id, v.prompt_id, v.group_id, COALESCE(v.reply_to_video_id::text, ''), v.author_id,
       COALESCE(p.display_name, ''), COALESCE(p.country, ''), COALESCE(p.region, ''), v.state, v.failure_reason, v.failure_message, v.visible,
       v.duration_ms, v.width, v.height, v.reply_count, v.create_time, v.publish_time, v.size_bytes, v.offset_bytes, v.expire_time, v.version
FROM videos v LEFT JOIN people p ON p.user_id = v.author_id
WHERE v.reply_to_video_id = $1 AND v.visible AND (v.publish_time, v.video_id) > ($2::timestamptz, $3::uuid)
ORDER BY v.publish_time, v.video_id LIMIT (SELECT $4::int);

-- name: ListMyVideos
SELECT v.video_id, v.run_id, v.prompt_id, v.group_id, COALESCE(v.reply_to_video_id::text, ''), v.author_id,
       COALESCE(p.display_name, ''), COALESCE(p.country, ''), COALESCE(p.region, ''), v.state, v.failure_reason, v.failure_message, v.visible,
       v.duration_ms, v.width, v.height, v.reply_count, v.create_time, v.publish_time, v.size_bytes, v.offset_bytes, v.expire_time, v.version
FROM videos v LEFT JOIN people p ON p.user_id = v.author_id
WHERE v.author_id = $1 AND v.run_id = $2 AND v.video_id < $3::uuid
ORDER BY v.video_id DESC LIMIT (SELECT $4::int);
