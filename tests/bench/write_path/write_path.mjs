// write path: a change, what others learn of it and its remembered answer, in one durable transaction, through gateway, identity and PostgreSQL.
import { execFile, execFileSync, spawn } from 'node:child_process';
import { createPublicKey, randomBytes } from 'node:crypto';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { build, certificates, children, compare, limits, root, scratch, start, wrk } from '../harness.mjs';
import { startPostgres } from '../postgres.mjs';
import { id, tokensLike } from '../people.mjs';

const here = join(root, 'tests/bench/write_path');
const people = 3000;
const tls = certificates(join(scratch, 'tls'));
const key = join(scratch, 'signing.pem');
execFileSync('openssl', ['ecparam', '-name', 'prime256v1', '-genkey', '-noout', '-out', key]);
const postgres = startPostgres(scratch);
const shared = {
  PARLEY_DATABASE_URL: postgres.url, PARLEY_REDIS_URL: `unix:${join(scratch, 'redis.sock')}`, PARLEY_SECRET: randomBytes(32).toString('hex'),
  PARLEY_LISTEN: '127.0.0.1:0', PARLEY_METRICS_LISTEN: '127.0.0.1:0', PARLEY_LOG_LEVEL: 'error', PARLEY_BLOB_ROOT: scratch, PARLEY_WEB_ROOT: scratch,
  PARLEY_WEB_URL: 'http://localhost', PARLEY_NOTIFICATIONS_ADDRESS: '127.0.0.1:1', PARLEY_CATALOG_ADDRESS: '127.0.0.1:1', PARLEY_EXCHANGE_ADDRESS: '127.0.0.1:1',
  PARLEY_SCHEDULING_ADDRESS: '127.0.0.1:1', PARLEY_MODERATION_ADDRESS: '127.0.0.1:1', PARLEY_PARTNERS_ADDRESS: '127.0.0.1:1',
};
const redis = spawn('redis-server', ['--port', '0', '--unixsocket', join(scratch, 'redis.sock'), '--save', ''], { stdio: 'ignore' });
process.on('exit', () => redis.kill('SIGKILL'));

// Its token shows what tokens look like.
const { token } = await start(join(build, 'bin/bench-hop-backend'), [], {
  ...tls('exchange'), PARLEY_BENCH_SERVICE: 'exchange', PARLEY_SIGNING_KEY_FILE: key, EXPECT: 'token',
});
const identity = await start(join(build, 'bin/parley-identity'), [], { ...shared, ...tls('identity'), PARLEY_SIGNING_KEY_FILE: key, PARLEY_OPERATOR_EMAIL: 'operator@parley.example' });
const gateway = await start(join(build, 'bin/parley-gateway'), [], {
  ...shared, ...tls('gateway'), ...limits, PARLEY_IDENTITY_ADDRESS: `127.0.0.1:${identity.ready}`, PARLEY_HTTP_LISTEN: '127.0.0.1:0',
});
postgres.psql(readFileSync(join(here, 'data.sql'), 'utf8'));
const node = await start('node', [join(here, 'peer.mjs')], {
  PUBLIC_KEY: createPublicKey(readFileSync(key)).export({ type: 'spki', format: 'pem' }), PEER_DATABASE_URL: `postgresql://postgres@localhost/parley?host=${postgres.socket}`,
});
const backends = () => children(postgres.pid);

const tokenOf = tokensLike(token, readFileSync(key));
const tokens = join(scratch, 'tokens');
writeFileSync(tokens, Array.from({ length: people }, (_, number) => tokenOf(id(5, number + 1))).join('\n') + '\n');
function changing(port, pids) {
  let sent = 0;
  const load = async (connections, seconds) => {
    const result = await wrk(`http://127.0.0.1:${port}/`, {}, connections, seconds, { script: ['-s', join(here, 'consents.lua')], words: [tokens, String(sent)] });
    sent = Number(/^sent (\d+)/m.exec(result.stdout)[1]);
    return result;
  };
  return { load, pids: () => [...pids, ...backends()] };
}

// Statements are planned anew once the tables are no longer empty, as autovacuum sees to within a minute.
const sides = [changing(gateway.ready, [gateway.pid, identity.pid]), changing(node.ready, node.pids.split(' ').map(Number))];
for (const side of sides) await side.load(16, 2);
postgres.psql('VACUUM ANALYZE');

// The limit keeps what it is given and no more: two rows, no token, no answer by HTTP.
async function pgbench(connections, seconds) {
  const { stdout } = await promisify(execFile)('pgbench', ['-n', '-h', postgres.socket, '-U', 'postgres', '-M', 'prepared', '-f', join(here, 'consents.pgbench.sql'),
    '-c', String(connections), '-T', String(Math.max(seconds, 3)), 'parley']);
  return { perSecond: Number(/tps = (\S+)/.exec(stdout)[1]), requests: Number(/actually processed: (\d+)/.exec(stdout)[1]) };
}

await compare('write_path', [
  { name: 'parley', ...sides[0] },
  { name: 'fastify + pg', ...sides[1] },
  { name: 'pgbench, two rows (limit)', load: pgbench },
], { floors: { 'fastify + pg': 1.2 } });

// Everything that was answered is there: a change has its event, a request its answer.
for (const [name, changes, events, answers] of [
  ['parley', 'identity.consents', "identity.outbox WHERE type LIKE '%.Consent%'", 'identity.replay'],
  ['fastify + pg', 'peer.consents', 'peer.outbox', 'peer.requests'],
]) {
  // At one moment: requests that were under way when wrk stopped may still land.
  const counts = postgres.psql(`SELECT (SELECT count(*) FROM ${changes}) || ' ' || (SELECT count(*) FROM ${events}) || ' ' || (SELECT count(*) FROM ${answers})`);
  const [kept, told, remembered] = counts.trim().split(' ').map(Number);
  console.log(`${name}: ${kept} consents, ${told} events, ${remembered} remembered answers`);
  if (kept === 0 || told < kept || remembered < told) throw new Error(`${name} lost something`);
}
process.exit();
