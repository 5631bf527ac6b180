// What people are told by mail and in the app, and what these lead to: the link that stops mails, the switches, the pages of meetings and reports.
import { test } from 'node:test';
import assert from 'node:assert/strict';
import { Answers, ids } from './answers.mjs';
import { sound, visit } from './visit.mjs';

const stopCall = 'POST /v1/notifications:unsubscribe';
const prefersCall = 'PATCH /v1/users/me/notificationPreferences';
const tries = (answers, call) => answers.asked.filter(({ method, path }) => `${method} ${path}` === call);
const asked = (answers, call) => tries(answers, call).map(({ body }) => body);
const topics = [
  'VIDEO_REPLIED', 'VIDEO_PUBLISHED', 'VIDEO_FAILED', 'ENROLMENT_CONFIRMED', 'ENROLMENT_WAITLISTED', 'ENROLMENT_PROMOTED', 'RUN_CANCELLED', 'VIDEO_HIDDEN', 'VIDEO_RESTORED', 'REPORT_RESOLVED',
  'PARTICIPANT_NUDGED', 'GROUP_PLACED', 'FACILITATOR_ASSIGNED', 'MEETING_SCHEDULED', 'MEETING_CHANGED', 'MEETING_CANCELLED', 'MEETING_LEFT',
].map((name) => `TOPIC_${name}`);

test('a mail’s link changes nothing until somebody presses, by keyboard too, and then says what was stopped', async () => {
  const answers = new Answers();
  const page = await visit('/unsubscribe?token=secret', answers, { signedIn: false });
  const stop = page.getByRole('button', { name: 'Stop these mails' });
  await stop.waitFor();
  assert.equal(new URL(page.url()).search, '');
  assert.deepEqual(answers.asked, []);
  await stop.focus();
  await page.keyboard.press('Enter');
  await page.getByRole('status').getByText('A meeting has another time or place.').waitFor();
  await sound(page, 'stopped');
  const [body] = asked(answers, stopCall);
  assert.equal(body.token, 'secret');
  assert.equal(body.allTopics, false);
  assert.match(tries(answers, stopCall)[0].requestId, /^[0-9a-f-]{36}$/);
  await page.getByRole('link', { name: 'To the settings of mails' }).click();
  await page.waitForURL('**/sign-in?to=%2Fsettings');
});

test('all mails that can be stopped are stopped by the second button, also in Arabic', async () => {
  const answers = new Answers();
  const page = await visit('/unsubscribe?token=secret', answers, { signedIn: false, language: 'ar' });
  await page.getByRole('button', { name: 'أوقف كل الرسائل التي يمكن إيقافها' }).click();
  await page.getByText('لن تصلك أي رسائل بعد الآن').waitFor();
  await sound(page, 'all stopped');
  assert.deepEqual(asked(answers, stopCall).map(({ allTopics }) => allTopics), [true]);
});

test('every topic has words of its own in every language', async () => {
  for (const language of ['en', 'fr', 'ar', 'es']) {
    const answers = new Answers();
    answers.notifications = topics.map((topic, i) => ({ notificationId: `${ids.item.slice(0, -2)}${10 + i}`, topic, path: '/groups', createTime: '2026-01-01T00:00:00Z' }));
    const page = await visit('/notifications', answers, { language });
    await page.locator('a.card').first().waitFor();
    const words = await page.locator('a.card [dir=auto]').allTextContents();
    assert.equal(new Set(words).size, topics.length, language);
    assert.deepEqual(words.filter((each) => each.trim().length < 6 || /TOPIC|topic\./.test(each)), [], language);
    await sound(page, `topics in ${language}`);
  }
});

test('a link that is not whole says so, and leads to the settings', async () => {
  const answers = new Answers();
  answers.refuse(stopCall, { status: 400, reason: 'INVALID_FIELD', errors: [{ field: 'token', description: 'must be the one of a mail’s link' }] });
  const page = await visit('/unsubscribe?token=secre', answers, { signedIn: false });
  await page.getByRole('button', { name: 'Stop these mails' }).click();
  await page.getByRole('alert').getByText('This link does not work').waitFor();
  await sound(page, 'bad token');
  assert.equal(await page.getByRole('button', { name: 'Stop these mails' }).count(), 0);
  await page.getByRole('link', { name: 'To the settings of mails' }).waitFor();
});

test('a mail of an account that is gone says so', async () => {
  const answers = new Answers();
  answers.refuse(stopCall, { status: 404, reason: 'NOT_FOUND' });
  const page = await visit('/unsubscribe?token=secret', answers, { signedIn: false });
  await page.getByRole('button', { name: 'Stop these mails' }).click();
  await page.getByRole('alert').getByText('is gone').waitFor();
});

test('a link without its token asks for nothing', async () => {
  const page = await visit('/unsubscribe', new Answers(), { signedIn: false });
  await page.getByText('This link is not complete.').waitFor();
  assert.equal(await page.getByRole('button', { name: 'Stop these mails' }).count(), 0);
});

test('stopping mails on a lost line is tried again, as one and the same act', async () => {
  const answers = new Answers();
  answers.lost.add(stopCall);
  const page = await visit('/unsubscribe?token=secret', answers, { signedIn: false });
  await page.getByRole('button', { name: 'Stop these mails' }).click();
  await page.getByRole('alert').getByText('no connection').waitFor();
  answers.lost.clear();
  await page.getByRole('button', { name: 'Try again' }).click();
  await page.getByText('A meeting has another time or place.').waitFor();
  const acts = tries(answers, stopCall).map(({ requestId }) => requestId);
  assert.ok(acts.length > 1 && acts[0], acts.join());
  assert.equal(new Set(acts).size, 1);
});

test('mails are turned off by a switch, at once, and on again by undoing', async () => {
  const answers = new Answers();
  const page = await visit('/settings', answers);
  const reply = page.getByRole('switch', { name: 'Somebody answered your video.' });
  await reply.focus();
  await page.keyboard.press('Space');
  await page.getByText('These mails do not come any more.').waitFor();
  assert.equal(await reply.isChecked(), false);
  await sound(page, 'turned off');
  await page.getByRole('button', { name: 'Undo: Somebody answered your video.' }).click();
  await page.getByText('These mails come again.').waitFor();
  assert.equal(await reply.isChecked(), true);
  assert.deepEqual(asked(answers, prefersCall).map(({ preferences }) => preferences), [
    [{ topic: 'TOPIC_VIDEO_REPLIED', byMail: false }], [{ topic: 'TOPIC_VIDEO_REPLIED', byMail: true }],
  ]);
});

test('mails that cannot be turned off have no switch, and say why', async () => {
  const page = await visit('/settings', new Answers());
  await page.getByText('nobody should wait in an empty room').waitFor();
  assert.equal(await page.getByRole('switch', { name: 'A meeting was called off.' }).count(), 0);
  assert.equal(await page.getByRole('switch').count(), 12);
  assert.deepEqual(await page.getByRole('heading', { level: 2 }).allTextContents(), ['Videos', 'Group and meetings', 'Your place', 'Hidden videos and reports']);
});

test('a switch that was not saved goes back, says so, and can be tried again', async () => {
  const answers = new Answers();
  answers.lost.add(prefersCall);
  const page = await visit('/settings', answers, { language: 'ar' });
  const reply = page.getByRole('switch', { name: 'ردّ أحدهم على فيديو لك.' });
  await reply.tap();
  await page.getByRole('alert').waitFor();
  await page.getByText('لم يُحفظ هذا التغيير').waitFor();
  assert.equal(await reply.isChecked(), true);
  await sound(page, 'not saved');
  answers.lost.clear();
  await page.getByRole('alert').getByRole('button').click();
  await page.getByText('لن تصلك هذه الرسائل بعد الآن.').waitFor();
  assert.equal(await reply.isChecked(), false);
});

test('a meeting’s page has its hour on the reader’s clock, its room, and what module it is of', async () => {
  const answers = new Answers();
  const path = `/meetings/${ids.meeting}`;
  answers.notifications = [{ notificationId: ids.item, topic: 'TOPIC_MEETING_SCHEDULED', text: 'Your group meets.', path, meetingId: ids.meeting, createTime: '2026-01-01T00:00:00Z' }];
  const page = await visit(path, answers);
  await page.getByRole('heading', { level: 1, name: 'Arrival' }).waitFor();
  // 16:00 in Greenwich; Beirut has summer time by then.
  await page.getByRole('heading', { name: '7:00 PM' }).waitFor();
  await page.getByText('Eastern European Summer Time').waitFor();
  assert.equal(await page.getByRole('link', { name: 'Go to the meeting room' }).getAttribute('href'), 'https://meet.example/42');
  await page.waitForFunction(() => !document.querySelector('nav .badge'));
  assert.deepEqual(asked(answers, 'POST /v1/users/me/notifications:markRead').map(({ notificationIds }) => notificationIds), [[ids.item]]);
});

test('a meeting that was called off says so, and why, and has no way in', async () => {
  for (const [language, words] of [['en', 'This meeting was called off.'], ['ar', 'أُلغي هذا اللقاء.']]) {
    const answers = new Answers();
    Object.assign(answers.meeting, { state: 'STATE_CANCELLED', cancelReason: 'The facilitator is ill.' });
    const page = await visit(`/meetings/${ids.meeting}`, answers, { language });
    await page.getByText(words).waitFor();
    await page.getByText('The facilitator is ill.').waitFor();
    await sound(page, `cancelled in ${language}`);
    assert.equal(await page.locator('a[target=_blank]').count(), 0);
  }
});

test('a facilitator calls a meeting off on its own page', async () => {
  const answers = new Answers(['ROLE_FACILITATOR']);
  const page = await visit(`/meetings/${ids.meeting}`, answers);
  await page.getByText('Change this meeting').click();
  await page.getByLabel('Why it is called off').fill('I am ill.');
  await page.getByRole('button', { name: 'Call the meeting off' }).click();
  await page.getByText('This meeting was called off.').waitFor();
  assert.deepEqual(asked(answers, `POST /v1/meetings/${ids.meeting}:cancel`).map(({ reason, etag }) => [reason, etag]), [['I am ill.', 'm1']]);
});

test('who left a meeting’s group reads that there is none for them', async () => {
  const answers = new Answers();
  answers.refuse(`GET /v1/meetings/${ids.meeting}`, { status: 404, reason: 'NOT_FOUND' });
  const page = await visit(`/meetings/${ids.meeting}`, answers);
  await page.getByText('perhaps you have left its group').waitFor();
  await sound(page, 'left');
});

test('a report’s page says what came of it', async () => {
  const answers = new Answers();
  const page = await visit(`/reports/${ids.report}`, answers);
  await page.getByText('the video stays').waitFor();
  assert.equal(await page.getByRole('link', { name: 'To the video' }).getAttribute('href'), `/videos/${ids.video}`);
  answers.reports = [{ reportId: ids.report, videoId: ids.video, reason: 'REASON_HATE', state: 'STATE_ACTED_ON' }];
  await page.reload();
  await page.getByText('The video was hidden. Thank you.').waitFor();
  assert.equal(await page.getByRole('link', { name: 'To the video' }).count(), 0);
});

test('the words of a facilitator are shown as they were written, in whatever language', async () => {
  const answers = new Answers();
  answers.notifications = [{ notificationId: ids.item, topic: 'TOPIC_PARTICIPANT_NUDGED', text: 'We miss you!', path: `/runs/${ids.run}`, createTime: '2026-01-01T00:00:00Z' }];
  const page = await visit('/notifications', answers, { language: 'ar' });
  await page.getByText('We miss you!').waitFor();
  await sound(page, 'nudge');
});

test('a screen whose texts do not come says so, and the others still open', async () => {
  const page = await visit('/account', new Answers());
  await page.route(/\/assets\/en-[^/]*\.js$/, async (route) => {
    const texts = await route.fetch();
    return (await texts.text()).includes('Stop these mails') ? route.abort('connectionreset') : route.fulfill({ response: texts });
  });
  await page.getByRole('link', { name: 'Choose your mails' }).click();
  await page.getByRole('alert').getByText('no connection').waitFor();
  await page.getByRole('navigation').getByRole('link', { name: 'Groups' }).click();
  await page.getByRole('heading', { level: 1, name: 'My groups and meetings' }).waitFor();
});
