// A guide of docs/ as a reader follows it: what has a title is a file, and what stands in `sh` is typed, in order.
import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const here = dirname(fileURLToPath(import.meta.url));
const DOCS = join(here, '..', '..', 'docs');

// What the guide's commands print, each; fails with what one complained of.
export function followGuide(guide, environment) {
  const folder = mkdtempSync(join(tmpdir(), 'guide-'));
  // Debian's own programs: another Python has no gRPC.
  const env = { PATH: `/usr/bin:/bin:${dirname(process.execPath)}`, NODE_PATH: join(here, 'node_modules'), no_proxy: '*', ...environment };
  try {
    const printed = [];
    for (const [, kind, title, text] of readFileSync(join(DOCS, guide), 'utf8').matchAll(/^```(\w+)(?: title=(\S+))?\n(.*?)^```$/gms)) {
      if (title) writeFileSync(join(folder, title), text);
      if (kind !== 'sh') continue;
      const { status, stdout, stderr } = spawnSync('bash', ['--norc', '-euo', 'pipefail', '-c', text], { cwd: folder, env, encoding: 'utf8', stdio: ['ignore', 'pipe', 'pipe'] });
      if (status !== 0) throw new Error(`${guide}'s\n${text}\nends with ${status}: ${stdout}${stderr}`);
      printed.push(stdout);
    }
    return printed;
  } finally {
    rmSync(folder, { recursive: true });
  }
}
