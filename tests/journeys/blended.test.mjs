// A blended exchange from its opening to its end: twenty people of eight countries in two groups, who answer by video and meet across the changes of their clocks.
import { after, before, test } from 'node:test';
import assert from 'node:assert/strict';
import { Person } from './person.mjs';
import { bytesOf, phoneClip } from './samples.mjs';
import { Stack } from './stack.mjs';
import { appointCoordinator, findCourse, inviteFacilitator, makePlan, adopt, idsOf, meetingsOf, minutesAgo } from './run_setup.mjs';
import { gather, saturdaysOf, SATURDAYS, weekAround } from './crowd.mjs';
import { invitationsTo, isRight, liesIn } from './calendar.mjs';

let stack;
before(async () => {
  stack = await Stack.up();
});
after(() => stack?.down());

const saturdays = saturdaysOf(new Date().getUTCFullYear() + 1);

// A blended run that has begun, whose two meetings lie on both sides of a season's changes of the clocks.
async function openRun(coordinator, course, title, [first, second]) {
  const [earlier, later] = course.modules.slice(-2);
  const run = await coordinator.post('/v1/runs', {
    run: {
      courseId: course.courseId,
      title,
      format: 'FORMAT_BLENDED',
      startTime: minutesAgo(1),
      endTime: new Date(Date.parse(second) + 7 * 24 * 3600_000).toISOString(),
      timeZone: 'Europe/Berlin',
      capacity: 20,
      groupSize: { minPresent: 10, maxPresent: 10 },
      prompts: course.modules.map((module) => ({ moduleId: module.moduleId, text: `What is “${module.title}” where you live?`, openTime: minutesAgo(1) })),
      meetings: [
        { moduleId: earlier.moduleId, ...weekAround(first) },
        { moduleId: later.moduleId, ...weekAround(second) },
      ],
    },
    open: true,
  });
  assert.equal(run.state, 'STATE_OPEN');
  assert.equal(run.meetings.length, 2);
  return run;
}

// One plan seats all twenty in two groups of ten, each with the facilitator who is awake then and two meetings; nobody could do better.
function seatsEverybody(plan, { crowd, facilitators }) {
  const { groups, unplaced = [], certificate } = plan.outcome;
  assert.deepEqual(unplaced, []);
  assert.deepEqual([certificate.participants, certificate.seatsPlaced, certificate.upperBound, certificate.gap ?? 0], [20, 20, 20, 0]);
  assert.equal(groups.length, 2);
  for (const group of groups) {
    const half = crowd.find((person) => group.memberIds.includes(person.userId)).half;
    assert.deepEqual([...group.memberIds].sort(), crowd.filter((person) => person.half === half).map((person) => person.userId).sort());
    assert.equal(group.facilitatorId, facilitators[half].userId);
    assert.equal(group.meetings.length, 2);
    assert.equal(group.language, 'en');
  }
}

// Who is in a group: its members, and who leads it.
const circleOf = ({ crowd, facilitators }, group) =>
  [...crowd.filter((person) => idsOf(group).includes(person.userId)), Object.values(facilitators).find((each) => group.facilitatorIds.includes(each.userId))];

// Everybody is told of each of the two meetings by one mail, which is right in their own calendar, and in the app.
async function everybodyIsInvited(people, groups) {
  for (const group of groups) {
    for (const person of circleOf(people, group)) {
      const meetings = await meetingsOf(person, group.groupId);
      assert.equal(meetings.length, 2);
      for (const meeting of meetings) {
        const [invitation] = await invitationsTo(person, meeting.meetingId, 1);
        isRight(invitation, { person, meeting, isFree: liesIn(person.availability) });
        assert.equal(await person.told('TOPIC_MEETING_SCHEDULED', meeting.meetingId), 1);
      }
    }
  }
}

// The exchange agrees with scheduling about who is where: everybody sees the videos of their own group, and of no other.
async function videosStayInTheirGroup({ crowd }, groups, videoId, home) {
  for (const person of crowd) {
    const { groupId } = await person.get(`/v1/runs/${home.runId}/placements/me`);
    assert.ok(idsOf(groups.find((group) => group.groupId === groupId)).includes(person.userId));
    for (const group of groups) {
      if (group.groupId === groupId) {
        const { videos = [] } = await person.get(`/v1/groups/${groupId}/videos`);
        assert.deepEqual(videos.map((video) => video.videoId), groupId === home.groupId ? [videoId] : []);
      } else {
        await person.refused(404, 'GET', `/v1/groups/${group.groupId}/videos`);
      }
    }
    if (groupId !== home.groupId) await person.refused(404, 'GET', `/v1/videos/${videoId}`);
  }
}

// A video of the group, its facilitator hides it and shows it again, and its author reads why, each time by one mail.
async function facilitatorHidesAndRestores({ author, peer, stranger, facilitator, colleague, outsider }, run, group) {
  const { prompts } = await author.get(`/v1/runs/${run.runId}/prompts`);
  const clip = bytesOf(phoneClip(stack.scratch));
  const { videoId, upload } = await author.post('/v1/videos', { promptId: prompts[0].promptId, sizeBytes: String(clip.length), mediaType: 'video/mp4' });
  await author.upload(upload.url, clip, 2, [() => stack.kill('exchange')]);
  await stack.kill('exchange-media');
  const published = await author.settled(videoId);
  assert.equal(published.state, 'STATE_PUBLISHED', JSON.stringify(published.failure));
  assert.equal(published.groupId, group.groupId);
  await peer.get(`/v1/videos/${videoId}`);
  await stranger.refused(404, 'GET', `/v1/videos/${videoId}`);

  const itemsOf = async (who) => ((await who.get(`/v1/queueItems?runId=${run.runId}`)).queueItems ?? []).filter((item) => item.videoId === videoId);
  await stack.kill('moderation');
  await stack.eventually('the new video waits in the queue', async () => (await itemsOf(facilitator)).length === 1);
  const [item] = await itemsOf(facilitator);
  assert.equal(item.groupId, group.groupId);
  await outsider.refused(404, 'GET', `/v1/queueItems/${item.queueItemId}`);
  await facilitator.post(`/v1/queueItems/${item.queueItemId}:claim`);
  await colleague.refused(400, 'POST', `/v1/queueItems/${item.queueItemId}:claim`, {}, 'ITEM_CLAIMED');
  const statement = 'A name of somebody who is not here can be heard in it.';
  const decided = await facilitator.post(`/v1/queueItems/${item.queueItemId}:decide`, { verdict: 'VERDICT_HIDE', reason: 'REASON_PRIVACY', statement });
  assert.equal(decided.state, 'STATE_DECIDED');
  await stack.kill('moderation');
  await stack.eventually('the video is hidden', () => peer.get(`/v1/videos/${videoId}`).then(() => false, (error) => error.status === 404));

  await stack.inbox.next(author.email, 0, new RegExp(`/videos/${videoId}\\b`));
  const { decisions } = await author.get('/v1/users/me/videoDecisions');
  assert.deepEqual(decisions.map((each) => [each.videoId, each.statement, each.state]), [[videoId, statement, 'STATE_IN_EFFECT']]);
  assert.ok(decisions[0].rule && decisions[0].objection);

  await outsider.refused(404, 'POST', `/v1/videos/${videoId}:restore`, { reason: 'It is fine.' });
  await facilitator.post(`/v1/videos/${videoId}:restore`, { reason: 'It was a street’s name.' });
  await stack.wipeRedis();
  await stack.eventually('the video is seen again', () => peer.get(`/v1/videos/${videoId}`).then(() => true, () => false));
  await stack.inbox.next(author.email, 1, new RegExp(`/videos/${videoId}\\b`));
  return videoId;
}

// The facilitator calls a meeting off: every calendar of the circle that had it takes it out, by a later version of the same entry; nobody else hears of it.
async function aMeetingIsCalledOff(people, groups, group) {
  const circle = circleOf(people, group);
  const facilitator = circle.at(-1);
  const [meeting] = await meetingsOf(facilitator, group.groupId);
  const before = new Map();
  for (const person of circle) before.set(person, (await invitationsTo(person, meeting.meetingId, 1))[0]);
  const cancelled = await facilitator.post(`/v1/meetings/${meeting.meetingId}:cancel`, { reason: 'The school is closed that week.', etag: meeting.etag });
  assert.equal(cancelled.state, 'STATE_CANCELLED');
  await stack.kill('notifications');
  for (const person of circle) {
    const [first, second] = await invitationsTo(person, meeting.meetingId, 2);
    assert.equal(first.uid, before.get(person).uid);
    assert.deepEqual([second.method, second.status, second.uid, second.start], ['CANCEL', 'CANCELLED', first.uid, first.start]);
    assert.ok(Number(second.sequence) > Number(first.sequence), `${second.sequence} comes after ${first.sequence}`);
    assert.equal(await person.told('TOPIC_MEETING_CANCELLED', meeting.meetingId), 1);
    assert.equal((await person.get(`/v1/meetings/${meeting.meetingId}`)).cancelReason, 'The school is closed that week.');
  }
  for (const person of circleOf(people, groups.find((other) => other !== group))) {
    assert.equal(await person.told('TOPIC_MEETING_CANCELLED'), 0);
    await person.refused(404, 'GET', `/v1/meetings/${meeting.meetingId}`);
  }
  return meeting;
}

// Moderation agrees with scheduling and the catalog about who is in a group: two days on, its silent ones are all its members, each written to once.
async function theSilentAreWrittenTo(people, groups, group) {
  await stack.pass({ days: 2 });
  const [facilitator] = circleOf(people, group).slice(-1);
  const answer = await facilitator.post(`/v1/groups/${group.groupId}:nudgeSilent`, { silentDays: 1, text: 'We would love to hear from you.' });
  assert.deepEqual(answer, { nudgedCount: 10 });
  for (const person of people.crowd) {
    const count = idsOf(group).includes(person.userId) ? 1 : 0;
    await stack.eventually(`${person.email} has ${count} words of the facilitator`, async () => (await person.told('TOPIC_PARTICIPANT_NUDGED')) === count);
  }
}

// Of everything that happened once there is one notification and one mail.
async function nothingHappenedTwice({ crowd }, runs, groups, { author, videoId }) {
  for (const person of crowd) {
    const mails = async (path) => (await stack.inbox.shown(person.email, new RegExp(`${path}\\b`))).length;
    assert.equal(await mails('/sign-in/confirm'), 1);
    assert.equal(await person.told('TOPIC_ENROLMENT_CONFIRMED'), runs.length);
    const mine = groups.filter((group) => idsOf(group).includes(person.userId));
    assert.equal(mine.length, runs.length);
    for (const { groupId } of mine) {
      assert.equal(await person.told('TOPIC_GROUP_PLACED', groupId), 1);
      assert.equal(await mails(`/groups/${groupId}`), 1);
    }
    for (const topic of ['TOPIC_VIDEO_HIDDEN', 'TOPIC_VIDEO_RESTORED']) assert.equal(await person.told(topic, videoId), person === author ? 1 : 0);
    assert.equal(await mails(`/videos/${videoId}`), person === author ? 2 : 0);
  }
}

test('twenty people of eight countries exchange videos and meet, whatever dies on the way', () => stack.walk(async () => {
  await stack.kill('partners');
  const { coordinator } = await appointCoordinator(stack);
  await stack.kill('identity');
  const crowd = await gather(stack, [...saturdays.spring, ...saturdays.autumn]);
  assert.equal(crowd.length, 20);
  assert.equal(new Set(crowd.map((person) => person.country)).size, 8);
  const facilitators = {
    east: await inviteFacilitator(coordinator, 'ada@university.example', { timeZone: 'Europe/Berlin' }),
    west: await inviteFacilitator(coordinator, 'bo@university.example', { timeZone: 'America/New_York' }),
  };
  const people = { crowd, facilitators };
  for (const facilitator of Object.values(facilitators)) {
    facilitator.availability = SATURDAYS;
    await facilitator.setAvailability(SATURDAYS.windows);
  }

  const course = await findCourse(coordinator, 'Newcomers and Nationalism');
  const runs = [await openRun(coordinator, course, 'Spring', saturdays.spring), await openRun(coordinator, course, 'Autumn', saturdays.autumn)];
  const enrolAll = (run) => Promise.all(crowd.map((person) => person.post(`/v1/runs/${run.runId}/enrolments`)));
  const enrolled = await Promise.all([enrolAll(runs[0]), stack.kill('catalog'), enrolAll(runs[1])]);
  assert.ok([...enrolled[0], ...enrolled[2]].every((enrolment) => enrolment.state === 'STATE_ENROLLED'));
  for (const run of runs) {
    assert.equal((await coordinator.get(`/v1/runs/${run.runId}`)).enrolledCount, 20);
    for (const { userId } of Object.values(facilitators)) await coordinator.post(`/v1/runs/${run.runId}/facilitators`, { userId, mostGroups: 1 });
    for (const person of crowd) assert.equal((await person.get(`/v1/runs/${run.runId}/placements/me`)).reason, 'REASON_NOT_PLANNED_YET');
  }

  const plan = await makePlan(coordinator, runs[0].runId, () => stack.kill('scheduling-planner'));
  seatsEverybody(plan, people);
  const groups = await adopt(coordinator, plan);
  await stack.kill('scheduling');
  await stack.kill('notifications');
  await everybodyIsInvited(people, groups);

  const [home] = groups;
  const inHome = crowd.filter((person) => idsOf(home).includes(person.userId));
  const cast = { author: inHome[0], peer: inHome[9], stranger: crowd.find((person) => !inHome.includes(person)) };
  const leads = (facilitator) => home.facilitatorIds.includes(facilitator.userId);
  cast.facilitator = Object.values(facilitators).find(leads);
  cast.colleague = Object.values(facilitators).find((each) => !leads(each));
  cast.outsider = await inviteFacilitator(coordinator, 'cleo@university.example');
  const videoId = await facilitatorHidesAndRestores(cast, runs[0], home);
  await videosStayInTheirGroup(people, groups, videoId, home);

  const later = await makePlan(coordinator, runs[1].runId);
  seatsEverybody(later, people);
  const laterGroups = await adopt(coordinator, later);
  await stack.kill('gateway');
  await everybodyIsInvited(people, laterGroups);
  const calledOff = await aMeetingIsCalledOff(people, laterGroups, laterGroups[1]);

  await theSilentAreWrittenTo(people, groups, home);
  await nothingHappenedTwice(people, runs, [...groups, ...laterGroups], { author: cast.author, videoId });
  await stack.ready();
  stack.everythingDied();

  // The last week passes; the runs and all their meetings come to their end.
  await stack.pass({ days: 1 + (Date.parse(saturdays.autumn[1]) - Date.now()) / (24 * 3600_000) + 7 });
  await Promise.all([coordinator.signIn(), cast.author.signIn(), cast.stranger.signIn()]);
  for (const run of runs) {
    await stack.eventually('the run is over', async () => (await coordinator.get(`/v1/runs/${run.runId}`)).state === 'STATE_FINISHED');
  }
  for (const person of [cast.author, cast.stranger]) {
    const { groups: mine } = await person.get('/v1/users/me/groups');
    assert.equal(mine.length, 2);
    assert.equal((await person.get('/v1/users/me/meetings')).meetings, undefined);
  }
  const member = idsOf(laterGroups[1]).includes(cast.author.userId) ? cast.author : cast.stranger;
  assert.equal((await member.get(`/v1/meetings/${calledOff.meetingId}`)).state, 'STATE_CANCELLED');
}));
