SELECT v.video_id, v.run_id, v.prompt_id, v.group_id, v.author_id, p.display_name, p.country, p.region, v.duration_ms, v.reply_count, v.publish_time, v.create_time
FROM peer.videos v JOIN peer.people p ON p.user_id = v.author_id
WHERE v.group_id = '0193a000-0000-7000-8000-00000000bbbb' AND v.reply_to_video_id IS NULL AND v.visible ORDER BY v.publish_time DESC, v.video_id DESC LIMIT 21;
