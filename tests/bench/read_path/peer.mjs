// What a user would write instead: Fastify and pg, one process a core, the token checked, membership and feed read by prepared statements.
import cluster from 'node:cluster';
import { availableParallelism } from 'node:os';
import fastify from 'fastify';
import { createVerifier } from 'fast-jwt';
import pg from 'pg';

if (cluster.isPrimary) {
  let listening = 0;
  const cores = availableParallelism?.() ?? 2;
  for (let i = 0; i < cores; i++) cluster.fork();
  cluster.on('listening', (_, address) => {
    if (++listening === cores) {
      console.log(`pids ${Object.values(cluster.workers).map((worker) => worker.process.pid).join(' ')}`);
      console.log(`ready ${address.port}`);
    }
  });
} else {
  const verify = createVerifier({ key: process.env.PUBLIC_KEY, algorithms: ['ES256'], cache: 1000 });
  const pool = new pg.Pool({ connectionString: process.env.PEER_DATABASE_URL, max: 8 });
  const app = fastify();
  const member = { name: 'member', text: 'SELECT 1 FROM peer.members WHERE group_id = $1 AND user_id = $2' };
  const feed = {
    name: 'feed',
    text: `SELECT v.video_id AS "videoId", v.run_id AS "runId", v.prompt_id AS "promptId", v.group_id AS "groupId", v.author_id AS "authorId",
        json_build_object('userId', v.author_id, 'displayName', p.display_name, 'country', p.country, 'region', p.region) AS author, 'STATE_PUBLISHED' AS state,
        true AS visible, v.duration_ms / 1000.0 || 's' AS duration, v.reply_count AS "replyCount", v.publish_time AS "publishTime", v.create_time AS "createTime",
        json_build_object('mp4Url', '/v1/videos/' || v.video_id || '/renditions/video.mp4', 'hlsUrl', '/v1/videos/' || v.video_id || '/renditions/master.m3u8',
          'posterUrl', '/v1/videos/' || v.video_id || '/renditions/poster.jpg', 'width', v.width, 'height', v.height) AS playback, v.version AS etag
      FROM peer.videos v JOIN peer.people p ON p.user_id = v.author_id
      WHERE v.group_id = $1 AND v.reply_to_video_id IS NULL AND v.visible ORDER BY v.publish_time DESC, v.video_id DESC LIMIT 21`,
  };
  app.get('/v1/groups/:groupId/videos', async (request, reply) => {
    let user;
    try {
      user = verify(request.headers.authorization.slice(7)).sub;
    } catch {
      return reply.code(401).send({ title: 'sign in' });
    }
    const { groupId } = request.params;
    const { rowCount } = await pool.query({ ...member, values: [groupId, user] });
    if (rowCount === 0) return reply.code(404).send({ title: 'no such group' });
    const { rows } = await pool.query({ ...feed, values: [groupId] });
    return { videos: rows.slice(0, 20), nextPageToken: rows.length > 20 ? rows[19].videoId : undefined };
  });
  await app.listen({ port: 0, host: '127.0.0.1' });
}
