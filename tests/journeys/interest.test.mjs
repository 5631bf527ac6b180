// Somebody without an account would like to take part: a seat is offered to them, and what becomes of it when they don't answer.
import { after, before, test } from 'node:test';
import assert from 'node:assert/strict';
import { Person, tokenIn } from './person.mjs';
import { Stack } from './stack.mjs';
import { appointCoordinator, findCourse, inDays } from './run_setup.mjs';

let stack;
before(async () => {
  stack = await Stack.up();
});
after(() => stack?.down());

const CONFIRM = /\/interests\/confirm#/;
const OFFER = /\/offers#/;
const SEAT_HELD_HOURS = 72;

// Somebody who gives their address, and opens the link that comes by mail when `confirms`.
async function interested(name, wish, { confirms = true, ...about } = {}) {
  const visitor = new Person(stack, `${name}@visitor.example`, about);
  const interest = await visitor.post('/v1/interests', { interest: { email: visitor.email, locale: visitor.locale, ...wish } });
  assert.equal(interest.state, 'STATE_UNCONFIRMED');
  assert.equal(interest.email, undefined);
  visitor.confirmation = tokenIn(await stack.inbox.next(visitor.email, 0, CONFIRM), CONFIRM);
  if (confirms) assert.equal((await visitor.post('/v1/interests:confirm', { token: visitor.confirmation })).state, 'STATE_OPEN');
  return visitor;
}

// The offer that came by mail.
async function offered(visitor, runId) {
  visitor.offer = tokenIn(await stack.inbox.next(visitor.email, 0, OFFER), OFFER);
  const offer = await visitor.ask('/v1/offers:get', { token: visitor.offer });
  assert.equal(offer.run.runId, runId);
  return offer;
}

const offersTo = async (visitor) => (await stack.inbox.shown(visitor.email, OFFER)).length;

test('a seat is offered to who waited first; unanswered, it goes to the next, whatever dies on the way', () => stack.walk(async () => {
  await stack.kill('partners');
  const { coordinator } = await appointCoordinator(stack);
  const course = await findCourse(coordinator, 'Refugees in Europe');
  const wish = { courseIds: [course.courseId], formats: ['FORMAT_ASYNCHRONOUS'], languages: ['ar', 'en'] };

  // In the order of their confirmations. One wants another format, one never confirms, one thinks better of it.
  const amal = await interested('amal', wish, { locale: 'ar' });
  await stack.kill('catalog');
  const ben = await interested('ben', { topics: ['migration'] });
  const changed = await interested('changed', wish);
  const other = await interested('other', { ...wish, formats: ['FORMAT_SYNCHRONOUS'] });
  await stack.kill('notifications');
  const unsure = await interested('unsure', wish, { confirms: false });
  const chiara = await interested('chiara', wish);
  const david = await interested('david', wish);
  assert.equal((await changed.post('/v1/interests:withdraw', { token: changed.confirmation })).state, 'STATE_CLOSED');
  const visitors = [amal, ben, changed, other, unsure, chiara, david];

  // Two seats, and a run that opens while the system is being hurt: the two who waited first are offered one each.
  const draft = await coordinator.post('/v1/runs', {
    run: { courseId: course.courseId, format: 'FORMAT_ASYNCHRONOUS', startTime: inDays(30), capacity: 2 },
  });
  assert.equal(draft.state, 'STATE_DRAFT');
  const run = await coordinator.post(`/v1/runs/${draft.runId}:open`, { etag: draft.etag });
  await stack.kill('catalog');
  const offer = await offered(amal, run.runId);
  assert.equal(offer.state, 'STATE_HELD');
  const held = Date.parse(offer.expireTime) - Date.now();
  assert.ok(held > (SEAT_HELD_HOURS - 1) * 3600_000 && held <= SEAT_HELD_HOURS * 3600_000, `a seat is held until ${offer.expireTime}`);
  assert.equal((await offered(ben, run.runId)).state, 'STATE_HELD');

  // A held seat is nobody else's: who comes by themselves waits.
  const eve = await new Person(stack, 'eve@student.example').signIn();
  assert.equal((await eve.post(`/v1/runs/${run.runId}/enrolments`)).state, 'STATE_WAITLISTED');

  // The second takes theirs, and only once.
  await stack.kill('identity');
  await ben.signIn();
  const taken = await ben.post('/v1/offers:accept', { token: ben.offer });
  assert.equal(taken.state, 'STATE_ENROLLED');
  assert.equal((await ben.post('/v1/offers:accept', { token: ben.offer })).enrolmentId, taken.enrolmentId);
  await eve.refused(400, 'POST', '/v1/offers:accept', { token: ben.offer }, 'OFFER_USED');

  // The first does not answer. When the deadline has passed the seat is the next one's: not of who withdrew, wants something else or never confirmed.
  for (const visitor of [changed, other, unsure, chiara, david]) assert.equal(await offersTo(visitor), 0);
  await stack.wipeRedis();
  await stack.pass({ hours: SEAT_HELD_HOURS + 1 });
  for (const name of ['catalog', 'notifications', 'gateway', 'scheduling', 'scheduling-planner', 'exchange', 'exchange-media', 'moderation']) await stack.kill(name);
  const next = await offered(chiara, run.runId);
  assert.equal(next.state, 'STATE_HELD');
  assert.ok(Date.parse(next.expireTime) > stack.now());
  assert.equal((await amal.ask('/v1/offers:get', { token: amal.offer })).state, 'STATE_EXPIRED');
  await amal.signIn();
  await amal.refused(400, 'POST', '/v1/offers:accept', { token: amal.offer }, 'OFFER_EXPIRED');

  await chiara.signIn();
  assert.equal((await chiara.post('/v1/offers:accept', { token: chiara.offer })).state, 'STATE_ENROLLED');
  const { enrolledCount, capacity } = await coordinator.get(`/v1/runs/${run.runId}`);
  assert.deepEqual([enrolledCount, capacity], [2, 2]);

  // Everybody who is in it is told once, everybody who fits was written to once, nobody else at all; the run's seats are those people's.
  for (const person of [ben, chiara]) {
    await stack.eventually(`${person.email} is told of their seat`, async () => (await person.told('TOPIC_ENROLMENT_CONFIRMED')) === 1);
    await stack.inbox.next(person.email, 0, new RegExp(`/runs/${run.runId}\\b`));
    const { enrolments } = await person.get('/v1/users/me/enrolments');
    assert.deepEqual(enrolments.map((each) => [each.runId, each.state]), [[run.runId, 'STATE_ENROLLED']]);
    const place = (of) => `/v1/runs/${run.runId}/${of}`;
    for (const of of ['prompts', 'placements/me'])
      await stack.eventually(`${of} are shown to ${person.email}`, () => person.get(place(of)).then(() => true, () => false));
    assert.equal((await person.get(place('prompts'))).prompts.length, course.modules.length);
    assert.equal((await person.get(place('placements/me'))).reason, 'REASON_NOT_PLANNED_YET');
  }
  for (const person of [amal, eve]) await person.refused(404, 'GET', `/v1/runs/${run.runId}/placements/me`);
  assert.equal(await eve.told('TOPIC_ENROLMENT_WAITLISTED'), 1);
  assert.equal(await eve.told('TOPIC_ENROLMENT_PROMOTED'), 0);
  for (const visitor of visitors) {
    assert.equal((await stack.inbox.shown(visitor.email, CONFIRM)).length, 1, visitor.email);
    assert.equal(await offersTo(visitor), [amal, ben, chiara].includes(visitor) ? 1 : 0, visitor.email);
  }

  // A seat that is given back is first the waitlist's, and when nobody waits there, the next visitor's, who declines this one.
  const giveBack = async (person) => {
    const { enrolments } = await person.get('/v1/users/me/enrolments');
    await person.post(`/v1/enrolments/${enrolments[0].enrolmentId}:withdraw`);
  };
  await giveBack(ben);
  await stack.eventually('the waitlist moves up', async () => (await eve.told('TOPIC_ENROLMENT_PROMOTED')) === 1);
  assert.equal((await eve.get('/v1/users/me/enrolments')).enrolments[0].state, 'STATE_ENROLLED');
  assert.equal(await offersTo(david), 0);
  await giveBack(eve);
  assert.equal((await offered(david, run.runId)).state, 'STATE_HELD');
  assert.equal((await david.post('/v1/interests:withdraw', { token: david.offer })).state, 'STATE_CLOSED');
  await david.signIn();
  await david.refused(400, 'POST', '/v1/offers:accept', { token: david.offer }, 'OFFER_EXPIRED');
  assert.equal((await coordinator.get(`/v1/runs/${run.runId}`)).enrolledCount, 1);
  await stack.ready();
  stack.everythingDied();
}));
