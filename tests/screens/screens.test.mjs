// The screens on a phone of 360 px, in English and in Arabic: what they show, what they send, and that everybody can use them.
import { test } from 'node:test';
import assert from 'node:assert/strict';
import { Answers, ids } from './answers.mjs';
import { sound, visit } from './visit.mjs';

const staff = ['ROLE_FACILITATOR', 'ROLE_COORDINATOR'];
const screens = {
  '/runs': [], '/interest': [], '/interests/confirm#secret': [], '/offers#secret': [], '/invitations/accept#secret': [], '/availability': [], '/groups': [], [`/groups/${ids.group}`]: staff,
  '/unsubscribe?token=secret': [], '/settings': [], '/account': staff, '/notifications': [], [`/meetings/${ids.meeting}`]: [], '/reports': [], [`/reports/${ids.report}`]: [], [`/videos/${ids.video}`]: [], '/moderation': staff, [`/moderation/${ids.item}`]: staff, [`/runs/${ids.run}`]: [],
  '/coordinate': staff, '/coordinate/runs': staff, [`/coordinate/runs/${ids.run}`]: staff, [`/coordinate/plans/${ids.plan}`]: staff,
};
const changes = (answers) => answers.asked.filter(({ path }) => path !== '/v1/offers:get' && path !== '/v1/users/me/notifications:markRead');

for (const language of ['en', 'ar']) {
  for (const [path, roles] of Object.entries(screens)) {
    test(`${path.replace(/[#?].*/, '')} is accessible in ${language}, and opening it changes nothing`, async () => {
      const answers = new Answers(roles);
      const page = await visit(path, answers, { language });
      await page.locator('h1').waitFor();
      await sound(page, path);
      assert.equal(await page.evaluate(() => document.documentElement.dir), language === 'ar' ? 'rtl' : 'ltr');
      assert.deepEqual(changes(answers), []);
    });
  }
}

test('the token of a mailed link leaves the address bar, and the press sends it', async () => {
  const answers = new Answers();
  const page = await visit('/offers#secret', answers);
  await page.getByRole('button', { name: 'Take the place' }).waitFor();
  assert.equal(new URL(page.url()).hash, '');
  await page.getByText('February 1').waitFor();
  await page.getByRole('button', { name: 'Take the place' }).click();
  await page.waitForURL(`**/runs/${ids.run}`);
  assert.equal(changes(answers)[0].body.token, 'secret');
});

test('an offer that was declined gives the place on', async () => {
  const answers = new Answers();
  const page = await visit('/offers#secret', answers, { signedIn: false });
  await page.getByRole('button', { name: 'No, thank you' }).click();
  await page.getByText('The place goes to the next person').waitFor();
  assert.deepEqual(changes(answers).map(({ path, body }) => [path, body.token]), [['/v1/interests:withdraw', 'secret']]);
});

test('an invitation for another address says so, and offers a way out', async () => {
  const answers = new Answers();
  answers.refuse('POST /v1/invitations:accept', { status: 400, reason: 'INVITATION_FOR_ANOTHER' });
  const page = await visit('/invitations/accept#secret', answers);
  await page.getByRole('button', { name: 'Accept the invitation' }).click();
  await page.getByRole('alert').getByText('another address').waitFor();
  await page.getByRole('button', { name: 'Sign out, and use another address' }).waitFor();
});

test('what is wrong with an interest stands beside its input', async () => {
  const answers = new Answers();
  answers.refuse('POST /v1/interests', { status: 400, reason: 'INVALID_FIELD', errors: [{ field: 'interest.email', description: 'must be an address' }] });
  const page = await visit('/interest', answers, { signedIn: false });
  await page.getByLabel('E-mail address').fill('amal@student');
  await page.getByLabel('Newcomers and Nationalism').check();
  await page.getByRole('button', { name: 'Let me know' }).click();
  const input = page.getByLabel('E-mail address');
  await page.getByText('Please enter an e-mail address').waitFor();
  assert.equal(await input.getAttribute('aria-invalid'), 'true');
  assert.ok((await input.getAttribute('aria-describedby')).includes('email-error'));
  assert.deepEqual(changes(answers)[0].body.interest.courseIds, [ids.course]);
});

test('availability is given by keyboard and by touch, and saved as a whole', async () => {
  const answers = new Answers();
  const page = await visit('/availability', answers);
  await page.getByRole('button', { name: 'Monday, 6:00 PM: I can' }).focus();
  await page.keyboard.press('ArrowRight');
  await page.keyboard.press('Space');
  await page.getByRole('button', { name: 'Wednesday, 9:00 AM: not chosen' }).tap();
  await page.getByRole('button', { name: 'Save', exact: true }).click();
  await page.getByText('Saved.').first().waitFor();
  const { body } = changes(answers)[0];
  assert.deepEqual(body.windows, [{ weekday: 1, startMinute: 1080, endMinute: 1200 }, { weekday: 2, startMinute: 1080, endMinute: 1140 }, { weekday: 3, startMinute: 540, endMinute: 600 }]);
  assert.equal(body.etag, 'a1');
  assert.deepEqual(body.exceptions, [{ date: '2027-03-28' }]);
});

test('a meeting is shown on the clock of its reader', async () => {
  const page = await visit('/groups', new Answers());
  // 16:00 in Greenwich; Beirut has summer time by then.
  await page.getByText('7:00 PM').waitFor();
  assert.equal(await page.getByRole('link', { name: 'Go to the meeting room' }).getAttribute('href'), 'https://meet.example/42');
});

test('a facilitator claims a video, hides it with a reason, and shows it again', async () => {
  const answers = new Answers(staff);
  const page = await visit(`/moderation/${ids.item}`, answers);
  await page.getByText('He mocks her accent.').waitFor();
  await page.getByRole('button', { name: 'Take it on' }).click();
  await page.getByLabel('What is wrong with it').selectOption('REASON_HARASSMENT');
  await page.getByLabel('To its author: why it is hidden').fill('You mock somebody’s accent.');
  await sound(page, 'decision');
  await page.getByRole('button', { name: 'Hide the video' }).click();
  await page.getByText('The video is hidden.').waitFor();
  await page.getByLabel('why it is shown again').fill('It was irony among friends.');
  await page.getByRole('button', { name: 'Show the video again' }).click();
  await page.getByText('is shown again').waitFor();
  const [, decided] = changes(answers);
  assert.deepEqual([decided.body.verdict, decided.body.reason, decided.body.etag], ['VERDICT_HIDE', 'REASON_HARASSMENT', 'q1']);
});

test('a participant reports a video and sees what came of it', async () => {
  const answers = new Answers();
  const page = await visit(`/videos/${ids.video}`, answers);
  await page.getByRole('button', { name: 'Report this video' }).click();
  await page.getByLabel('What is wrong with it?').selectOption('REASON_OTHER');
  await page.getByLabel('In your own words').fill('The sound hurts.');
  await sound(page, 'report');
  await page.getByRole('button', { name: 'Send the report' }).click();
  await page.getByText('Nobody has decided yet.').waitFor();
  answers.reports[0].state = 'STATE_ACTED_ON';
  await page.reload();
  await page.getByText('The video was hidden. Thank you.').waitFor();
});

test('a coordinator has groups planned, reads the certificate, and adopts the plan', async () => {
  const answers = new Answers(staff);
  const proposed = answers.plan;
  const page = await visit(`/coordinate/runs/${ids.run}`, answers);
  await page.getByLabel('How many of a group come, in percent').fill('80');
  await page.getByRole('button', { name: 'Plan the groups' }).click();
  await page.getByText('Working: 40 %').waitFor();
  assert.equal(changes(answers)[0].body.expectedAttendance, 0.8);
  answers.plan = proposed;
  await page.getByText('10 of 12 participants have a seat.').waitFor();
  await page.getByText('No plan whatever seats more than 11').waitFor();
  await page.getByText('No weekly hour fits for all of the meetings.').waitFor();
  await page.getByText('For 1 of them there is a seat').waitFor();
  await page.getByRole('button', { name: 'Show names' }).click();
  await page.getByText('Amal and Ben').waitFor();
  await page.getByText('Omar', { exact: true }).waitFor();
  await page.getByText('1 without a name').waitFor();
  await sound(page, 'plan with names');
  await page.getByRole('button', { name: 'Make these the groups' }).click();
  await page.getByText('Adopted', { exact: true }).waitFor();
  assert.equal(changes(answers)[1].body.etag, 'p1');
});

test('a coordinator cancels a run', async () => {
  const answers = new Answers(staff);
  const page = await visit(`/coordinate/runs/${ids.run}`, answers);
  await page.getByRole('button', { name: 'Cancel the exchange' }).click();
  await page.getByRole('heading', { name: 'Cancelled' }).waitFor();
  assert.deepEqual(changes(answers).map(({ path, body }) => [path, body.etag]), [[`/v1/runs/${ids.run}:cancel`, 'r1']]);
});

test('a coordinator opens a draft, which only they see in their list', async () => {
  const answers = new Answers(staff);
  answers.run.state = 'STATE_DRAFT';
  const page = await visit('/coordinate/runs', answers);
  await page.getByRole('heading', { name: 'University' }).waitFor();
  await page.getByText('Finished').waitFor();
  await page.getByText('Draft').waitFor();
  await page.getByRole('link', { name: 'Newcomers in spring' }).click();
  await page.getByRole('button', { name: 'Open it for enrolment' }).click();
  await page.getByRole('heading', { name: 'Open for enrolment' }).waitFor();
  assert.deepEqual(changes(answers).map(({ path, body }) => [path, body.etag]), [[`/v1/runs/${ids.run}:open`, 'r1']]);
});

test('a coordinator makes themselves a facilitator of a run, and takes another off', async () => {
  const answers = new Answers(staff);
  const page = await visit(`/coordinate/runs/${ids.run}`, answers);
  await page.getByLabel('Facilitator', { exact: true }).selectOption({ label: 'You' });
  await page.getByLabel('Groups they take at most').fill('3');
  await page.getByRole('button', { name: 'Add the facilitator' }).click();
  await page.getByText('0 of at most 3 groups').waitFor();
  await page.getByRole('button', { name: 'Remove: Ben' }).click();
  await page.getByRole('button', { name: 'Remove: Ben' }).waitFor({ state: 'detached' });
  const [added, removed] = changes(answers);
  assert.deepEqual([added.body.userId, added.body.mostGroups], [ids.me, 3]);
  assert.equal(removed.path, `/v1/runs/${ids.run}/facilitators/${ids.other}:remove`);
});

test('a facilitator who still has groups cannot be taken off, and the screen says why', async () => {
  const answers = new Answers(staff);
  answers.refuse(`POST /v1/runs/${ids.run}/facilitators/${ids.other}:remove`, { status: 400, reason: 'FACILITATOR_HAS_GROUPS' });
  const page = await visit(`/coordinate/runs/${ids.run}`, answers);
  await page.getByRole('button', { name: 'Remove: Ben' }).click();
  await page.getByRole('alert').getByText('still has groups').waitFor();
  await sound(page, 'facilitator with groups');
});

test('a coordinator chooses a facilitator by name, or by address where there is no name, and changes how many groups they take', async () => {
  const answers = new Answers(staff);
  const page = await visit(`/coordinate/runs/${ids.run}`, answers);
  const who = page.getByLabel('Facilitator', { exact: true });
  await who.selectOption({ label: 'nadia@uni.example' });
  await page.getByRole('button', { name: 'Add the facilitator' }).click();
  await page.getByRole('button', { name: 'Remove: nadia@uni.example' }).waitFor();
  await who.selectOption({ label: 'Ben · ben@uni.example' });
  await page.getByLabel('Groups they take at most').fill('5');
  await page.getByRole('button', { name: 'Change their number of groups' }).click();
  await page.getByText('0 of at most 5 groups').waitFor();
  assert.deepEqual(changes(answers).map(({ body }) => [body.userId, body.mostGroups]), [[ids.guide, 2], [ids.other, 5]]);
});

test('a coordinator invites a facilitator by mail, and sees who has not answered yet', async () => {
  const answers = new Answers(staff);
  const page = await visit(`/coordinate/runs/${ids.run}`, answers);
  const section = page.getByRole('region', { name: 'Facilitators' });
  await section.getByText('karim@uni.example').waitFor();
  await section.getByText('Until February 1, 2027').waitFor();
  assert.equal(await section.getByRole('listitem').filter({ hasText: 'ben@uni.example' }).count(), 0);
  await page.getByLabel('Their e-mail address').fill('lina@uni.example');
  await page.getByRole('button', { name: 'Send the invitation' }).click();
  await section.getByText('lina@uni.example').waitFor();
  const [{ path, body }] = changes(answers);
  assert.deepEqual([path, body.email, body.role, body.partnerId, body.locale], ['/v1/invitations', 'lina@uni.example', 'ROLE_FACILITATOR', ids.partner, 'en']);
  answers.refuse('POST /v1/invitations', { status: 400, reason: 'ROLE_HELD' });
  await page.getByLabel('Their e-mail address').fill('ben@uni.example');
  await page.getByRole('button', { name: 'Send the invitation' }).click();
  await section.getByRole('alert').getByText('facilitates for you already').waitFor();
  await sound(page, 'invitation refused');
});

test('a coordinator suspends somebody, once sure, and reinstates them', async () => {
  const answers = new Answers(staff);
  const page = await visit(`/coordinate/runs/${ids.run}`, answers);
  const ben = page.getByRole('region', { name: 'People', exact: true }).getByRole('listitem').filter({ hasText: 'Ben' });
  page.removeAllListeners('dialog').once('dialog', (dialog) => dialog.dismiss());
  await ben.getByRole('button', { name: 'Suspend: Ben' }).click();
  assert.deepEqual(changes(answers), [], 'who is not sure changes nothing');
  page.once('dialog', (dialog) => dialog.accept());
  await ben.getByRole('button', { name: 'Suspend: Ben' }).click();
  await ben.getByText('Suspended').waitFor();
  await sound(page, 'suspended');
  await ben.getByRole('button', { name: 'Reinstate: Ben' }).click();
  await ben.getByText('Has a place').waitFor();
  assert.deepEqual(changes(answers).map(({ path }) => path.split(':')[1]), ['suspend', 'reinstate']);
});

for (const [language, title, more, place] of [['en', 'People', 'Show more', 'Lebanon'], ['ar', 'المشاركون', 'عرض المزيد', 'لبنان']]) {
  test(`a coordinator sees the people of a run by name, country and state, page by page, in ${language}`, async () => {
    const answers = new Answers(staff);
    const page = await visit(`/coordinate/runs/${ids.run}`, answers, { language });
    const people = page.getByRole('region', { name: title, exact: true });
    await people.getByText('Amal').waitFor();
    await people.getByText(place).waitFor();
    assert.equal(await people.getByRole('listitem').count(), 3);
    assert.equal(await people.getByText('Omar').count(), 0);
    await people.getByRole('button', { name: more }).click();
    await people.getByText('Omar').waitFor();
    assert.equal(await people.getByRole('button', { name: more }).count(), 0);
    if (language === 'en') {
      assert.deepEqual((await people.getByRole('listitem').allInnerTexts()).map((text) => text.split('\n').filter((line) => line.length > 1).join(', ')), [
        'Amal, Lebanon, Has a place, Suspend', 'Ben, Germany, Has a place, Suspend', 'A participant, On the waiting list', 'Omar, Egypt, Left',
      ]);
    }
    await sound(page, 'people');
  });
}

test('a group shows its members by name and country, and who facilitates it', async () => {
  const answers = new Answers();
  const page = await visit(`/groups/${ids.group}`, answers);
  const members = page.getByRole('region', { name: '2 members' });
  await members.getByText('Ben').waitFor();
  await members.getByText('Germany').waitFor();
  await page.getByRole('region', { name: 'Your facilitator' }).getByText('A facilitator').waitFor();
  answers.group.facilitators = [{ userId: ids.guide, displayName: 'Nadia', country: 'TN' }];
  await page.reload();
  const facilitators = page.getByRole('region', { name: 'Your facilitator' });
  await facilitators.getByText('Nadia').waitFor();
  await facilitators.getByText('Tunisia').waitFor();
  await sound(page, 'group');
});

test('the author of a hidden video reads why, and how to object', async () => {
  const answers = new Answers();
  Object.assign(answers.video, { authorId: ids.me, visible: false });
  const page = await visit(`/videos/${ids.video}`, answers);
  await page.getByText('Your sister did not agree.').waitFor();
  await page.getByText('Write to us.').waitFor();
  await sound(page, 'hidden video');
  assert.equal(await page.getByRole('button', { name: 'Report this video' }).count(), 0);
});
