// write path: a change, what others learn of it and its remembered answer, in one durable transaction, through gateway, identity and PostgreSQL.
import { execFile } from 'node:child_process';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { build, compare, limits, root, scratch, start, wrk } from '../harness.mjs';
import { databaseProcesses, hopBackend, identity, postgres, shared, signingKey, startPeer, tls } from '../house.mjs';
import { id, tokensLike } from '../people.mjs';

const here = join(root, 'tests/bench/write_path');
const people = 3000;
const gateway = await start(join(build, 'bin/parley-gateway'), [], {
  ...shared, ...tls('gateway'), ...limits, PARLEY_IDENTITY_ADDRESS: `127.0.0.1:${identity.ready}`, PARLEY_HTTP_LISTEN: '127.0.0.1:0',
});
postgres.psql(readFileSync(join(here, 'data.sql'), 'utf8'));
const node = await startPeer(join(here, 'peer.mjs'));

const tokenOf = tokensLike(hopBackend.token, signingKey);
const tokens = join(scratch, 'tokens');
writeFileSync(tokens, Array.from({ length: people }, (_, number) => tokenOf(id(5, number + 1))).join('\n') + '\n');
function changing(port, pids) {
  let sent = 0;
  const load = async (connections, seconds) => {
    const result = await wrk(`http://127.0.0.1:${port}/`, {}, connections, seconds, { script: ['-s', join(here, 'consents.lua')], words: [tokens, String(sent)] });
    sent = Number(/^sent (\d+)/m.exec(result.stdout)[1]);
    return result;
  };
  return { load, pids: () => [...pids, ...databaseProcesses()] };
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
