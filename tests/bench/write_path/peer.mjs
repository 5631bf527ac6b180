// The change and its outbox row in one transaction with its remembered answer, put in order by the user's row.
import { problem, publish, serve, statement } from '../peer.mjs';

const lock = statement('lock', 'SELECT 1 FROM peer.users WHERE user_id = $1 FOR UPDATE');
const current = statement('current', 'SELECT state FROM peer.consents WHERE user_id = $1 AND kind = $2');
const put = statement('put', `INSERT INTO peer.consents (user_id, kind, state, update_time) VALUES ($1, $2, $3, now())
    ON CONFLICT (user_id, kind) DO UPDATE SET state = excluded.state, update_time = excluded.update_time
    RETURNING kind, state, update_time AS "updateTime"`);

async function change(query, user, kind, state) {
  if ((await query(lock, user)).rowCount === 0) throw problem(404, 'no such user');
  const before = (await query(current, user, kind)).rows[0]?.state;
  if (before === state) return { kind, state };
  const { rows } = await query(put, user, kind, state);
  await query(publish, { type: state === 'STATE_GIVEN' ? 'ConsentGiven' : 'ConsentWithdrawn', userId: user, kind });
  return rows[0];
}

await serve((app, pool, once) => {
  app.post('/v1/users/me/consents/:kind', (request, reply) => {
    const [kind, verb] = request.params.kind.split(':');
    return once(request, reply, (query) => change(query, request.user, kind, verb === 'give' ? 'STATE_GIVEN' : 'STATE_WITHDRAWN'));
  });
});
