// read path: the feed of a group through gateway, exchange and PostgreSQL, 100,000 videos stored: every page read from the database, an unchanged page, and
// 95 reads to 5 posts.
import { execFile } from 'node:child_process';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { build, compare, limits, root, scratch, start, wrk } from '../harness.mjs';
import { databaseProcesses, hopBackend, identity, postgres, shared, signingKey, startPeer, tls } from '../house.mjs';
import { id, tokensLike } from '../people.mjs';
import { makePosts } from './posts.mjs';

const here = join(root, 'tests/bench/read_path');
const group = '0193a000-0000-7000-8000-00000000bbbb';
const path = `/v1/groups/${group}/videos`;
const user = JSON.parse(Buffer.from(hopBackend.token.split('.')[1], 'base64url')).sub;
const headers = { authorization: `Bearer ${hopBackend.token}` };

const addresses = { PARLEY_IDENTITY_ADDRESS: `127.0.0.1:${identity.ready}` };
const startExchange = (cacheBytes) =>
  start(join(build, 'bin/parley-exchange'), [], { ...shared, ...addresses, ...tls('exchange'), PARLEY_FEED_CACHE_BYTES: cacheBytes });
async function startGateway(exchange) {
  const gateway = await start(join(build, 'bin/parley-gateway'), [], {
    ...shared, ...addresses, ...tls('gateway'), ...limits, PARLEY_EXCHANGE_ADDRESS: `127.0.0.1:${exchange.ready}`, PARLEY_HTTP_LISTEN: '127.0.0.1:0',
  });
  return { url: `http://127.0.0.1:${gateway.ready}${path}`, pids: () => [gateway.pid, exchange.pid, ...databaseProcesses()] };
}
const usual = await startGateway(await startExchange(32 << 20));
const uncached = await startGateway(await startExchange(0));
const hop = await startGateway(hopBackend);
postgres.psql(readFileSync(join(here, 'data.sql'), 'utf8'), 'parley', { user_id: user, group_id: group });

const node = await startPeer(join(here, 'peer.mjs'));
const peer = { url: `http://127.0.0.1:${node.ready}${path}`, pids: () => [...node.pids.split(' ').map(Number), ...databaseProcesses()] };

async function read(url) {
  const response = await fetch(url, { headers });
  const text = await response.text();
  if (!response.ok) throw new Error(`${url} answered ${response.status}: ${text}`);
  return { bytes: text.length, ids: JSON.parse(text).videos.map((video) => video.videoId) };
}
const answers = { parley: await read(usual.url), uncached: await read(uncached.url), peer: await read(peer.url), hop: await read(hop.url) };
console.log(Object.entries(answers).map(([side, { bytes }]) => `${side}: ${bytes} bytes`).join(', '));
if (answers.parley.ids.join() !== answers.peer.ids.join() || answers.parley.ids.length !== 20) throw new Error('the two sides answer different feeds');
if (Math.abs(answers.hop.bytes / answers.parley.bytes - 1) > 0.02) throw new Error('hop is not of equal size: mend tests/bench/feed/feed.cpp');

// Connecting alone can take it a second.
async function pgbench(connections, seconds) {
  const { stdout } = await promisify(execFile)('pgbench', ['-n', '-h', postgres.socket, '-U', 'postgres', '-M', 'prepared', '-f', join(here, 'feed.pgbench.sql'),
    '-c', String(connections), '-T', String(Math.max(seconds, 3)), 'parley']);
  return { perSecond: Number(/tps = (\S+)/.exec(stdout)[1]), requests: Number(/actually processed: (\d+)/.exec(stdout)[1]) };
}

const tokenOf = tokensLike(hopBackend.token, signingKey);
const people = 3000;
const tokens = join(scratch, 'tokens');
writeFileSync(tokens, Array.from({ length: people }, (_, number) => tokenOf(id(5, number + 1))).join('\n') + '\n');
const script = ['-s', join(here, 'readers.lua')];
// The group's 3,000 people read it in turn.
const reading = (side) => ({ pids: side.pids, load: (connections, seconds) => wrk(side.url, {}, connections, seconds, { script, words: [tokens] }) });

await compare('read_path_uncached', [
  { name: 'parley, keeping no pages', ...reading(uncached) },
  { name: 'fastify + pg', ...reading(peer) },
  { name: 'pgbench, 64 clients (limit)', load: pgbench },
  { name: 'pgbench, 8 clients (limit)', load: (most, seconds) => pgbench(Math.min(8, most), seconds) },
], { floors: { 'fastify + pg': 1.3 } });

await compare('read_path_unchanged', [
  { name: 'parley', ...reading(usual) },
  { name: 'hop of equal size', ...reading(hop) },
], { floors: { 'hop of equal size': 0.9 } });

// Newest first, and more than all rounds can use.
const videos = postgres.psql(`SELECT video_id || ' ' || author_id FROM exchange.videos WHERE group_id = '${group}' ORDER BY publish_time DESC LIMIT 15000`)
  .trim().split('\n').map((line) => ({ videoId: line.split(' ')[0], authorId: line.split(' ')[1] }));
const posts = join(scratch, 'posts.tsv');
writeFileSync(posts, makePosts(tokenOf, people, videos, id(3, 1)).join('\n') + '\n');
// Each side uses the posts from their beginning, once.
const used = {};
function mixed(name, side) {
  used[name] = 0;
  const load = async (connections, seconds) => {
    const result = await wrk(side.url, {}, connections, seconds, { script, words: [tokens, posts, String(used[name])] });
    used[name] = Number(/^used (\d+)/m.exec(result.stdout)[1]);
    return result;
  };
  return { name, load, pids: side.pids };
}
await compare('read_path_mixed', [mixed('parley', usual), mixed('fastify + pg', peer)], { floors: { 'fastify + pg': 2.5 } });

// Every second post took a video back; those under way when wrk stopped may not have arrived.
for (const [name, schema] of [['parley', 'exchange'], ['fastify + pg', 'peer']]) {
  const gone = Number(postgres.psql(`SELECT count(*) FROM ${schema}.videos WHERE group_id = '${group}' AND NOT visible AND publish_time < 'infinity'`));
  if (Math.abs(gone - used[name] / 2) > 64 * 6) throw new Error(`${name} took ${gone} videos back of ${used[name]} posts`);
}
const after = [await read(usual.url), await read(uncached.url)];
if (after[0].ids.join() !== after[1].ids.join()) throw new Error('the kept page differs from the stored one');
if (after[0].ids.some((video) => answers.parley.ids.includes(video))) throw new Error('the posts did not change the feed');
process.exit();
