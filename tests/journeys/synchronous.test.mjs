// A synchronous exchange from its opening to its end: a group that meets five times, who joins it late, who can't and why.
import { after, before, test } from 'node:test';
import assert from 'node:assert/strict';
import { Person } from './person.mjs';
import { Stack } from './stack.mjs';
import { appointCoordinator, findCourse, inDays, inviteFacilitator, makePlan, adopt, idsOf, meetingsOf, placementOf } from './run_setup.mjs';
import { settle } from './crowd.mjs';
import { invitationsTo, isRight, liesIn } from './calendar.mjs';

let stack;
before(async () => {
  stack = await Stack.up();
});
after(() => stack?.down());

const everyDay = (from, to) => ({ windows: [1, 2, 3, 4, 5, 6, 7].map((weekday) => ({ weekday, startMinute: from * 60, endMinute: to * 60 })) });
const DAYTIME = everyDay(9, 21);
// A night on which nobody else is awake, of a day in the middle of the run's weeks: on the one on which they begin no meeting has room in it.
const NIGHT = { windows: [{ weekday: new Date(inDays(5)).getUTCDay() || 7, startMinute: 2 * 60, endMinute: 5 * 60 }] };

const COUNTRIES = [
  { country: 'DE', timeZone: 'Europe/Berlin', locale: 'en' },
  { country: 'TN', timeZone: 'Africa/Tunis', locale: 'fr' },
  { country: 'LB', timeZone: 'Asia/Beirut', locale: 'ar' },
  { country: 'ES', timeZone: 'Europe/Madrid', locale: 'es' },
];

function participant(name, number, availability) {
  const { country, ...about } = COUNTRIES[number % COUNTRIES.length];
  return Object.assign(new Person(stack, `${name}@student.example`, about), { country, languages: ['en'], availability });
}

async function openRun(coordinator) {
  const course = await findCourse(coordinator, 'Introduction to Dialogue Facilitation');
  const run = await coordinator.post('/v1/runs', {
    run: {
      courseId: course.courseId,
      format: 'FORMAT_SYNCHRONOUS',
      startTime: inDays(2),
      timeZone: 'Europe/Berlin',
      capacity: 30,
    },
    open: true,
  });
  assert.deepEqual(run.meetings.map((meeting) => meeting.moduleId), course.modules.map((module) => module.moduleId));
  assert.equal(run.meetings.length, 5);
  assert.equal(run.prompts, undefined);
  return run;
}

// One mail of each meeting, right in the person's own calendar.
async function isInvitedTo(person, meetings) {
  for (const meeting of meetings) {
    const invitations = await invitationsTo(person, meeting.meetingId, 1);
    isRight(invitations[0], { person, meeting, isFree: liesIn(person.availability) });
  }
}

// The facilitator says where the first meeting is held: each calendar gets a later version of the same entry.
async function theRoomIsTold(facilitator, people, meeting) {
  const set = await facilitator.post(`/v1/meetings/${meeting.meetingId}:setRoom`, { roomUrl: 'https://rooms.example/dialogue', etag: meeting.etag });
  assert.equal(set.roomUrl, 'https://rooms.example/dialogue');
  for (const person of people) {
    const [first, second] = await invitationsTo(person, meeting.meetingId, 2);
    assert.deepEqual([second.method, second.uid, second.start], ['REQUEST', first.uid, first.start]);
    assert.ok(Number(second.sequence) > Number(first.sequence));
  }
}

// Whoever leaves is not expected at what is ahead: their calendar takes it out.
async function isNoLongerExpected(person, meetings) {
  for (const meeting of meetings) {
    const [first, second] = await invitationsTo(person, meeting.meetingId, 2);
    assert.deepEqual([second.method, second.uid], ['CANCEL', first.uid]);
    assert.equal(await person.told('TOPIC_MEETING_LEFT', meeting.meetingId), 1);
  }
}

// The owners' word about who is in the group, and what the exchange makes of it.
async function allAgree(everybody, groupId, runId, coordinator) {
  const [group] = (await coordinator.get(`/v1/runs/${runId}/groups`)).groups;
  assert.equal(group.groupId, groupId);
  let enrolled = 0;
  for (const person of everybody) {
    const { enrolments } = await person.get('/v1/users/me/enrolments');
    if (enrolments[0].state === 'STATE_ENROLLED') enrolled++;
    else await person.refused(404, 'GET', `/v1/runs/${runId}/placements/me`);
    if (idsOf(group).includes(person.userId)) {
      assert.equal((await placementOf(person, runId)).groupId, groupId);
      await stack.eventually('the exchange knows the seat', () => person.get(`/v1/groups/${groupId}/videos`).then(() => true, () => false));
    } else {
      await stack.eventually('the exchange knows of no seat', () => person.get(`/v1/groups/${groupId}/videos`).then(() => false, (error) => error.status === 404));
    }
  }
  assert.equal((await coordinator.get(`/v1/runs/${runId}`)).enrolledCount, enrolled);
}

test('a group meets five times; a latecomer gets a seat, and who gets none is told the true reason, whatever dies on the way', () => stack.walk(async () => {
  const { coordinator } = await appointCoordinator(stack);
  await stack.kill('partners');
  const facilitator = await inviteFacilitator(coordinator, 'ada@university.example', { timeZone: 'Europe/Berlin' });
  facilitator.availability = DAYTIME;
  await facilitator.setAvailability(DAYTIME.windows);
  await stack.kill('catalog');
  const run = await openRun(coordinator);
  await coordinator.post(`/v1/runs/${run.runId}/facilitators`, { userId: facilitator.userId });

  // Eight who can by day, one who can by night alone, and one who does not say.
  const daytime = Array.from({ length: 8 }, (_, number) => participant(`student-${number + 1}`, number, DAYTIME));
  const [owl, quiet] = [participant('owl', 2, NIGHT), participant('quiet', 1)];
  const first = [...daytime, owl, quiet];
  await stack.kill('identity');
  await Promise.all(first.map(settle));
  for (const person of first) {
    assert.equal((await person.post(`/v1/runs/${run.runId}/enrolments`)).state, 'STATE_ENROLLED');
    assert.equal((await placementOf(person, run.runId)).reason, 'REASON_NOT_PLANNED_YET');
  }

  const plan = await makePlan(coordinator, run.runId, () => stack.kill('scheduling-planner'));
  const { certificate, unplaced, groups: proposed } = plan.outcome;
  assert.deepEqual([certificate.participants, certificate.seatsPlaced, certificate.upperBound, certificate.gap ?? 0], [10, 8, 8, 0]);
  const why = Object.fromEntries(unplaced.map((each) => [each.userId, [each.reason, each.wouldSeatGroupNumbers]]));
  assert.deepEqual(why, { [owl.userId]: ['REASON_NO_SLOT_WITH_ENOUGH_OTHERS', [1]], [quiet.userId]: ['REASON_NO_AVAILABILITY_GIVEN', [1]] });
  assert.equal(proposed[0].meetings.length, 5);

  const [group] = await adopt(coordinator, plan);
  await stack.kill('notifications');
  await stack.kill('scheduling');
  assert.deepEqual(idsOf(group), daytime.map((person) => person.userId).sort());
  assert.equal((await placementOf(owl, run.runId)).reason, 'REASON_NO_SLOT_WITH_ENOUGH_OTHERS');
  assert.equal((await placementOf(quiet, run.runId)).reason, 'REASON_NO_AVAILABILITY_GIVEN');
  const meetings = await meetingsOf(facilitator, group.groupId);
  assert.deepEqual(meetings.map((meeting) => meeting.moduleId), run.meetings.map((meeting) => meeting.moduleId));
  for (const person of [...daytime, facilitator]) await isInvitedTo(person, meetings);
  for (const person of [owl, quiet]) assert.equal(await person.told('TOPIC_GROUP_PLACED'), 0);

  // The remedy was true: able to meet at the group's hours, there is a seat.
  owl.availability = DAYTIME;
  await owl.setAvailability(DAYTIME.windows);
  await stack.wipeRedis();
  await stack.eventually('the remedy seats', async () => (await placementOf(owl, run.runId)).groupId === group.groupId);
  await isInvitedTo(owl, meetings);
  await theRoomIsTold(facilitator, [...daytime, owl, facilitator], meetings[0]);

  // The run begins and the first meeting passes; who joins now is expected at the other four.
  await stack.pass({ hours: (Date.parse(meetings[0].endTime) - stack.now()) / 3600_000 + 1 });
  await stack.eventually('the first meeting is over', async () => (await facilitator.get(`/v1/meetings/${meetings[0].meetingId}`)).state === 'STATE_ENDED');
  await stack.eventually('the run has begun', async () => (await coordinator.get(`/v1/runs/${run.runId}`)).state === 'STATE_RUNNING');
  await stack.kill('gateway');
  const late = await settle(participant('late', 3, DAYTIME));
  assert.equal((await late.post(`/v1/runs/${run.runId}/enrolments`)).state, 'STATE_ENROLLED');
  assert.equal((await placementOf(late, run.runId)).groupId, group.groupId);
  await isInvitedTo(late, meetings.slice(1));
  assert.equal(await late.told('TOPIC_MEETING_SCHEDULED'), 4);

  // The group is full; when somebody leaves it, whoever waited has the seat.
  const later = await settle(participant('later', 0, DAYTIME));
  await later.post(`/v1/runs/${run.runId}/enrolments`);
  assert.equal((await placementOf(later, run.runId)).reason, 'REASON_NO_ROOM_LEFT');
  const [leaver] = daytime;
  const { enrolments } = await leaver.get('/v1/users/me/enrolments');
  await leaver.post(`/v1/enrolments/${enrolments[0].enrolmentId}:withdraw`);
  for (const name of ['moderation', 'exchange', 'exchange-media']) await stack.kill(name);
  await stack.eventually('the seat that became free is taken', async () => (await placementOf(later, run.runId)).groupId === group.groupId);
  await isInvitedTo(later, meetings.slice(1));
  await isNoLongerExpected(leaver, meetings.slice(1));
  assert.equal((await placementOf(quiet, run.runId)).reason, 'REASON_NO_AVAILABILITY_GIVEN');

  const everybody = [...first, late, later];
  await allAgree(everybody, group.groupId, run.runId, coordinator);
  for (const person of everybody.filter((each) => each !== quiet)) assert.equal(await person.told('TOPIC_GROUP_PLACED', group.groupId), 1);
  for (const person of everybody) assert.equal(await person.told('TOPIC_ENROLMENT_CONFIRMED'), 1);
  assert.equal(await facilitator.told('TOPIC_MEETING_SCHEDULED'), 5);
  await stack.ready();
  stack.everythingDied();

  await stack.pass({ hours: (Date.parse(run.endTime) - stack.now()) / 3600_000 + 1 });
  await Promise.all([coordinator.signIn(), late.signIn()]);
  await stack.eventually('the run is over', async () => (await coordinator.get(`/v1/runs/${run.runId}`)).state === 'STATE_FINISHED');
  for (const { meetingId } of meetings) {
    await stack.eventually('every meeting was held', async () => (await late.get(`/v1/meetings/${meetingId}`)).state === 'STATE_ENDED');
  }
}));
