// A disk that can be full: everything of the stack, PostgreSQL's files, videos and logs, is on one of its own. Mounting wants root; without it there is
// no such disk, and the fault is left out.
import { execFileSync, spawnSync } from 'node:child_process';
import { chmodSync, mkdtempSync, rmdirSync, rmSync, statfsSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

const SIZE = '3g'; // takes memory only as it is used

export class Disk {
  spared = [];

  static mount() {
    const folder = mkdtempSync(join(tmpdir(), 'parley-disk-'));
    try {
      execFileSync('mount', ['-t', 'tmpfs', '-o', `size=${SIZE},mode=0755`, 'parley-chaos', folder], { stdio: 'pipe' });
    } catch {
      rmdirSync(folder);
      return undefined;
    }
    chmodSync(folder, 0o755);
    return new Disk(folder);
  }

  constructor(folder) {
    this.folder = folder;
    this.filler = join(folder, 'filler');
  }

  // Not a block is left. Others write meanwhile, so that what was free is not when it is asked for.
  fill() {
    for (let size = 0; ; ) {
      const { bavail, bsize } = statfsSync(this.folder);
      if (bavail === 0) return;
      const more = Math.max(1, bavail - 64) * bsize;
      if (spawnSync('fallocate', ['--offset', String(size), '--length', String(more), this.filler]).status === 0) size += more;
    }
  }

  free() {
    rmSync(this.filler, { force: true });
  }

  // A folder on it that never is: somebody else's, such as the mail server's.
  spare(folder) {
    const { uid, gid } = statSync(folder);
    execFileSync('mount', ['-t', 'tmpfs', '-o', `mode=0700,uid=${uid},gid=${gid}`, 'parley-chaos', folder]);
    this.spared.push(folder);
  }

  release() {
    for (const folder of this.spared.splice(0)) execFileSync('umount', ['--lazy', folder]);
  }

  unmount() {
    execFileSync('umount', ['--lazy', this.folder]);
    rmdirSync(this.folder);
  }
}
