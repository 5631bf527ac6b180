// A PostgreSQL of the benchmark's own: durable settings as in production, on a unix socket in the scratch folder.
import { execFileSync, spawn } from 'node:child_process';
import { chmodSync, chownSync, mkdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

const bin = execFileSync('pg_config', ['--bindir'], { encoding: 'utf8' }).trim();

export function startPostgres(scratch) {
  const root = process.getuid() === 0;
  const uid = root ? Number(execFileSync('id', ['-u', 'postgres'])) : process.getuid();
  const data = join(scratch, 'pg');
  mkdirSync(data);
  chmodSync(scratch, 0o755);
  if (root) chownSync(data, uid, uid);
  const as = root ? ['setpriv', '--reuid', 'postgres', '--regid', 'postgres', '--clear-groups'] : ['env'];
  const run = (program, ...words) => execFileSync(as[0], [...as.slice(1), join(bin, program), ...words], { stdio: ['ignore', 'ignore', 'inherit'], cwd: '/' });
  run('initdb', '-D', data, '-U', 'postgres', '-A', 'trust', '-E', 'UTF8', '--locale', 'C.UTF-8');
  run('pg_ctl', '-D', data, '-w', '-l', join(data, 'log'), '-o',
    `-c listen_addresses='' -c unix_socket_directories=${data} -c max_connections=200 -c shared_buffers=512MB`, 'start');
  const pid = Number(readFileSync(join(data, 'postmaster.pid'), 'utf8').split('\n')[0]);
  process.on('exit', () => spawn('kill', ['-QUIT', String(pid)], { detached: true }));
  const psql = (text, database = 'parley', variables = {}) =>
    execFileSync('psql', ['-h', data, '-U', 'postgres', '-d', database, '-qAt', '-v', 'ON_ERROR_STOP=1', ...Object.entries(variables).flatMap(([name, value]) => ['-v', `${name}=${value}`]), '-f', '-'],
      { input: text, encoding: 'utf8', maxBuffer: 64 << 20 });
  psql('CREATE DATABASE parley', 'postgres');
  return { pid, psql, socket: data, url: `postgresql://postgres@/parley?host=${data}` };
}
