// read path: the feed of a group through gateway, exchange and PostgreSQL; 100,000 videos stored.
import { execFile, execFileSync } from 'node:child_process';
import { createPublicKey, randomBytes } from 'node:crypto';
import { mkdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { build, certificates, children, compare, root, scratch, start } from '../harness.mjs';
import { startPostgres } from '../postgres.mjs';

const here = join(root, 'tests/bench/read_path');
const group = '0193a000-0000-7000-8000-00000000bbbb';
const tls = certificates(join(scratch, 'tls'));
const key = join(scratch, 'signing.pem');
execFileSync('openssl', ['ecparam', '-name', 'prime256v1', '-genkey', '-noout', '-out', key]);
const postgres = startPostgres(scratch);
const shared = {
  PARLEY_DATABASE_URL: postgres.url, PARLEY_REDIS_URL: `unix:${join(scratch, 'redis.sock')}`, PARLEY_SECRET: randomBytes(32).toString('hex'),
  PARLEY_LISTEN: '127.0.0.1:0', PARLEY_METRICS_LISTEN: '127.0.0.1:0', PARLEY_LOG_LEVEL: 'error', PARLEY_BLOB_ROOT: join(scratch, 'blob'), PARLEY_WEB_ROOT: scratch,
  PARLEY_WEB_URL: 'http://localhost', PARLEY_NOTIFICATIONS_ADDRESS: '127.0.0.1:1', PARLEY_CATALOG_ADDRESS: '127.0.0.1:1',
};
mkdirSync(shared.PARLEY_BLOB_ROOT);
const redis = await import('node:child_process').then(({ spawn }) =>
  spawn('redis-server', ['--port', '0', '--unixsocket', join(scratch, 'redis.sock'), '--save', ''], { stdio: 'ignore' }));
process.on('exit', () => redis.kill('SIGKILL'));

// A reader's token, signed by the key that identity publishes.
const issuer = await start(join(build, 'bin/bench-hop-backend'), [], { ...tls('exchange'), PARLEY_SIGNING_KEY_FILE: key, EXPECT: 'token' });
const user = JSON.parse(Buffer.from(issuer.token.split('.')[1], 'base64url')).sub;
const headers = { authorization: `Bearer ${issuer.token}` };

const identity = await start(join(build, 'bin/parley-identity'), [], { ...shared, ...tls('identity'), PARLEY_SIGNING_KEY_FILE: key, PARLEY_OPERATOR_EMAIL: 'operator@parley.example' });
const addresses = { PARLEY_IDENTITY_ADDRESS: `127.0.0.1:${identity.ready}` };
const exchange = await start(join(build, 'bin/parley-exchange'), [], { ...shared, ...addresses, ...tls('exchange') });
const gateway = await start(join(build, 'bin/parley-gateway'), [], {
  ...shared, ...addresses, ...tls('gateway'), PARLEY_EXCHANGE_ADDRESS: `127.0.0.1:${exchange.ready}`, PARLEY_HTTP_LISTEN: '127.0.0.1:0',
});
postgres.psql(readFileSync(join(here, 'data.sql'), 'utf8'), 'parley', { user_id: user, group_id: group });

const peer = await start('node', [join(here, 'peer.mjs')], {
  PUBLIC_KEY: createPublicKey(readFileSync(key)).export({ type: 'spki', format: 'pem' }), PEER_DATABASE_URL: `postgresql://postgres@localhost/parley?host=${postgres.socket}`,
});
const path = `/v1/groups/${group}/videos`;
const [ours, theirs] = [`http://127.0.0.1:${gateway.ready}${path}`, `http://127.0.0.1:${peer.ready}${path}`];
const bodies = [];
for (const url of [ours, theirs]) {
  const response = await fetch(url, { headers });
  const text = await response.text();
  if (!response.ok) throw new Error(`${url} answered ${response.status}: ${text}`);
  bodies.push(JSON.parse(text));
  console.log(`${url}: ${text.length} bytes`);
}
const ids = bodies.map((body) => body.videos.map((video) => video.videoId).join());
if (ids[0] !== ids[1] || bodies[0].videos.length !== 20) throw new Error('the two sides answer different feeds');

async function pgbench(connections, seconds) {
  const { stdout } = await promisify(execFile)('pgbench', ['-n', '-h', postgres.socket, '-U', 'postgres', '-M', 'prepared', '-f', join(here, 'feed.pgbench.sql'),
    '-c', String(connections), '-T', String(seconds), 'parley']);
  return { perSecond: Number(/tps = (\S+)/.exec(stdout)[1]), requests: Number(/actually processed: (\d+)/.exec(stdout)[1]) };
}
const backends = () => children(postgres.pid);
await compare('read_path', [
  { name: 'parley', url: ours, headers, pids: () => [gateway.pid, exchange.pid, ...backends()] },
  { name: 'fastify + pg', url: theirs, headers, pids: () => [...peer.pids.split(' ').map(Number), ...backends()] },
  { name: 'pgbench, 64 clients (limit)', load: pgbench, pids: () => [postgres.pid] },
  { name: 'pgbench, 8 clients (limit)', load: (most, seconds) => pgbench(Math.min(8, most), seconds), pids: () => [postgres.pid] },
]);
process.exit(0);
