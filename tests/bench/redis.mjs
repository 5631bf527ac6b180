// A Redis of the benchmark's own, on a unix socket in the scratch folder, which keeps nothing on disk.
import { execFileSync, spawn } from 'node:child_process';
import { join } from 'node:path';

export async function startRedis(scratch) {
  const socket = join(scratch, 'redis.sock');
  const server = spawn('redis-server', ['--port', '0', '--unixsocket', socket, '--save', ''], { stdio: 'ignore' });
  process.on('exit', () => server.kill('SIGKILL'));
  const answers = () => {
    try {
      return execFileSync('redis-cli', ['-s', socket, 'PING'], { encoding: 'utf8', stdio: ['ignore', 'pipe', 'ignore'] }).trim() === 'PONG';
    } catch {
      return false;
    }
  };
  while (!answers()) await new Promise((resolve) => setTimeout(resolve, 20));
  return { pid: server.pid, socket, url: `unix:${socket}` };
}
