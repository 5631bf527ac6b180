// Measures sides against each other: alternating rounds of wrk, medians, CPU of the server processes. Prints a table, writes JSON.
import { execFile, execFileSync, spawn } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';

export const root = join(dirname(fileURLToPath(import.meta.url)), '..', '..');
export const smoke = process.argv.includes('--smoke');
export const build = process.env.PARLEY_BENCH_BUILD ?? join(root, 'build/release');
const started = [];
export const scratch = mkdtempSync(join(tmpdir(), 'parley-bench-'));
process.on('exit', () => {
  for (const child of started) child.kill('SIGKILL');
  rmSync(scratch, { recursive: true, force: true });
});

// Starts a server and resolves with its process and the words after "ready" once it printed that line.
export async function start(command, args, env = {}) {
  const child = spawn(command, args, { env: { ...process.env, ...env }, stdio: ['ignore', 'pipe', 'inherit'] });
  started.push(child);
  const lines = createInterface({ input: child.stdout });
  const seen = {};
  return new Promise((resolve, reject) => {
    child.on('exit', (code) => reject(new Error(`${command} ended with ${code}`)));
    lines.on('line', (line) => {
      const [name, ...rest] = line.split(' ');
      seen[name] = rest.join(' ');
      if (seen.ready !== undefined && (env.EXPECT === undefined || seen[env.EXPECT] !== undefined)) resolve({ pid: child.pid, ...seen });
    });
  });
}

// The gateway counts every request as it always does, but refuses none of ours.
export const limits = Object.fromEntries(['ADDRESS', 'USER', 'MEDIA', 'CLIENT', 'RATIONED'].map((name) => [`PARLEY_LIMIT_${name}`, '1000000/1s']));

// CA and a certificate for each name, as deploy makes them.
export function certificates(folder) {
  execFileSync(join(root, 'deploy/certificates'), [folder]);
  return (name) => ({
    PARLEY_TLS_CA: join(folder, 'ca.pem'),
    PARLEY_TLS_CERTIFICATE: join(folder, `${name}.pem`),
    PARLEY_TLS_KEY: join(folder, `${name}.key`),
  });
}

const ticksASecond = Number(execFileSync('getconf', ['CLK_TCK']));

// CPU seconds that each process has used; one that has ended is left out.
function cpuOf(pids) {
  const used = new Map();
  for (const pid of pids) {
    try {
      const fields = readFileSync(`/proc/${pid}/stat`, 'utf8').split(') ')[1].split(' ');
      used.set(pid, (Number(fields[11]) + Number(fields[12])) / ticksASecond);
    } catch (error) {
      if (error.code !== 'ENOENT' && error.code !== 'ESRCH') throw error;
    }
  }
  return used;
}

// Of the processes that lived through it.
function cpuSince(before) {
  let seconds = 0;
  for (const [pid, used] of cpuOf(before.keys())) seconds += used - before.get(pid);
  return seconds;
}

// `words` are wrk's own: a script and its arguments.
export async function wrk(url, headers, connections, seconds, { script = [], words = [] } = {}) {
  const given = Object.entries(headers).flatMap(([name, value]) => ['-H', `${name}: ${value}`]);
  const { stdout } = await promisify(execFile)('wrk', ['-t1', `-c${connections}`, `-d${seconds}s`, ...given, ...script, url, ...words]);
  const requests = Number(/(\d+) requests in/.exec(stdout)[1]);
  if (/Non-2xx|Socket errors/.test(stdout) || requests === 0) throw new Error(`${url} failed:\n${stdout}`);
  return { perSecond: Number(/Requests\/sec:\s+([\d.]+)/.exec(stdout)[1]), requests, stdout };
}

// PostgreSQL's own processes, one a connection.
export function children(pid) {
  return execFileSync('ps', ['-o', 'pid=', '--ppid', String(pid)], { encoding: 'utf8' }).trim().split(/\s+/).map(Number);
}

export const median = (numbers) => [...numbers].sort((a, b) => a - b)[Math.floor(numbers.length / 2)];

// sides: [{ name, url, headers, pids: () => [pid…] }] (no pids: no CPU is reported), or with `load(connections, seconds)` in place of a url, answering as wrk does.
// The first is Parley; ratios are Parley's to each. `floors` are the least ratios of throughput, by side: one that is missed makes the process
// end with 1, after everything was measured. `unit`: what is counted.
export async function compare(subject, sides, { floors = {}, unit = 'request', connections = smoke ? 4 : 64, rounds = smoke ? 1 : 5, seconds = smoke ? 1 : 5 } = {}) {
  const [rate, cpu] = [`${unit}s/s`, `CPU µs/${unit}`];
  const results = Object.fromEntries(sides.map((side) => [side.name, { perSecond: [], cpuMicros: [] }]));
  const load = (side, time) => (side.load ? side.load(connections, time) : wrk(side.url, side.headers ?? {}, connections, time));
  for (const side of sides) await load(side, 1);
  for (let round = 0; round < rounds; round++) {
    for (const side of sides) {
      const before = cpuOf(side.pids?.() ?? []);
      const { perSecond, requests } = await load(side, seconds);
      results[side.name].perSecond.push(perSecond);
      results[side.name].cpuMicros.push((cpuSince(before) * 1e6) / requests);
    }
  }
  const rows = sides.map(({ name }) => ({
    side: name,
    [rate]: Math.round(median(results[name].perSecond)),
    [cpu]: Math.round(median(results[name].cpuMicros)) || null,
  }));
  for (const row of rows) {
    row['parley is'] = (rows[0][rate] / row[rate]).toFixed(2) + '×';
    row['at CPU'] = row[cpu] && (rows[0][cpu] / row[cpu]).toFixed(2) + '×';
  }
  console.log(`\n${subject}: ${unit === 'request' ? `${connections} connections, ` : ''}medians of ${rounds} alternating rounds of ${seconds} s`);
  console.table(rows);
  if (process.argv.includes('--profile')) {
    const { profile } = await import('./profile.mjs');
    await profile({ ...sides[0], load: (most, time) => load(sides[0], time) }, rows[0][cpu], connections);
  }
  const missed = rows.filter((row) => floors[row.side] !== undefined && rows[0][rate] < floors[row.side] * row[rate]);
  for (const [side, floor] of Object.entries(floors)) {
    console.log(`floor: ${floor}× ${side}: ${missed.some((row) => row.side === side) ? 'MISSED' : 'met'}`);
  }
  if (missed.length > 0 && !smoke) process.exitCode = 1;
  const folder = join(root, 'build', 'bench');
  mkdirSync(folder, { recursive: true });
  writeFileSync(join(folder, `${subject}.json`), JSON.stringify({ subject, connections, rounds, seconds, results, rows, floors }, null, 2) + '\n');
  return rows;
}
