// What a user would write instead: Fastify and pg, one process a core, the token checked; the change, its outbox row and its remembered answer in one
// transaction, put in order by the user's row.
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
  const verify = createVerifier({ key: process.env.PUBLIC_KEY, algorithms: ['ES256'], cache: 5000 });
  const pool = new pg.Pool({ connectionString: process.env.PEER_DATABASE_URL, max: 8 });
  const statement = (name, text) => ({ name, text });
  const reserve = statement('reserve', 'INSERT INTO peer.requests (user_id, request_id) VALUES ($1, $2) ON CONFLICT DO NOTHING');
  const remembered = statement('remembered', 'SELECT answer FROM peer.requests WHERE user_id = $1 AND request_id = $2');
  const remember = statement('remember', 'UPDATE peer.requests SET answer = $3 WHERE user_id = $1 AND request_id = $2');
  const lock = statement('lock', 'SELECT 1 FROM peer.users WHERE user_id = $1 FOR UPDATE');
  const current = statement('current', 'SELECT state FROM peer.consents WHERE user_id = $1 AND kind = $2');
  const put = statement('put', `INSERT INTO peer.consents (user_id, kind, state, update_time) VALUES ($1, $2, $3, now())
      ON CONFLICT (user_id, kind) DO UPDATE SET state = excluded.state, update_time = excluded.update_time
      RETURNING kind, state, update_time AS "updateTime"`);
  const publish = statement('publish', 'INSERT INTO peer.outbox (event) VALUES ($1)');

  const problem = (code, title) => Object.assign(new Error(title), { statusCode: code });
  const app = fastify();
  app.decorateRequest('user', null);
  app.addHook('onRequest', async (request) => {
    try {
      request.user = verify(request.headers.authorization.slice(7)).sub;
    } catch {
      throw problem(401, 'sign in');
    }
  });

  async function change(query, user, kind, state) {
    if ((await query(lock, user)).rowCount === 0) throw problem(404, 'no such user');
    const before = (await query(current, user, kind)).rows[0]?.state;
    if (before === state) return { kind, state };
    const { rows } = await query(put, user, kind, state);
    await query(publish, { type: state === 'STATE_GIVEN' ? 'ConsentGiven' : 'ConsentWithdrawn', userId: user, kind });
    return rows[0];
  }

  app.post('/v1/users/me/consents/:kind', async (request, reply) => {
    const [kind, verb] = request.params.kind.split(':');
    const client = await pool.connect();
    const query = (named, ...values) => client.query({ ...named, values });
    try {
      await client.query('BEGIN');
      const { rowCount } = await query(reserve, request.user, request.body.requestId);
      let answer;
      if (rowCount === 1) {
        answer = JSON.stringify(await change(query, request.user, kind, verb === 'give' ? 'STATE_GIVEN' : 'STATE_WITHDRAWN'));
        await query(remember, request.user, request.body.requestId, answer);
      } else {
        answer = (await query(remembered, request.user, request.body.requestId)).rows[0].answer;
      }
      await client.query('COMMIT');
      reply.type('application/json');
      return answer;
    } catch (error) {
      await client.query('ROLLBACK');
      throw error;
    } finally {
      client.release();
    }
  });
  await app.listen({ port: 0, host: '127.0.0.1' });
}
