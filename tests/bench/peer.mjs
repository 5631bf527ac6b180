// What a user would write instead: Fastify and pg, one process a core, the token checked; what changes something in a transaction that remembers its
// answer. `routes` of each benchmark's peer.mjs adds what it measures.
import cluster from 'node:cluster';
import { availableParallelism } from 'node:os';
import fastify from 'fastify';
import { createVerifier } from 'fast-jwt';
import pg from 'pg';

export const statement = (name, text) => ({ name, text });
export const problem = (code, title) => Object.assign(new Error(title), { statusCode: code });
export const publish = statement('publish', 'INSERT INTO peer.outbox (event) VALUES ($1)');

const reserve = statement('reserve', 'INSERT INTO peer.requests (user_id, request_id) VALUES ($1, $2) ON CONFLICT DO NOTHING');
const remembered = statement('remembered', 'SELECT answer FROM peer.requests WHERE user_id = $1 AND request_id = $2');
const remember = statement('remember', 'UPDATE peer.requests SET answer = $3 WHERE user_id = $1 AND request_id = $2');

// Does `act` once, in a transaction, and answers as it did.
async function once(pool, user, requestId, act) {
  const client = await pool.connect();
  const query = (named, ...values) => client.query({ ...named, values });
  try {
    await client.query('BEGIN');
    const { rowCount } = await query(reserve, user, requestId);
    let answer;
    if (rowCount === 1) {
      answer = JSON.stringify(await act(query));
      await query(remember, user, requestId, answer);
    } else {
      answer = (await query(remembered, user, requestId)).rows[0].answer;
    }
    await client.query('COMMIT');
    return answer;
  } catch (error) {
    await client.query('ROLLBACK');
    throw error;
  } finally {
    client.release();
  }
}

async function work(routes) {
  const verify = createVerifier({ key: process.env.PUBLIC_KEY, algorithms: ['ES256'], cache: 5000 });
  const pool = new pg.Pool({ connectionString: process.env.PEER_DATABASE_URL, max: 8 });
  const app = fastify();
  app.decorateRequest('user', null);
  app.addHook('onRequest', async (request) => {
    try {
      request.user = verify(request.headers.authorization.slice(7)).sub;
    } catch {
      throw problem(401, 'sign in');
    }
  });
  routes(app, pool, (request, reply, act) => {
    reply.type('application/json');
    return once(pool, request.user, request.body.requestId, act);
  });
  await app.listen({ port: 0, host: '127.0.0.1' });
}

export async function serve(routes) {
  if (!cluster.isPrimary) return work(routes);
  let listening = 0;
  const cores = availableParallelism?.() ?? 2;
  for (let i = 0; i < cores; i++) cluster.fork();
  cluster.on('listening', (_, address) => {
    if (++listening === cores) {
      console.log(`pids ${Object.values(cluster.workers).map((worker) => worker.process.pid).join(' ')}`);
      console.log(`ready ${address.port}`);
    }
  });
}
