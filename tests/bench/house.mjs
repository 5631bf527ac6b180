// What the services of a benchmark stand on: certificates, the key of the tokens, a PostgreSQL and a Redis of their own, and their settings. Services
// that are not started are where nobody listens.
import { execFileSync } from 'node:child_process';
import { createPublicKey, randomBytes } from 'node:crypto';
import { mkdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { build, certificates, children, scratch, start } from './harness.mjs';
import { startPostgres } from './postgres.mjs';
import { startRedis } from './redis.mjs';

const nobody = '127.0.0.1:1';
export const tls = certificates(join(scratch, 'tls'));
export const postgres = startPostgres(scratch);
const key = join(scratch, 'signing.pem');
execFileSync('openssl', ['ecparam', '-name', 'prime256v1', '-genkey', '-noout', '-out', key]);
export const signingKey = readFileSync(key);
export const shared = {
  PARLEY_DATABASE_URL: postgres.url, PARLEY_REDIS_URL: `unix:${join(scratch, 'redis.sock')}`, PARLEY_SECRET: randomBytes(32).toString('hex'),
  PARLEY_LISTEN: '127.0.0.1:0', PARLEY_METRICS_LISTEN: '127.0.0.1:0', PARLEY_LOG_LEVEL: 'error', PARLEY_BLOB_ROOT: join(scratch, 'blob'), PARLEY_WEB_ROOT: scratch,
  PARLEY_WEB_URL: 'http://localhost', PARLEY_NOTIFICATIONS_ADDRESS: nobody, PARLEY_CATALOG_ADDRESS: nobody, PARLEY_EXCHANGE_ADDRESS: nobody,
  PARLEY_SCHEDULING_ADDRESS: nobody, PARLEY_MODERATION_ADDRESS: nobody, PARLEY_PARTNERS_ADDRESS: nobody,
};
mkdirSync(shared.PARLEY_BLOB_ROOT);
await startRedis(scratch);

// Answers a feed from memory, which is `hop`; its token shows what tokens look like.
export const hopBackend = await start(join(build, 'bin/bench-hop-backend'), [], { ...tls('exchange'), PARLEY_BENCH_SERVICE: 'exchange', PARLEY_SIGNING_KEY_FILE: key, EXPECT: 'token' });
export const identity = await start(join(build, 'bin/parley-identity'), [], {
  ...shared, ...tls('identity'), PARLEY_SIGNING_KEY_FILE: key, PARLEY_OPERATOR_EMAIL: 'operator@parley.example',
});
export const databaseProcesses = () => children(postgres.pid);

// A peer.mjs, once it listens.
export const startPeer = (script) =>
  start('node', [script], {
    PUBLIC_KEY: createPublicKey(signingKey).export({ type: 'spki', format: 'pem' }), PEER_DATABASE_URL: `postgresql://postgres@localhost/parley?host=${postgres.socket}`,
  });
