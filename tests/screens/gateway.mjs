// A gateway without services, for what it gives by itself: the web app's files with their headers, and the API's description.
import { execFileSync, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';

const root = fileURLToPath(new URL('../..', import.meta.url));
const program = process.env.PARLEY_GATEWAY_PROGRAM ?? join(root, 'build/dev/bin/parley-gateway');
const areas = ['IDENTITY', 'CATALOG', 'EXCHANGE', 'NOTIFICATIONS', 'MODERATION', 'PARTNERS', 'SCHEDULING'];

export async function startGateway() {
  const folder = mkdtempSync(join(tmpdir(), 'parley-gateway-'));
  execFileSync(join(root, 'deploy/certificates'), [join(folder, 'tls')], { stdio: 'ignore' });
  const tls = (name) => join(folder, 'tls', name);
  const child = spawn(program, {
    stdio: ['ignore', 'pipe', 'inherit'],
    env: {
      PARLEY_HTTP_LISTEN: '127.0.0.1:0', PARLEY_WEB_ROOT: join(root, 'web/dist'), PARLEY_BLOB_ROOT: folder, PARLEY_REDIS_URL: `unix:${join(folder, 'none.sock')}`, PARLEY_LOG_LEVEL: 'error',
      PARLEY_COOKIES_SECURE: 'false', PARLEY_TLS_CA: tls('ca.pem'), PARLEY_TLS_CERTIFICATE: tls('gateway.pem'), PARLEY_TLS_KEY: tls('gateway.key'),
      ...Object.fromEntries(areas.map((area) => [`PARLEY_${area}_ADDRESS`, '127.0.0.1:1'])),
    },
  });
  const ended = once(child, 'exit');
  const ready = once(createInterface({ input: child.stdout }), 'line').then(([line]) => line.split(' ')[1]);
  const port = await Promise.race([ready, ended.then(([code]) => Promise.reject(new Error(`the gateway ended with ${code}`)))]);
  return {
    address: `http://127.0.0.1:${port}`,
    async stop() {
      child.kill();
      await ended;
      rmSync(folder, { recursive: true });
    },
  };
}
