// Two institutions become partners and do everything by programs of their own, one in Python, one in Node, with the published contracts alone.
import { after, before, test } from 'node:test';
import assert from 'node:assert/strict';
import { execFileSync, spawn } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { dirname, join } from 'node:path';
import { text } from 'node:stream/consumers';
import { fileURLToPath } from 'node:url';
import { followGuide } from './guide.mjs';
import { Person, tokenIn } from './person.mjs';
import { Stack } from './stack.mjs';
import { inDays } from './run_setup.mjs';

const here = dirname(fileURLToPath(import.meta.url));
const PROTOS = join(here, '..', '..', 'proto');
const GOOGLEAPIS = '/usr/share/gocode/src/github.com/gogo/googleapis'; // of Debian's golang-github-gogo-googleapis-dev
const SCOPES = ['courses.write', 'runs.write', 'rosters.write', 'events.read'];

let stack;
before(async () => {
  stack = await Stack.up();
});
after(() => stack?.down());

// A partner's program, which acts by an API client.
class Program {
  constructor(words, { apiClient, clientSecret }) {
    this.words = words;
    this.env = { PATH: process.env.PATH, PARTNER_CLIENT_ID: apiClient.apiClientId, PARTNER_CLIENT_SECRET: clientSecret };
  }

  async does(command, wish) {
    const [program, ...words] = this.words;
    const child = spawn(program, [...words, stack.edge.address, stack.edge.ca, PROTOS, GOOGLEAPIS, command], { env: this.env });
    child.stdin.end(JSON.stringify(wish));
    const [said, complaint, code] = await Promise.all([text(child.stdout), text(child.stderr), new Promise((resolve) => child.on('close', resolve))]);
    assert.equal(code, 0, `${this.words.join(' ')} ${command}: ${complaint}`);
    return JSON.parse(said);
  }
}

// From the inquiry on the web to the first coordinator, who makes an API client.
async function becomePartner(operator, { organisation, kind, words, name }) {
  const contact = new Person(stack, `${name}@university.example`);
  const asked = await contact.call(
    'POST',
    '/v1/inquiries',
    { organisation, kind, contactName: name, contactEmail: contact.email, message: 'We run a MOOC and would like to add an exchange.' },
    { headers: { 'idempotency-key': randomUUID() }, bare: true },
  );
  assert.equal(asked.state, 'STATE_RECEIVED');
  await operator.post(`/v1/inquiries/${asked.inquiryId}:review`);
  await stack.kill('partners');
  const { state, partnerId } = await operator.post(`/v1/inquiries/${asked.inquiryId}:accept`);
  assert.equal(state, 'STATE_ACCEPTED');
  await contact.signIn();
  await contact.acceptInvitation();
  const client = await contact.post('/v1/apiClients', { partnerId, name: 'Student system', scopes: SCOPES });
  return { contact, partnerId, name, client, apiClientId: client.apiClient.apiClientId, program: new Program(words, client) };
}

// A partner's list as it is: two rows at fault, one twice, and one more person than there are seats.
const rosterFor = (name) => [
  { line: 2, email: `${name}-1@student.example`, name: 'Amina', country: 'TN' },
  { line: 3, email: 'no address', name: 'Nobody', country: 'TN' },
  { line: 4, email: `${name}-2@student.example`, name: 'Bruno', country: 'IT' },
  { line: 5, email: `${name}-5@student.example`, name: 'Carla', country: 'Italy' },
  { line: 6, email: `${name}-3@student.example`, name: 'Dina', country: 'EG' },
  { line: 7, email: `${name}-1@student.example`, name: 'Amina', country: 'TN' },
  { line: 8, email: `${name}-4@student.example`, name: 'Emil', country: 'DE' },
];
const PROBLEMS = [[3, 'REASON_EMAIL_INVALID'], [5, 'REASON_COUNTRY_INVALID'], [8, 'REASON_RUN_FULL']];

// Creates what is to be delivered, invites the roster while the system is being hurt, and invites nobody twice.
async function offersAnExchange(partner, { format, prompts, meetings, hurt }) {
  const { program, partnerId, name } = partner;
  const wish = { title: `Cities by the water (${name})`, format, capacity: 3, startTime: inDays(5) };
  const [made] = await Promise.all([program.does('create', wish), hurt('create')]);
  const { courseId, runId } = made;
  assert.deepEqual(made, { courseId, partnerId, runId, repeatedRunId: runId, state: 'STATE_OPEN', prompts, meetings });
  const roster = { runId, requestId: randomUUID(), rows: rosterFor(name) };
  const [invited] = await Promise.all([program.does('invite', roster), hurt('invite')]);
  assert.deepEqual(invited.problems, PROBLEMS);
  assert.equal(invited.invited + invited.unchanged, 4);
  const again = await program.does('invite', { ...roster, requestId: randomUUID() });
  assert.deepEqual(again, { invited: 0, unchanged: 4, problems: PROBLEMS });
  return Object.assign(partner, { courseId, runId, wish });
}

// The three who were invited read their mail and take their seats.
async function studentsCome({ name, runId }) {
  const students = [];
  for (const { email, name: displayName, country } of [0, 2, 4].map((index) => rosterFor(name)[index])) {
    const student = new Person(stack, email);
    const token = tokenIn(await stack.inbox.next(email, 0, /\/offers#/), /\/offers#/);
    const offer = await student.ask('/v1/offers:get', { token });
    assert.deepEqual([offer.state, offer.run.runId, offer.displayName, offer.country], ['STATE_HELD', runId, displayName, country]);
    await student.signIn();
    assert.equal((await student.post('/v1/offers:accept', { token })).state, 'STATE_ENROLLED');
    students.push(student);
  }
  return students;
}

const ENROLLED = 'enrolment_changed STATE_ENROLLED';

// Its own events, in order, once each, each after the position before; nothing more until something happens.
async function followsItsEvents(partner, kinds) {
  const { program, partnerId, runId } = partner;
  const { position, epoch } = partner.followed ?? { position: '0', epoch: '' };
  const page = await program.does('follow', { partnerId, position, epoch, count: kinds.length });
  assert.deepEqual(page.events.map((event) => event.kind), kinds);
  assert.ok(page.events.every((event) => event.runId === runId));
  const positions = [Number(position), ...page.events.map((event) => event.position)];
  assert.deepEqual(positions, [...new Set(positions)].sort((a, b) => a - b));
  partner.followed = page;
}

// Nothing of another partner's is there.
async function findsNothingOf({ program }, other) {
  const ends = await program.does('trespass', {
    ...other.wish, partnerId: other.partnerId, courseId: other.courseId, runId: other.runId, requestId: randomUUID(), rows: rosterFor('stranger'),
  });
  assert.deepEqual(ends, Object.fromEntries(
    ['CreateCourse', 'CreateRun', 'OpenRun', 'CancelRun', 'ListPartnerRuns', 'ListPartnerEvents', 'ImportRoster'].map((name) => [name, 'NOT_FOUND']),
  ));
}

test('two partners offer exchanges by programs in Python and Node, whatever dies on the way', () => stack.walk(async () => {
  const operator = await new Person(stack, stack.operatorEmail).signIn();
  const carthage = await becomePartner(operator, { organisation: 'University of Carthage', kind: 'KIND_UNIVERSITY', name: 'carthage', words: ['/usr/bin/python3', join(here, 'partner.py')] });
  await stack.kill('identity');
  const moocs = await becomePartner(operator, { organisation: 'Open Moocs', kind: 'KIND_MOOC_PLATFORM', name: 'moocs', words: [process.execPath, join(here, 'partner.mjs')] });

  await offersAnExchange(carthage, { format: 'FORMAT_SYNCHRONOUS', prompts: 0, meetings: 3, hurt: (step) => stack.kill(step === 'create' ? 'gateway' : 'catalog') });
  await offersAnExchange(moocs, { format: 'FORMAT_BLENDED', prompts: 3, meetings: 1, hurt: (step) => stack.kill(step === 'create' ? 'catalog' : 'gateway') });
  await stack.kill('notifications');
  const students = { carthage: await studentsCome(carthage), moocs: await studentsCome(moocs) };
  await stack.wipeRedis();
  await followsItsEvents(carthage, ['run_created', 'run_opened', ENROLLED, ENROLLED, ENROLLED]);
  await followsItsEvents(moocs, ['run_created', 'run_opened', ENROLLED, ENROLLED, ENROLLED]);
  await findsNothingOf(carthage, moocs);
  await findsNothingOf(moocs, carthage);
  assert.equal(await stack.inbox.count('stranger-1@student.example'), 0);

  // One calls its run off: each of its students, and nobody else, is told once. The other's begins and comes to its end.
  for (const name of ['scheduling', 'scheduling-planner', 'exchange', 'exchange-media', 'moderation']) await stack.kill(name);
  assert.equal((await carthage.program.does('cancel', { runId: carthage.runId })).state, 'STATE_CANCELLED');
  await stack.kill('catalog');
  const gone = 'enrolment_changed STATE_WITHDRAWN';
  await followsItsEvents(carthage, ['run_cancelled', gone, gone, gone]);
  for (const student of students.carthage) {
    await stack.eventually(`${student.email} is told`, async () => (await student.told('TOPIC_RUN_CANCELLED')) === 1);
    await stack.eventually('the run is theirs no more', () => student.get(`/v1/runs/${carthage.runId}/prompts`).then(() => false, (error) => error.status === 404));
  }
  const { endTime } = await moocs.contact.get(`/v1/runs/${moocs.runId}`);
  await stack.pass({ hours: (Date.parse(endTime) - stack.now()) / 3600_000 + 1 });
  await followsItsEvents(moocs, ['run_started', 'run_finished']);
  await followsItsEvents(carthage, []);

  // Everything was told once, and the owners and their followers agree about who is where.
  for (const student of [...students.carthage, ...students.moocs]) {
    assert.equal((await stack.inbox.shown(student.email, /\/offers#/)).length, 1);
    assert.equal(await student.told('TOPIC_ENROLMENT_CONFIRMED'), 1);
    const { enrolments } = await student.get('/v1/users/me/enrolments');
    const [mine, state] = students.moocs.includes(student) ? [moocs, 'STATE_ENROLLED'] : [carthage, 'STATE_WITHDRAWN'];
    assert.deepEqual(enrolments.map((each) => [each.runId, each.state]), [[mine.runId, state]]);
    assert.equal(await student.told('TOPIC_RUN_CANCELLED'), mine === carthage ? 1 : 0);
  }
  for (const student of students.moocs) assert.equal((await student.get(`/v1/runs/${moocs.runId}/prompts`)).prompts.length, 3);

  // A client that is revoked can do nothing any more.
  await moocs.contact.post(`/v1/apiClients/${moocs.apiClientId}:revoke`);
  assert.equal((await moocs.program.does('cancel', { runId: moocs.runId })).error, 'UNAUTHENTICATED');
  await stack.ready();
  stack.everythingDied();
}));

// What the house says to itself is nobody's business.
test('the contracts that are given away are those of what can be called', async () => {
  const archive = Buffer.from(await (await fetch(`${stack.web}/protos.tar.gz`)).arrayBuffer());
  const names = execFileSync('tar', ['-tz'], { input: archive, encoding: 'utf8' }).trim().split('\n');
  assert.ok(names.includes('protos/parley/catalog/v1/catalog_service.proto') && names.includes('protos/google/api/annotations.proto'));
  assert.deepEqual(names.filter((name) => /internal|event_log|live/.test(name)), []);
});

test('the guide for partners does what it says, in each of its languages', () => stack.walk(async () => {
  const operator = await new Person(stack, stack.operatorEmail).signIn();
  const { client, partnerId } = await becomePartner(operator, { organisation: 'University of the Shore', kind: 'KIND_UNIVERSITY', name: 'shore', words: [] });
  const printed = followGuide('partner-guide.md', {
    PARLEY: stack.web, PARLEY_GRPC: stack.edge.address, PARLEY_CA: stack.edge.ca, PARLEY_CLIENT_ID: client.apiClient.apiClientId, PARLEY_CLIENT_SECRET: client.clientSecret,
  });
  const made = printed.filter((text) => text !== '').map((text) => text.trim().split('\n'));
  assert.equal(made.length, 3);
  const { courses } = await operator.get('/v1/courses?pageSize=100');
  for (const [first, again, ...more] of made) {
    assert.deepEqual([again, more], [first, []]);
    assert.equal(courses.find((course) => course.courseId === first)?.partnerId, partnerId);
  }
  assert.equal(courses.filter((course) => course.partnerId === partnerId).length, 3);
}));
