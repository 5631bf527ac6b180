// events: from a row of the outbox, by the relay and the stream, to a row that the follower keeps, each once and in order.
import { execFile, spawn } from 'node:child_process';
import { once } from 'node:events';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { promisify } from 'node:util';
import { build, children, compare, root, scratch } from '../harness.mjs';
import { startPostgres } from '../postgres.mjs';
import { startRedis } from '../redis.mjs';

const here = join(root, 'tests/bench/events');
const postgres = startPostgres(scratch);
const redis = await startRedis(scratch);
const applied = 'applied (enrolment_id uuid PRIMARY KEY, run_id uuid NOT NULL, user_id uuid NOT NULL, state smallint NOT NULL, change_time timestamptz NOT NULL)';
postgres.psql(`CREATE SCHEMA producer; CREATE SCHEMA consumer; CREATE SCHEMA peer; CREATE TABLE peer.${applied}; CREATE TABLE peer.copied (LIKE peer.applied INCLUDING ALL)`);

// A program that is told "run SECONDS" and answers "ran COUNT SECONDS".
async function side(command, args, env) {
  const child = spawn(command, args, { env: { ...process.env, ...env }, stdio: ['pipe', 'pipe', 'inherit'] });
  process.on('exit', () => child.kill('SIGKILL'));
  child.on('exit', (code) => { throw new Error(`${command} ended with ${code}`); });
  const lines = createInterface({ input: child.stdout })[Symbol.asyncIterator]();
  const next = async (word) => {
    for (;;) {
      const { value } = await lines.next();
      const [first, ...rest] = value.split(' ');
      if (first === word) return rest.map(Number);
      if (first === 'pids') pids = rest.map(Number);
    }
  };
  let pids = [child.pid];
  await next('ready');
  return {
    pids: () => [...pids, redis.pid, ...children(postgres.pid)],
    load: async (_, seconds) => {
      child.stdin.write(`run ${seconds}\n`);
      const [requests, took] = await next('ran');
      return { requests, perSecond: requests / took };
    },
    // With its children, which hold its output too.
    end: async () => {
      child.removeAllListeners('exit').kill('SIGKILL');
      await once(child, 'close');
    },
  };
}

// The same rows, as PostgreSQL takes them at its quickest; each time into an empty table.
const ROWS = 100_000;
const rows = join(scratch, 'rows');
const hex = (number) => number.toString(16).padStart(12, '0');
writeFileSync(rows, Array.from({ length: ROWS }, (_, number) => `0193a000-0000-7000-8000-${hex(number)}\t0193a000-0000-7000-8000-000000000000\t0193a000-0000-7000-8001-${hex(number)}\t4\t2027-03-08 12:00:00+00\n`).join(''));
async function copy() {
  postgres.psql('TRUNCATE peer.copied');
  const begin = performance.now();
  await promisify(execFile)('psql', ['-h', postgres.socket, '-U', 'postgres', '-d', 'parley', '-q', '-c', `\\copy peer.copied FROM '${rows}'`]);
  return { requests: ROWS, perSecond: (ROWS / (performance.now() - begin)) * 1000 };
}

// The same entries, as Redis takes them from one connection that sends 500 at a time, as the relay does.
async function xadd() {
  const words = ['XADD', 'bench', 'MAXLEN', '~', '10000', '*', 'type', 'parley.catalog.v1.EnrolmentChanged', 'aggregate', 'x'.repeat(36), 'payload', 'x'.repeat(128), 'time', '1800000000000000'];
  const { stdout } = await promisify(execFile)('redis-benchmark', ['-s', redis.socket, '-c', '1', '-P', '500', '-n', '200000', '--csv', ...words]);
  return { requests: 200_000, perSecond: Number(/","([\d.]+)"/.exec(stdout)[1]) };
}

const parley = await side(join(build, 'bin/bench-events-host'), [], { PARLEY_DATABASE_URL: postgres.url, PARLEY_REDIS_URL: redis.url });
const bullmq = await side('node', [join(here, 'peer.mjs')], { PEER_DATABASE_URL: `postgresql://postgres@localhost/parley?host=${postgres.socket}`, PEER_REDIS_SOCKET: redis.socket });
// Statements are planned anew once the tables are no longer empty, as autovacuum sees to within a minute.
for (const each of [parley, bullmq]) await each.load(0, 1);
postgres.psql('VACUUM ANALYZE');

await compare('events', [
  { name: 'parley', ...parley },
  { name: 'bullmq + pg', ...bullmq },
  { name: 'COPY (limit)', load: copy, pids: () => children(postgres.pid) },
  { name: 'XADD (limit)', load: xadd, pids: () => [redis.pid] },
], { floors: { 'bullmq + pg': 3 }, unit: 'event' });

// Each once: a row twice would have been refused by its key.
for (const [name, table, log] of [['parley', 'consumer.applied', 'producer.outbox'], ['bullmq + pg', 'peer.applied', undefined]]) {
  const [kept, told] = postgres.psql(`SELECT (SELECT count(*) FROM ${table}) || ' ' || ${log ? `(SELECT count(*) FROM ${log})` : "''"}`).trim().split(' ').map(Number);
  console.log(`${name}: ${kept} rows${log ? ` of ${told} events` : ''}`);
  if (kept === 0 || (log && kept !== told)) throw new Error(`${name} lost something`);
}
for (const each of [parley, bullmq]) await each.end();
process.exit();
