// The whole system, brought up by deploy/up in a state folder of its own, and what fate does to it.
import { execFile, execFileSync } from 'node:child_process';
import { chmodSync, copyFileSync, cpSync, mkdtempSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { basename, dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import assert from 'node:assert/strict';
import { Inbox } from './inbox.mjs';

export const root = join(dirname(fileURLToPath(import.meta.url)), '..', '..');
const run = promisify(execFile);

// Every program of the system that is ours, as the supervisor names them.
export const PROGRAMS = ['identity', 'partners', 'catalog', 'scheduling', 'scheduling-planner', 'exchange', 'exchange-media', 'moderation', 'notifications', 'gateway'];

// The sanitizers' words, where the programs were built with them (PARLEY_PROGRAMS).
const SANITIZED = 'ERROR: (Address|Leak|Thread)Sanitizer|runtime error: ';

// The partner that owns the seed courses.
export const SEED_PARTNER = '01900000-0000-7000-8000-000000000001';

// A range of ports that is this process's until it ends: who listens on the port before the range has it. Stacks that come up side by side, and
// restart what was killed, then never take each other's.
async function claimPorts() {
  const SIZE = 64;
  for (let first = 20_000; first < 28_000; first += SIZE) {
    const claim = createServer();
    const mine = await new Promise((resolve) => {
      claim.once('error', () => resolve(false));
      claim.listen(first, '127.0.0.1', () => resolve(true));
    });
    if (mine) return { claim: claim.unref(), range: `${first + 1}-${first + SIZE - 1}` };
  }
  throw new Error('every range of ports is taken');
}

export class Stack {
  killed = new Set();
  others = new Set(); // who runs as another version
  forgiven = new Set(); // lines of logs
  ahead = 0; // seconds that the services' clock is ahead of the machine's

  static async up() {
    const stack = new Stack();
    stack.scratch = mkdtempSync(join(tmpdir(), 'parley-journey-'));
    chmodSync(stack.scratch, 0o755); // deploy/up drops root: the unprivileged user must reach its state
    stack.state = join(stack.scratch, 'state');
    stack.ports = await claimPorts();
    // As often as can be, unless the caller says otherwise: what is compared while it is being told shows whether comparing takes anything back.
    stack.env = { PARLEY_RECONCILE_EVERY: '1s', ...process.env, PARLEY_ENV: 'test', PARLEY_PORTS: stack.ports.range };
    try {
      await run(join(root, 'deploy/up'), ['--state', stack.state, '--no-install', '--no-build', '--port', '0'], { env: stack.env, maxBuffer: 64 << 20 });
    } catch (error) {
      throw new Error(`deploy/up failed:\n${error.stdout}\n${error.stderr}`);
    }
    const addresses = Object.fromEntries(
      readFileSync(join(stack.state, 'addresses'), 'utf8').trim().split('\n').map((line) => [line.slice(0, line.indexOf('=')), line.slice(line.indexOf('=') + 1)]),
    );
    stack.web = addresses.WEB_URL;
    stack.inbox = new Inbox(addresses.INBOX_URL);
    stack.operatorEmail = addresses.OPERATOR_EMAIL;
    stack.redisSocket = addresses.REDIS_SOCKET;
    stack.edge = { address: addresses.GRPC_ADDRESS, ca: addresses.GRPC_CA };
    return stack;
  }

  // What services found to be otherwise than its owner says, what sanitizers found in them, and whom PostgreSQL ended because two waited for each other
  // (its log has both statements), in their own words: nothing, unless a test spoils it.
  differences() {
    return this.#told().filter((line) => !this.forgiven.has(line)).join('\n');
  }

  // What was told until now is a test's own doing.
  forgive() {
    this.forgiven = new Set(this.#told());
  }

  #told(words = `what an event told|deadlock detected|${SANITIZED}`) {
    return execFileSync('bash', ['-c', `cd "$0"/logs && grep -hE "${words}" *.log || true`, this.state], { encoding: 'utf8', maxBuffer: 64 << 20 }).trim().split('\n');
  }

  async down() {
    await run(join(root, 'deploy/down'), ['--state', this.state], { env: this.env });
    const found = this.#told(SANITIZED).join('\n'); // of leaks they speak at a program's end
    const kept = join(root, 'build/logs/journeys', basename(this.scratch));
    if (found) cpSync(join(this.state, 'logs'), kept, { recursive: true });
    rmSync(this.scratch, { recursive: true, force: true });
    this.ports.claim.close();
    assert.equal(found, '', `all of it is in ${kept}`);
  }

  supervisor(...words) {
    return run('supervisorctl', ['-c', join(this.state, 'supervisord.conf'), ...words]).then(
      ({ stdout }) => stdout.trim(),
      (error) => error.stdout?.trim() ?? '',
    );
  }

  pid(name) {
    return this.supervisor('pid', name).then(Number);
  }

  // SIGKILL, as when a machine runs out of memory; the supervisor starts it again. Returns when it has.
  async kill(name) {
    const pid = await this.pid(name);
    assert.ok(pid > 0, `${name} runs`);
    this.changeVersion(name);
    process.kill(pid, 'SIGKILL');
    this.killed.add(name);
    await this.eventually(`${name} is started again`, async () => {
      const now = await this.pid(name);
      return now > 0 && now !== pid;
    });
  }

  // With PARLEY_OTHER_PROGRAMS, a folder of programs of another version: who is killed comes back as the other, and the next time as itself.
  // Both run together then, on tables of the newer, as they do while a system is renewed.
  changeVersion(name) {
    const folders = [process.env.PARLEY_PROGRAMS ?? join(root, 'build/dev/bin'), process.env.PARLEY_OTHER_PROGRAMS];
    if (!folders[1] || !PROGRAMS.includes(name)) return;
    const other = !this.others.delete(name);
    if (other) this.others.add(name);
    const program = join(this.state, 'bin', `parley-${name}`);
    copyFileSync(join(folders[Number(other)], `parley-${name}`), `${program}.new`);
    renameSync(`${program}.new`, program);
  }

  // Redis forgets everything.
  async wipeRedis() {
    assert.equal(execFileSync('redis-cli', ['-s', this.redisSocket, 'FLUSHALL'], { encoding: 'utf8' }).trim(), 'OK');
    this.killed.add('what Redis knew');
  }

  // For a journey's end: whatever was told before held although each of these died.
  everythingDied() {
    assert.deepEqual([...PROGRAMS, 'what Redis knew'].filter((name) => !this.killed.has(name)), [], 'not killed on the way');
  }

  // The services' clock moves on. Returns when whoever asks for the time from now on is told the new one: each process looks every 50 ms.
  async pass({ days = 0, hours = 0 }) {
    this.ahead += Math.round((days * 24 + hours) * 3600);
    const file = join(this.state, 'clock-offset');
    writeFileSync(`${file}.new`, `${this.ahead}\n`);
    renameSync(`${file}.new`, file); // at once: half a file would set the clocks back
    await new Promise((resolve) => setTimeout(resolve, 100));
  }

  // What the services' clock shows.
  now() {
    return new Date(Date.now() + this.ahead * 1000);
  }

  async eventually(what, holds, patience = 60_000) {
    const give_up = Date.now() + patience;
    while (!(await holds())) {
      assert.ok(Date.now() < give_up, `never came true: ${what}`);
      await new Promise((resolve) => setTimeout(resolve, 150));
    }
  }

  // Every service healthy.
  async ready() {
    await this.eventually('every health check answers', () => fetch(this.web + '/readyz').then((response) => response.ok, () => false));
  }

  // Walks a journey; where it fails, the services' own words go to the test's output, and `witness` may leave more in build/logs/journeys.
  async walk(journey, witness = async () => {}) {
    try {
      await journey();
      assert.deepEqual(this.differences().split('\n').slice(0, 5), [''], 'nothing had to be healed, nobody deadlocked, and no sanitizer found anything');
    } catch (error) {
      console.error(execFileSync('bash', ['-c', 'cd "$0"/logs && grep -hE "level=(error|warning)" *.log | sort | tail -n 60', this.state], { encoding: 'utf8' }));
      await witness(join(root, 'build/logs/journeys'));
      throw error;
    }
  }
}
