// hop: a 20-item list through the gateway and one service, no database.
import { execFile, execFileSync } from 'node:child_process';
import { createPublicKey } from 'node:crypto';
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { build, certificates, compare, limits, root, scratch, start } from '../harness.mjs';

const tls = certificates(join(scratch, 'tls'));
const key = join(scratch, 'signing.pem');
execFileSync('openssl', ['ecparam', '-name', 'prime256v1', '-genkey', '-noout', '-out', key]);
const path = '/v1/groups/0193a000-0000-7000-8000-00000000bbbb/videos';

const startBackend = (service) =>
  start(join(build, 'bin/bench-hop-backend'), [], { ...tls(service), PARLEY_BENCH_SERVICE: service, PARLEY_SIGNING_KEY_FILE: key, EXPECT: 'token' });
const backend = await startBackend('exchange');
const identity = await startBackend('identity');
mkdirSync(join(scratch, 'blob'));
const address = `127.0.0.1:${backend.ready}`;
const gateway = await start(join(build, 'bin/parley-gateway'), [], {
  ...tls('gateway'), ...limits,
  PARLEY_HTTP_LISTEN: '127.0.0.1:0',
  PARLEY_BLOB_ROOT: join(scratch, 'blob'),
  PARLEY_WEB_ROOT: scratch,
  PARLEY_REDIS_URL: `unix:${join(scratch, 'redis.sock')}`,
  PARLEY_LOG_LEVEL: 'error',
  PARLEY_IDENTITY_ADDRESS: `127.0.0.1:${identity.ready}`, PARLEY_CATALOG_ADDRESS: address, PARLEY_EXCHANGE_ADDRESS: address, PARLEY_NOTIFICATIONS_ADDRESS: address,
  PARLEY_MODERATION_ADDRESS: address, PARLEY_PARTNERS_ADDRESS: address, PARLEY_SCHEDULING_ADDRESS: address,
});
const headers = { authorization: `Bearer ${backend.token}` };

// As many calls under way at a time as `connections`, on two connections as the gateway has them.
async function callGrpc(port, connections, seconds) {
  const group = Buffer.from('0193a000-0000-7000-8000-00000000bbbb');
  const message = Buffer.concat([Buffer.from([0x0a, group.length]), group]);
  const length = Buffer.alloc(5);
  length.writeUInt32BE(message.length, 1);
  writeFileSync(join(scratch, 'request.bin'), Buffer.concat([length, message]));
  const { stdout } = await promisify(execFile)('h2load', ['-c2', `-m${Math.ceil(connections / 2)}`, `-D${seconds}`, '-d', join(scratch, 'request.bin'),
    '-H', 'content-type: application/grpc', '-H', 'te: trailers', `http://127.0.0.1:${port}/parley.exchange.v1.ExchangeService/ListVideos`]);
  const requests = Number(/(\d+) succeeded/.exec(stdout)[1]);
  if (requests === 0 || !/ 0 failed, 0 errored/.test(stdout)) throw new Error(`the bare server failed:\n${stdout}`);
  return { perSecond: requests / seconds, requests };
}

// The peer answers the very same list.
const url = `http://127.0.0.1:${gateway.ready}${path}`;
const answer = await fetch(url, { headers });
if (!answer.ok) throw new Error(`the gateway answered ${answer.status}: ${await answer.text()}`);
const feed = join(scratch, 'feed.json');
const text = await answer.text();
writeFileSync(feed, JSON.stringify(JSON.parse(text), (name, value) => {
  if (name === 'duration') return { seconds: Math.floor(parseFloat(value)), nanos: Math.round((parseFloat(value) % 1) * 1e9) };
  if (name === 'publishTime' || name === 'createTime') return { seconds: Date.parse(value) / 1000 };
  return value;
}));
const peer = { PROTO_DIR: join(root, 'proto'), FEED: feed, PUBLIC_KEY: createPublicKey(readFileSync(key)).export({ type: 'spki', format: 'pem' }) };
const script = join(root, 'tests/bench/hop/peer.mjs');
const nodeBackend = await start('node', [script, 'backend'], { ...peer, ...tls('exchange') });
const nodeEdge = await start('node', [script, 'edge'], { ...peer, ...tls('gateway'), BACKEND_PORT: nodeBackend.ready });
const peerUrl = `http://127.0.0.1:${nodeEdge.ready}${path}`;
const peerAnswer = await (await fetch(peerUrl, { headers })).json();
if (peerAnswer.videos?.length !== 20) throw new Error(`the peer answered ${JSON.stringify(peerAnswer).slice(0, 300)}`);

const bareHttp = await start(join(build, 'bin/bench-bare-beast'), [], { BODY: text.length });
const bareGrpc = await start(join(build, 'bin/bench-bare-grpc'), []);
console.log(`answer: ${text.length} bytes of JSON`);
await compare('hop', [
  { name: 'parley', url, headers, pids: () => [gateway.pid, backend.pid] },
  { name: 'fastify + grpc-js', url: peerUrl, headers, pids: () => [nodeEdge.pid, nodeBackend.pid] },
  { name: 'bare Beast (limit)', url: `http://127.0.0.1:${bareHttp.ready}/`, pids: () => [bareHttp.pid] },
  { name: 'bare gRPC (limit)', load: (connections, seconds) => callGrpc(bareGrpc.ready, connections, seconds), pids: () => [bareGrpc.pid] },
], { floors: { 'fastify + grpc-js': 2.5 } });
process.exit();
