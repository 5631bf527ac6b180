// The path as a native app walks it: the gateway's API and the mail box, nothing else. Everything on the way is killed once.
import { after, before, test } from 'node:test';
import assert from 'node:assert/strict';
import { followGuide } from './guide.mjs';
import { Person, linkIn, tokenIn } from './person.mjs';
import { bytesOf, phoneClip, recorderClip } from './samples.mjs';
import { Stack, SEED_PARTNER } from './stack.mjs';

let stack;
before(async () => {
  stack = await Stack.up();
});
after(() => stack?.down());

test('a student answers by video, another answers back, whatever dies on the way', () => stack.walk(async () => {
  const operator = await new Person(stack, stack.operatorEmail).signIn();
  const coordinator = new Person(stack, 'coordinator@university.example');
  await operator.post('/v1/roles:grant', { email: coordinator.email, role: 'ROLE_COORDINATOR', partnerId: SEED_PARTNER });
  await coordinator.signIn();

  const { courses } = await coordinator.get('/v1/courses');
  const course = courses.find((each) => each.title === 'Newcomers and Nationalism');
  assert.equal(course.modules.length, 3);
  await stack.kill('catalog');
  const run = await coordinator.post('/v1/runs', {
    run: {
      courseId: course.courseId,
      format: 'FORMAT_ASYNCHRONOUS',
      startTime: new Date(Date.now() - 60_000).toISOString(),
      capacity: 50,
      prompts: course.modules.map((module) => ({
        moduleId: module.moduleId,
        text: `What did “${module.title}” make you think of?`,
        openTime: new Date(Date.now() - 60_000).toISOString(),
      })),
    },
    open: true,
  });
  assert.equal(run.state, 'STATE_OPEN');
  assert.equal(run.prompts.length, 3);

  const [amal, ben] = [new Person(stack, 'amal@student.example'), new Person(stack, 'ben@student.example')];
  await stack.kill('identity');
  for (const [person, name, country] of [[amal, 'Amal', 'LB'], [ben, 'Ben', 'DE']]) {
    await person.signIn();
    await person.introduce({ displayName: name, country });
    await person.post('/v1/users/me/consents/KIND_VIDEO_PUBLICATION:give');
    const enrolment = await person.post(`/v1/runs/${run.runId}/enrolments`);
    assert.equal(enrolment.state, 'STATE_ENROLLED');
  }

  const { prompts } = await amal.get(`/v1/runs/${run.runId}/prompts`);
  assert.deepEqual(prompts.map((prompt) => prompt.ordinal), [1, 2, 3]);

  // The first answers with a phone's clip; the exchange and the gateway die between its pieces, the worker while it works.
  const clip = bytesOf(phoneClip(stack.scratch));
  const answer = await amal.post('/v1/videos', { promptId: prompts[0].promptId, sizeBytes: String(clip.length), mediaType: 'video/mp4' });
  await amal.upload(answer.upload.url, clip, 3, [() => stack.kill('exchange'), () => stack.kill('gateway')]);
  await stack.kill('exchange-media');
  const published = await amal.settled(answer.videoId);
  assert.equal(published.state, 'STATE_PUBLISHED', JSON.stringify(published.failure));
  assert.match(published.duration, /^(7\.9|8)/);

  // Redis forgets everything and dies; the second still sees the video and replies with what a browser's recorder makes.
  await stack.wipeRedis();
  await stack.kill('redis');
  const feed = await ben.get(`/v1/groups/${prompts[0].groupId}/videos`);
  assert.deepEqual(feed.videos.map((video) => video.videoId), [answer.videoId]);
  for (const url of [published.playback.mp4Url, published.playback.hlsUrl, published.playback.posterUrl]) {
    const response = await fetch(stack.web + url, { headers: { authorization: `Bearer ${ben.token}` } });
    assert.equal(response.status, 200, url);
    assert.ok((await response.arrayBuffer()).byteLength > 100, url);
  }
  const part = await fetch(stack.web + published.playback.mp4Url, { headers: { authorization: `Bearer ${ben.token}`, range: 'bytes=100-199' } });
  assert.equal(part.status, 206);
  assert.equal((await part.arrayBuffer()).byteLength, 100);

  const recording = recorderClip();
  const reply = await ben.post('/v1/videos', { replyToVideoId: answer.videoId, sizeBytes: String(recording.length), mediaType: 'video/webm' });
  await ben.upload(reply.upload.url, recording, 3, [() => stack.kill('postgres')]);
  await stack.kill('notifications');
  assert.equal((await ben.settled(reply.videoId)).state, 'STATE_PUBLISHED');

  // The first is told in the app and by one mail, whose link leads to the reply.
  const mail = await stack.inbox.next(amal.email, 0, /\/videos\//);
  assert.ok(linkIn(mail, /\/videos\//).endsWith(`/videos/${reply.videoId}`));
  const told = async () => (await amal.get('/v1/users/me/notifications')).notifications.filter((each) => each.topic === 'TOPIC_VIDEO_REPLIED');
  await stack.eventually('one notification of the reply', async () => (await told()).length === 1);
  const replies = await amal.get(`/v1/videos/${answer.videoId}/replies`);
  assert.deepEqual(replies.videos.map((video) => video.videoId), [reply.videoId]);

  // Nothing happened twice: one video, one reply, one notification, one mail of it and one of the seat beside the sign-in link.
  await stack.ready();
  assert.equal((await told()).length, 1);
  assert.equal(await stack.inbox.count(amal.email, /\/videos\//), 1);
  await stack.eventually('a sign-in link, a mail of the seat and one of the reply', async () => (await stack.inbox.count(amal.email)) === 3);
  const again = await ben.get(`/v1/groups/${prompts[0].groupId}/videos`);
  assert.deepEqual(again.videos.map((video) => [video.videoId, video.replyCount]), [[answer.videoId, 1]]);

  // Somebody writes an app of their own, by the guide for it.
  const carla = new Person(stack, 'carla@student.example');
  await carla.post('/v1/signIns', { email: carla.email, locale: 'en', timeZone: carla.timeZone });
  const link = tokenIn(await stack.inbox.next(carla.email, 0, /sign-in\/confirm/), /sign-in\/confirm/);
  const video = phoneClip(stack.scratch);
  const printed = followGuide('app-guide.md', { PARLEY: stack.web, PARLEY_LINK: link, PARLEY_RUN: run.runId, PARLEY_VIDEO: video });
  assert.deepEqual(printed, [
    'courses: 3\nchanged since: false\nrefused: 400 user.time_zone\nenrolled: STATE_ENROLLED\nvideo: STATE_PUBLISHED\n',
  ]);
}));
