// Where the CPU time of a side's processes goes under load, by perf: a table by shared object, in µs a request, and the functions that take most.
import { execFileSync, spawn } from 'node:child_process';
import { join } from 'node:path';
import { scratch } from './harness.mjs';

const SECONDS = 5;
const FUNCTIONS = 25;

// Rows [share in %, name] of perf's report, sorted by `key`.
function shares(file, key) {
  const text = execFileSync('perf', ['report', '-i', file, '--no-children', '--sort', key, '--stdio', '--percent-limit', '0.3', '-g', 'none'], {
    encoding: 'utf8', maxBuffer: 64 << 20, stdio: ['ignore', 'pipe', 'ignore'],
  });
  return [...text.matchAll(/^\s+([\d.]+)%\s+(.+?)\s*$/gm)].map(([, share, name]) => [Number(share), name]);
}

export async function profile(side, cpuMicros, connections) {
  const file = join(scratch, 'perf.data');
  const recorder = spawn('perf', ['record', '-e', 'cpu-clock', '-F', '1999', '-o', file, '-p', side.pids().join(',')], { stdio: 'ignore' });
  await side.load(connections, SECONDS);
  recorder.kill('SIGINT');
  await new Promise((resolve) => recorder.on('exit', resolve));
  console.log(`\nwhere the ${cpuMicros} µs of CPU a request go (${side.name})`);
  console.table(shares(file, 'comm,dso').map(([share, name]) => ({ 'process and object': name, 'share %': share, 'µs/request': Number(((share / 100) * cpuMicros).toFixed(1)) })));
  console.table(shares(file, 'dso,sym').slice(0, FUNCTIONS).map(([share, name]) => ({ function: name.slice(0, 110), 'µs/request': Number(((share / 100) * cpuMicros).toFixed(1)) })));
}
