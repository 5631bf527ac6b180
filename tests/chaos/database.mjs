// The stack's PostgreSQL, read as an operator would: all schemas at once, beside the services.
import { execFile } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { promisify } from 'node:util';

const run = promisify(execFile);

export class Database {
  constructor(stack) {
    this.folder = dirname(stack.redisSocket);
    this.password = readFileSync(join(stack.state, 'secrets', 'admin.password'), 'utf8').trim();
  }

  // This database as it would be after `sql`, which is never committed: nobody else sees it.
  after(sql) {
    return Object.assign(Object.create(this), { before: sql });
  }

  async execute(sql) {
    const words = ['--host', this.folder, '--username', 'admin', '--dbname', 'parley', '--no-psqlrc', '--quiet', '--tuples-only', '--no-align'];
    const { stdout } = await run('psql', [...words, '--set', 'ON_ERROR_STOP=1', '--command', this.before ? `BEGIN; ${this.before}; ${sql}; ROLLBACK` : sql], {
      env: { ...process.env, PGPASSWORD: this.password, PGCONNECT_TIMEOUT: '5' },
      maxBuffer: 256 << 20,
      timeout: 60_000,
    });
    return stdout.trim();
  }

  // The rows of a query, as objects; one statement, so one moment.
  async rows(query) {
    return JSON.parse(await this.execute(`SELECT COALESCE(json_agg(row), '[]') FROM (${query}) AS row`));
  }

  // Whether it takes connections at all.
  answers() {
    return this.execute('SELECT 1').then(() => true, () => false);
  }
}
