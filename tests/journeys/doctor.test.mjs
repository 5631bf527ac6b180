// deploy/doctor beside a running system: content while it is well, naming each trouble that is made and what to do, content again once that is done.
// By hand, since it takes ten minutes: node --test tests/journeys/doctor.test.mjs
import { after, before, test } from 'node:test';
import assert from 'node:assert/strict';
import { execFile, execFileSync, spawn } from 'node:child_process';
import { chmodSync, copyFileSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { dirname, join } from 'node:path';
import { promisify } from 'node:util';
import { Person } from './person.mjs';
import { Stack, root } from './stack.mjs';

const run = promisify(execFile);

let stack;
before(async () => {
  stack = await Stack.up();
});
after(() => stack?.down());

// What a program of deploy/ says and how it ends.
function say(program, ...words) {
  return run(join(root, 'deploy', program), ['--state', stack.state, ...words]).then(
    ({ stdout }) => ({ code: 0, text: stdout }),
    (error) => ({ code: error.code, text: error.stdout + error.stderr }),
  );
}

async function assertContent(when) {
  let last;
  await stack.eventually(`the doctor is content ${when}`, async () => (last = await say('doctor')).code === 0).catch((error) => {
    throw new Error(`${error.message}\n${last.text}`);
  });
  assert.doesNotMatch(last.text, /✗/);
}

// The doctor names it, says what to do, and a heading of docs/operating.md where one reads more.
async function assertTold(what, todo, heading) {
  const { code, text } = await say('doctor');
  assert.equal(code, 1, text);
  assert.match(text, what);
  const [, advice, more] = text.slice(text.search(what)).split('\n');
  assert.match(advice, todo);
  assert.match(more, new RegExp(`docs/operating.md, "${heading}"`));
}

const databaseEnv = () => ({ ...process.env, PGPASSWORD: readFileSync(join(stack.state, 'secrets/admin.password'), 'utf8').trim() });
const databaseWords = () => ['--host', dirname(stack.redisSocket), '--username', 'admin', '--dbname', 'parley', '--no-psqlrc', '-qAt', '--set', 'ON_ERROR_STOP=1'];
const query = (sql) => execFileSync('psql', [...databaseWords(), '--command', sql], { env: databaseEnv(), encoding: 'utf8' }).trim();

// A transaction that stays open, and what it holds locked, until `release`.
async function hold(sql) {
  const session = spawn('psql', databaseWords(), { env: databaseEnv(), stdio: ['pipe', 'pipe', 'inherit'] });
  session.stdin.write(`BEGIN; ${sql}; SELECT 'held';\n`);
  await new Promise((resolve) => {
    let said = '';
    session.stdout.on('data', (text) => (said += text).includes('held') && resolve());
  });
  return {
    async release() {
      const ended = new Promise((resolve) => session.once('exit', resolve));
      session.stdin.end('ROLLBACK;\n');
      await ended;
    },
  };
}

const redis = (...words) => execFileSync('redis-cli', ['-s', stack.redisSocket, ...words], { encoding: 'utf8' }).trim();
const giveConsent = (person) => person.post('/v1/users/me/consents/KIND_VIDEO_PUBLICATION:give');
const consents = (person) => Number(query(`SELECT count(*) FROM exchange.consents WHERE user_id = '${person.userId}'`));

test('a system that is well is told to be, line by line', () => stack.walk(async () => {
  await assertContent('after deploy/up');
  const { text } = await say('doctor');
  for (const title of ['Disk', 'Memory', 'ffmpeg', 'Secrets', 'Certificates', 'Processes: 13 run', 'Readiness', 'Redis', 'Mail server', 'PostgreSQL', 'Outboxes', 'Dead letters', 'Mails']) {
    assert.ok(text.includes(`✓ ${title}`), `${title} is missing in\n${text}`);
  }
}));

test('every process has metrics, and the doctor and Prometheus see the same', () => stack.walk(async () => {
  const choices = readFileSync(join(stack.state, 'choices'), 'utf8');
  const metrics = async (name) => (await fetch(`http://127.0.0.1:${new RegExp(`^${name}_METRICS=(.*)$`, 'm').exec(choices)[1]}/metrics`)).text();
  const shows = (what, name, line) => stack.eventually(`${name} shows ${what}`, async () => line.test(await metrics(name)));
  for (const name of ['IDENTITY', 'PARTNERS', 'CATALOG', 'SCHEDULING', 'EXCHANGE', 'MODERATION', 'NOTIFICATIONS']) {
    await shows('its workers', name, /^parley_rpc_workers \d/m);
    await shows('its database', name, /^parley_database_up 1$/m);
  }
  for (const name of ['GATEWAY', 'EXCHANGE_MEDIA', 'SCHEDULING_PLANNER']) await shows('its clock', name, /^parley_clock_seconds \d/m);
  await shows('its outbox', 'IDENTITY', /^parley_outbox_waiting_events 0$/m);
  await shows('its follower', 'EXCHANGE', /^parley_follower_behind_events\{producer="identity"\} 0$/m);
  await shows('its jobs', 'EXCHANGE_MEDIA', /^parley_media_waiting_jobs 0$/m);
  await shows('its plans', 'SCHEDULING_PLANNER', /^parley_planner_waiting_plans 0$/m);
  await shows('its holds', 'MODERATION', /^parley_hold_waiting_orders 0$/m);
  await shows('its mails', 'NOTIFICATIONS', /^parley_mail_waiting_deliveries 0$/m);
}));

test('a process that is stopped, and a port that somebody else took meanwhile', () => stack.walk(async () => {
  await stack.supervisor('stop', 'scheduling');
  const port = Number(/^SCHEDULING_PORT=(.*)$/m.exec(readFileSync(join(stack.state, 'choices'), 'utf8'))[1]);
  const thief = createServer((connection) => connection.destroy()); // others still look for scheduling there
  await new Promise((resolve) => thief.listen(port, '127.0.0.1', resolve));
  await assertTold(/scheduling is stopped/, /supervisorctl .* start scheduling/, 'A process does not run');
  await assertTold(new RegExp(`Port ${port}, which scheduling listens on, is taken by node`), /deploy\/up choose others/, 'A port is taken');
  await new Promise((resolve) => thief.close(resolve));
  await stack.supervisor('start', 'scheduling');
  await assertContent('once scheduling runs');
}));

test('a service that runs and does not serve', () => stack.walk(async () => {
  const pid = await stack.pid('moderation');
  process.kill(pid, 'SIGSTOP');
  try {
    await stack.eventually('the doctor sees it', async () => /Not every service serves: moderation/.test((await say('doctor')).text));
  } finally {
    process.kill(pid, 'SIGCONT');
  }
  await assertContent('once moderation goes on');
}));

test('a secret that others may read', () => stack.walk(async () => {
  const file = join(stack.state, 'secrets/exchange.secret');
  chmodSync(file, 0o644);
  await assertTold(/secrets\/exchange\.secret can be read by others/, /chmod go= .*exchange\.secret/, 'Secrets are open to others');
  chmodSync(file, 0o600);
  await assertContent('once it is secret');
}));

test('a certificate that ends soon, and one that is not of its key', () => stack.walk(async () => {
  const folder = join(stack.state, 'certificates');
  execFileSync('bash', ['-euc', `cd "$0"
    openssl req -new -key exchange.key -subj /CN=exchange | openssl x509 -req -days 5 -CA ca.pem -CAkey ca.key -set_serial 7 -out exchange.pem \
      -extfile <(printf 'subjectAltName=DNS:exchange\nextendedKeyUsage=serverAuth,clientAuth\n') 2>/dev/null`, folder]);
  await assertTold(/The certificate exchange\.pem ends in [45] days/, /deploy\/rotate certificates renews it/, 'A certificate ends soon');
  execFileSync(join(root, 'deploy/certificates'), [folder]);
  await assertContent('once the exchange uses what was renewed, unasked');
  const file = join(folder, 'exchange.pem');
  const good = readFileSync(file);
  copyFileSync(join(folder, 'gateway.pem'), file);
  await assertTold(/exchange does not use its certificate exchange\.pem/, /grep certificates .*exchange\.log says why/, 'A certificate ends soon');
  writeFileSync(file, good);
  await assertContent('once key and certificate are of one pair');
}));

test('a Redis that is full, and one that is away', () => stack.walk(async () => {
  redis('CONFIG', 'SET', 'maxmemory', '1');
  await assertTold(/Redis is full/, /CONFIG SET maxmemory/, 'Redis is away or full');
  redis('CONFIG', 'SET', 'maxmemory', '0');
  await assertContent('once there is room');
  await stack.supervisor('stop', 'redis');
  await assertTold(/Redis takes nothing/, /restart redis/, 'Redis is away or full');
  await stack.supervisor('start', 'redis');
  await assertContent('once Redis is back');
}));

test('a PostgreSQL that is away, and a schema that is old', () => stack.walk(async () => {
  const set = (version) => query(`UPDATE partners.schema_migrations SET version = ${version} WHERE component = 'partners'`);
  set(0);
  await assertTold(/The tables of partners \(partners\) are at version 0; this checkout has version 1/, /deploy\/up/, 'A schema is old');
  set(1);
  await stack.supervisor('stop', 'postgres');
  await assertTold(/PostgreSQL does not answer/, /restart postgres/, 'PostgreSQL is away');
  await stack.supervisor('start', 'postgres');
  await assertContent('once PostgreSQL is back');
}));

test('a gateway that may open few files', () => stack.walk(async () => {
  const pid = await stack.pid('gateway');
  const { uid, gid } = statSync(`/proc/${pid}`); // its own user may, even where root may not
  execFileSync('prlimit', ['--pid', String(pid), '--nofile=1024:1024'], { uid, gid });
  await assertTold(/The gateway may open 1024 files/, /ulimit -n/, 'Few files may be open');
  await stack.supervisor('restart', 'gateway');
  await assertContent('once it was restarted');
}));

test('a clock that is off', () => stack.walk(async () => {
  const file = join(stack.state, 'supervisor/catalog.conf');
  const before = readFileSync(file, 'utf8');
  const elsewhere = join(stack.scratch, 'offset');
  writeFileSync(elsewhere, '100\n');
  writeFileSync(file, before.replace(join(stack.state, 'clock-offset'), elsewhere));
  await stack.supervisor('update');
  await stack.supervisor('start', 'catalog');
  await stack.eventually('catalog is back', async () => (await stack.pid('catalog')) > 0);
  await stack.ready();
  await assertTold(/The clock of catalog is off by (99|100) s/, /NTP/, 'Clocks differ');
  writeFileSync(file, before);
  await stack.supervisor('update');
  await stack.supervisor('start', 'catalog');
  await assertContent('once it has the clock of the others');
}));

test('a transaction that stays open, and behind it events that are not published or not applied', () => stack.walk(async () => {
  const person = await new Person(stack, 'behind@student.example').signIn();
  const outbox = await hold('SELECT 1 FROM identity.outbox_epoch FOR UPDATE');
  await giveConsent(person);
  await stack.pass({ hours: 1 });
  await assertTold(/1 events of identity wait to be published, the oldest for 60 min/, /restart identity/, 'The outbox waits');
  await outbox.release();
  await assertContent('once the relay got through');

  const follower = await hold("SELECT 1 FROM exchange.followed WHERE producer = 'identity' FOR UPDATE");
  await person.post('/v1/users/me/consents/KIND_VIDEO_PUBLICATION:withdraw');
  await stack.eventually('it is published', async () => query('SELECT count(*) FROM identity.outbox WHERE position IS NULL') === '0');
  await stack.pass({ hours: 1 });
  await assertTold(/exchange has not applied 1 events of identity, the oldest for 60 min/, /restart exchange/, 'A follower is behind');
  await stack.eventually('the transaction is told of', async () => /A transaction of admin is open for .* \(idle in transaction/.test((await say('doctor')).text), 120_000);
  await follower.release();
  await assertContent('once the follower got through');
}));

test('dead letters are listed and retried by an operator', () => stack.walk(async () => {
  const person = await new Person(stack, 'dead-letter@student.example').signIn();
  query('REVOKE INSERT, UPDATE ON exchange.consents FROM exchange');
  await giveConsent(person);
  await stack.eventually('it is set aside', async () => query('SELECT count(*) FROM exchange.dead_letters') === '1');
  await assertTold(/exchange could not apply events of identity: 1 about 1 objects/, /deploy\/dead-letters .* exchange retry/, 'Dead letters');

  const listed = await say('dead-letters', 'exchange');
  assert.match(listed.text, new RegExp(`^${person.userId}  identity, 1 event since .*: ConsentGiven at position \\d+: .*permission denied`));
  assert.match((await say('dead-letters')).text, /^catalog: There are no dead letters\.$/m);
  const vain = await say('dead-letters', 'exchange', 'retry');
  assert.equal(vain.code, 1, vain.text);
  assert.match(vain.text, /0 events applied, then: .*permission denied/);

  query('GRANT INSERT, UPDATE ON exchange.consents TO exchange');
  assert.equal(consents(person), 0);
  const retried = await say('dead-letters', 'exchange', 'retry', person.userId);
  assert.deepEqual(retried, { code: 0, text: `${person.userId}  identity: 1 event applied\n` });
  assert.equal(consents(person), 1);
  await assertContent('once they were retried');
  stack.forgive(); // what can't be applied can't be made so again either
}));

test('a decision that does not reach the exchange', () => stack.walk(async () => {
  await stack.supervisor('stop', 'exchange');
  query(`INSERT INTO moderation.hold_orders (order_id, video_id, kind, reason, create_time, due_time)
    VALUES (gen_random_uuid(), gen_random_uuid(), 2, '', '${stack.now().toISOString()}', '${stack.now().toISOString()}')`);
  await stack.pass({ hours: 0.1 });
  await assertTold(/1 decisions about videos are not in force, the oldest for 6 min/, /restart exchange/, 'Holds wait');
  await stack.supervisor('start', 'exchange');
  await stack.ready();
  await stack.pass({ hours: 0.1 }); // to when it is tried again
  await stack.eventually('the exchange has answered, which knows no such video', async () => query('SELECT count(*) FROM moderation.hold_orders WHERE state = 1') === '0');
  await assertContent('once the exchange was back');
}));

test('a mail server that refuses, and mails that wait for it', () => stack.walk(async () => {
  await stack.supervisor('stop', 'inbox');
  const person = new Person(stack, 'waiting@student.example');
  await person.post('/v1/signIns', { email: person.email, locale: 'en', timeZone: 'Europe/Berlin' });
  await stack.eventually('it is tried', async () => query("SELECT count(*) FROM notifications.deliveries WHERE state IN (1, 2) AND last_error <> ''") === '1');
  await stack.pass({ hours: 0.2 });
  await assertTold(/The mail server smtp:\/\/127\.0\.0\.1:\d+ refuses: nobody answers there/, /restart inbox/, 'Mails wait');
  await assertTold(/1 mails were not sent yet, the oldest waits for 12 min; most often: /, /go out by themselves/, 'Mails wait');
  await stack.supervisor('start', 'inbox');
  await stack.eventually('the inbox answers', () => stack.inbox.look().then(() => true, () => false));
  await stack.inbox.next(person.email, 0, /sign-in\/confirm/);
  await assertContent('once the mail went out');
}));

// Last: it is told of for ten minutes.
test('a process that ends again and again', () => stack.walk(async () => {
  for (let i = 0; i < 3; i++) await stack.kill('partners');
  await assertTold(/partners ended 3 times within 10 minutes \(the last time: terminated by SIGKILL\)/, /partners\.log/, 'A process ends again and again');
}));

test('a system that is down', async () => {
  await run(join(root, 'deploy/down'), ['--state', stack.state]);
  await assertTold(/Nothing runs/, /deploy\/up/, 'A process does not run');
});
