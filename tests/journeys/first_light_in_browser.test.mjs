// The path as two students walk it on their phones: real screens, a real camera recording, real mails; the line breaks twice in each upload.
import { after, before, test } from 'node:test';
import assert from 'node:assert/strict';
import { Person, linkIn } from './person.mjs';
import { accessible, agree, openChromium, phone, photograph, signInByMail } from './browser.mjs';
import { openGate } from './gate.mjs';
import { phoneClip } from './samples.mjs';
import { Stack, SEED_PARTNER } from './stack.mjs';

let stack, browser, amalsLine, bensLine;
before(async () => {
  stack = await Stack.up();
  browser = await openChromium();
  [amalsLine, bensLine] = [await openGate(stack.web), await openGate(stack.web)];
});
after(async () => {
  await browser?.close();
  for (const line of [amalsLine, bensLine]) line?.close();
  await stack?.down();
});

// Signs in to join: the page asks for it.
async function signIn(page, gate, email, name, country) {
  await page.getByRole('link', { name: 'Sign in to join' }).click();
  await signInByMail(page, stack, email, { name, country, through: (link) => gate.through(link) });
  await agree(page);
}

async function join(page) {
  await page.getByRole('button', { name: 'Join this exchange' }).click();
  await page.getByText('You are in. Welcome!').first().waitFor();
}

// Sends through a line that breaks twice on the way: three pieces, each on a connection of its own.
async function throughBadLine(page, gate, send) {
  gate.cutAfter(120_000, 120_000);
  await send();
  await stack.eventually('the line was cut twice', () => gate.cuts === 2);
}

async function plays(page, name) {
  await page.getByRole('button', { name: `Play video by ${name}` }).first().click();
  await page.waitForFunction(() => document.querySelector('video')?.currentTime > 0.5, undefined, { timeout: 30_000 });
}

test('two students exchange videos on their phones', () => stack.walk(async () => {
  const operator = await new Person(stack, stack.operatorEmail).signIn();
  const coordinator = new Person(stack, 'coordinator@university.example');
  await operator.post('/v1/roles:grant', { email: coordinator.email, role: 'ROLE_COORDINATOR', partnerId: SEED_PARTNER });
  await coordinator.signIn();
  const { courses } = await coordinator.get('/v1/courses');
  const course = courses.find((each) => each.title === 'Newcomers and Nationalism');
  const now = new Date(Date.now() - 60_000).toISOString();
  const run = await coordinator.post('/v1/runs', {
    run: {
      courseId: course.courseId, format: 'FORMAT_ASYNCHRONOUS', startTime: now, capacity: 50,
      prompts: course.modules.map((module, i) => ({ moduleId: module.moduleId, text: `Question ${i + 1}: where do you feel at home?`, openTime: now })),
    },
    open: true,
  });

  // Amal, in Beirut, records an answer.
  const amal = await phone(browser, { timezoneId: 'Asia/Beirut' });
  await amal.goto(amalsLine.url + '/');
  await accessible(amal, 'catalog');
  await amal.goto(`${amalsLine.url}/runs/${run.runId}`);
  await signIn(amal, amalsLine, 'amal@student.example', 'Amal', 'LB');
  await join(amal);
  await accessible(amal, 'run');
  await amal.getByRole('link', { name: /Question 1/ }).first().click();
  await amal.getByRole('button', { name: 'Record an answer' }).click();
  await amal.getByRole('button', { name: 'Start recording' }).click();
  await amal.getByText(/0:0[7-9]/).first().waitFor({ timeout: 30_000 });
  await amal.getByRole('button', { name: 'Stop recording' }).click();
  await accessible(amal, 'recorder');
  await throughBadLine(amal, amalsLine, () => amal.getByRole('button', { name: 'Send video' }).click());
  await amal.getByText('Published').first().waitFor({ timeout: 120_000 });
  await accessible(amal, 'prompt');

  // Ben, in Berlin, watches it and answers with a clip of his phone.
  const ben = await phone(browser);
  await ben.goto(`${bensLine.url}/runs/${run.runId}`);
  await signIn(ben, bensLine, 'ben@student.example', 'Ben', 'DE');
  await join(ben);
  await ben.getByRole('link', { name: /Question 1/ }).first().click();
  await ben.getByRole('link', { name: /Video by Amal/ }).click();
  await plays(ben, 'Amal');
  await accessible(ben, 'video');
  await ben.getByRole('button', { name: 'Answer by video' }).click();
  await ben.locator('input[type=file]').setInputFiles(phoneClip(stack.scratch));
  await throughBadLine(ben, bensLine, () => ben.getByRole('button', { name: 'Send video' }).click());

  // Amal is told without touching her phone, and by one mail; its link opens the reply, which plays.
  await amal.getByText('Somebody answered your video.').first().waitFor({ timeout: 120_000 });
  const mail = await stack.inbox.next('amal@student.example', 0, /\/videos\//);
  await amal.goto(amalsLine.through(linkIn(mail, /\/videos\//)));
  await amal.getByText('Ben').first().waitFor();
  await plays(amal, 'Ben');
  await stack.eventually('a sign-in link, a mail of the seat and one of the reply', async () => (await stack.inbox.count('amal@student.example')) === 3);
  assert.deepEqual([...amal.problems, ...ben.problems], [], 'no script failed');
}, photograph));
