// Membership and feed read by prepared statements; posts in a transaction with their request_id and, where others must learn of them, an outbox row.
import { randomUUID } from 'node:crypto';
import { problem, publish, serve, statement } from '../peer.mjs';

const member = statement('member', 'SELECT 1 FROM peer.members WHERE group_id = $1 AND user_id = $2');
const columns = `v.video_id AS "videoId", v.run_id AS "runId", v.prompt_id AS "promptId", v.group_id AS "groupId", v.author_id AS "authorId",
    json_build_object('userId', v.author_id, 'displayName', p.display_name, 'country', p.country, 'region', p.region) AS author, v.state,
    v.visible, v.duration_ms / 1000.0 || 's' AS duration, v.reply_count AS "replyCount", v.publish_time AS "publishTime", v.create_time AS "createTime",
    json_build_object('mp4Url', '/v1/videos/' || v.video_id || '/renditions/video.mp4', 'hlsUrl', '/v1/videos/' || v.video_id || '/renditions/master.m3u8',
      'posterUrl', '/v1/videos/' || v.video_id || '/renditions/poster.jpg', 'width', v.width, 'height', v.height) AS playback, v.version AS etag`;
const feed = statement('feed', `SELECT ${columns} FROM peer.videos v JOIN peer.people p ON p.user_id = v.author_id
    WHERE v.group_id = $1 AND v.reply_to_video_id IS NULL AND v.visible ORDER BY v.publish_time DESC, v.video_id DESC LIMIT 21`);
const one = statement('one', `SELECT ${columns} FROM peer.videos v JOIN peer.people p ON p.user_id = v.author_id WHERE v.video_id = $1`);
const prompt = statement('prompt', `SELECT p.run_id, p.group_id FROM peer.prompts p JOIN peer.members m ON m.group_id = p.group_id AND m.user_id = $2
    JOIN peer.people u ON u.user_id = m.user_id AND u.consents WHERE p.prompt_id = $1 AND p.open_time <= now() AND now() < p.close_time`);
const unfinished = statement('unfinished', `SELECT count(*)::int FROM peer.videos WHERE author_id = $1 AND state = 'STATE_UPLOADING'`);
const insert = statement('insert', `INSERT INTO peer.videos (video_id, run_id, prompt_id, group_id, author_id, state, visible, size_bytes, duration_ms, width, height,
    reply_count, version, create_time) VALUES ($1, $2, $3, $4, $5, 'STATE_UPLOADING', false, $6, 0, 0, 0, 0, 1, now())`);
const withdraw = statement('withdraw', `UPDATE peer.videos SET state = 'STATE_WITHDRAWN', visible = false, version = version + 1
    WHERE video_id = $1 AND author_id = $2 AND state <> 'STATE_WITHDRAWN'`);

await serve((app, pool, once) => {
  app.get('/v1/groups/:groupId/videos', async (request) => {
    const { groupId } = request.params;
    const { rowCount } = await pool.query({ ...member, values: [groupId, request.user] });
    if (rowCount === 0) throw problem(404, 'no such group');
    const { rows } = await pool.query({ ...feed, values: [groupId] });
    return { videos: rows.slice(0, 20), nextPageToken: rows.length > 20 ? rows[19].videoId : undefined };
  });

  app.post('/v1/videos', async (request, reply) => {
    const { promptId, sizeBytes } = request.body;
    return once(request, reply, async (query) => {
      const found = await query(prompt, promptId, request.user);
      if (found.rowCount === 0) throw problem(404, 'no such prompt');
      if ((await query(unfinished, request.user)).rows[0].count >= 10) throw problem(429, 'too many uploads');
      const videoId = randomUUID();
      await query(insert, videoId, found.rows[0].run_id, promptId, found.rows[0].group_id, request.user, sizeBytes);
      return (await query(one, videoId)).rows[0];
    });
  });

  app.post('/v1/videos/:verb', async (request, reply) => {
    const videoId = request.params.verb.replace(':withdraw', '');
    return once(request, reply, async (query) => {
      if ((await query(withdraw, videoId, request.user)).rowCount === 0) throw problem(404, 'no such video');
      await query(publish, { type: 'VideoWithdrawn', videoId, authorId: request.user });
      return (await query(one, videoId)).rows[0];
    });
  });
});
