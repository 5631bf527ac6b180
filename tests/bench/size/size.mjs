// size: what the whole platform keeps of the machine's memory when nobody asks for anything, and how soon each part of it answers again after a
// restart. Brought up by deploy/up, as the journeys do.
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { Person } from '../../journeys/person.mjs';
import { Stack, SEED_PARTNER } from '../../journeys/stack.mjs';
import { median, root, smoke } from '../harness.mjs';

const FLOORS = { MiB: 250, seconds: 5 };
const ANSWERING = ['identity', 'partners', 'catalog', 'scheduling', 'exchange', 'moderation', 'notifications', 'gateway'];
// PostgreSQL is not counted; what deploy/up adds for a machine without an operator (the inbox, the supervisor) is not the platform's.
const COUNTED = [...ANSWERING, 'scheduling-planner', 'exchange-media', 'redis'];
const WARM_UP = smoke ? 1 : 30; // times everything is asked for, by each of several people
const REST = smoke ? 1 : 60; // seconds
const ROUNDS = smoke ? 1 : 5;

const pause = (seconds) => new Promise((resolve) => setTimeout(resolve, seconds * 1000));
const stack = await Stack.up();
const missed = [];

// Every service does some work for several people at once, so that its workers, connections and caches are those of a day.
async function warmUp() {
  const operator = await new Person(stack, stack.operatorEmail).signIn();
  const people = await Promise.all(Array.from({ length: smoke ? 1 : 8 }, (_, number) => new Person(stack, `person-${number}@student.example`).signIn()));
  const paths = ['/v1/users/me', '/v1/courses', '/v1/users/me/enrolments', '/v1/users/me/groups', '/v1/users/me/reports', '/v1/users/me/notifications', '/openapi.json'];
  for (let round = 0; round < WARM_UP; round++) {
    await operator.get(`/v1/partners/${SEED_PARTNER}`);
    await Promise.all(people.flatMap((person) => paths.map((path) => person.get(path))));
  }
}

// In MiB. A page that several processes share counts for a part in each of them (proportional), or whole (resident).
async function memoryOf(name) {
  const pid = await stack.pid(name);
  const text = readFileSync(`/proc/${pid}/smaps_rollup`, 'utf8');
  const of = (field) => Number(new RegExp(`^${field}:\\s+(\\d+) kB`, 'm').exec(text)[1]) / 1024;
  const threads = Number(/^Threads:\s+(\d+)/m.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))[1]);
  return { process: name, 'proportional MiB': of('Pss'), 'resident MiB': of('Rss'), 'own MiB': of('Private_Dirty'), threads };
}

async function measureMemory() {
  const rows = [];
  for (const name of COUNTED) rows.push(await memoryOf(name));
  rows.sort((a, b) => b['proportional MiB'] - a['proportional MiB']);
  const sum = (key) => rows.reduce((all, row) => all + row[key], 0);
  rows.push({ process: 'all', ...Object.fromEntries(Object.keys(rows[0]).slice(1).map((key) => [key, sum(key)])) });
  const all = rows.at(-1)['proportional MiB'];
  console.log(`\nmemory, after ${REST} s of rest`);
  console.table(rows.map((row) => Object.fromEntries(Object.entries(row).map(([key, value]) => [key, typeof value === 'number' ? Math.round(value * 10) / 10 : value]))));
  console.log(`floor: ${FLOORS.MiB} MiB: ${all > FLOORS.MiB ? 'MISSED' : 'met'}`);
  if (all > FLOORS.MiB) missed.push('memory');
  return rows;
}

// Seconds from the wish to restart it until the new process is there and every health check answers.
async function restart(name) {
  const before = await stack.pid(name);
  const begin = performance.now();
  const restarting = stack.supervisor('restart', name);
  const running = async () => {
    const now = await stack.pid(name);
    return now > 0 && now !== before;
  };
  while (!(await running()) || !(await fetch(stack.web + '/readyz').then((response) => response.ok, () => false))) await pause(0.02);
  const took = (performance.now() - begin) / 1000;
  await restarting;
  return took;
}

async function measureRestarts() {
  const times = Object.fromEntries(ANSWERING.map((name) => [name, []]));
  for (let round = 0; round < ROUNDS; round++) {
    for (const name of ANSWERING) times[name].push(await restart(name));
  }
  console.log(`\nrestart to the first healthy answer, ${ROUNDS} rounds`);
  console.table(ANSWERING.map((name) => ({ process: name, 'median s': Number(median(times[name]).toFixed(2)), 'longest s': Number(Math.max(...times[name]).toFixed(2)) })));
  const late = ANSWERING.filter((name) => median(times[name]) > FLOORS.seconds);
  console.log(`floor: ${FLOORS.seconds} s each: ${late.length > 0 ? `MISSED by ${late.join(', ')}` : 'met'}`);
  missed.push(...late);
  return times;
}

try {
  await warmUp();
  await pause(REST);
  const memory = await measureMemory();
  const restarts = await measureRestarts();
  const folder = join(root, 'build', 'bench');
  mkdirSync(folder, { recursive: true });
  writeFileSync(join(folder, 'size.json'), JSON.stringify({ subject: 'size', rest: REST, rounds: ROUNDS, memory, restarts, floors: FLOORS }, null, 2) + '\n');
} finally {
  await stack.down();
}
process.exit(missed.length > 0 && !smoke ? 1 : 0);
