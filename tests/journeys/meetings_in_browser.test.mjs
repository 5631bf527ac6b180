// An exchange with meetings as its people see it on their phones: the coordinator who prepares it, the facilitator they invite, a student; once
// synchronous, once blended. The others of the group are there by the API.
import { after, before, test } from 'node:test';
import assert from 'node:assert/strict';
import { accessible, agree, openChromium, phone, photograph, signInByMail } from './browser.mjs';
import { linkIn, Person } from './person.mjs';
import { Stack, SEED_PARTNER } from './stack.mjs';
import { settle } from './crowd.mjs';
import { inDays } from './run_setup.mjs';

let stack, browser;
before(async () => {
  stack = await Stack.up();
  browser = await openChromium();
});
after(async () => {
  await browser?.close();
  await stack?.down();
});

const EVERY_DAY = [1, 2, 3, 4, 5, 6, 7].map((weekday) => ({ weekday, startMinute: 9 * 60, endMinute: 21 * 60 }));
const COUNTRIES = [['TN', 'Africa/Tunis'], ['ES', 'Europe/Madrid'], ['LB', 'Asia/Beirut'], ['FR', 'Europe/Paris']];

function others() {
  return Array.from({ length: 7 }, (_, i) => {
    const [country, timeZone] = COUNTRIES[i % COUNTRIES.length];
    return Object.assign(new Person(stack, `student-${i + 1}@student.example`, { timeZone }), { country, languages: ['en'], availability: { windows: EVERY_DAY } });
  });
}

async function opened(page, path) {
  await page.goto(stack.web + path);
  await page.locator('h1').waitFor();
}

// Opens an exchange of a kind, and answers its id.
async function opensExchange(coordinator, format, course) {
  await opened(coordinator, '/coordinate');
  await coordinator.getByLabel('Course').selectOption({ label: course });
  await coordinator.getByLabel('Kind of exchange').selectOption(format);
  await coordinator.getByLabel('First day', { exact: true }).fill(inDays(2).slice(0, 10));
  await coordinator.getByLabel('Time zone of the exchange').selectOption('Europe/Berlin');
  await coordinator.getByLabel('English', { exact: true }).check();
  await accessible(coordinator, 'a new exchange');
  await coordinator.getByRole('button', { name: 'Create and open the exchange' }).click();
  await coordinator.waitForURL(/\/runs\/[0-9a-f-]{36}$/);
  return coordinator.url().split('/').at(-1);
}

// The coordinator asks Ada by mail, who takes the role on her own phone.
async function invitesFacilitator(coordinator, runId, ada) {
  await opened(coordinator, `/coordinate/runs/${runId}`);
  await coordinator.getByLabel('Their e-mail address').fill('ada@university.example');
  await coordinator.getByRole('button', { name: 'Send the invitation' }).click();
  await coordinator.getByText('Invited, not accepted yet').waitFor();
  const mail = await stack.inbox.next('ada@university.example', 0, /invitations\/accept/);
  await ada.goto(linkIn(mail, /invitations\/accept/));
  await ada.getByRole('main').getByRole('link', { name: 'Sign in' }).click();
  await signInByMail(ada, stack, 'ada@university.example', { name: 'Ada', country: 'DE' });
  await ada.getByRole('button', { name: 'Not now' }).click();
  await ada.getByRole('button', { name: 'Accept the invitation' }).click();
  await ada.getByText('Your role is now').waitFor();
  await opened(ada, '/availability');
  for (const hour of [17, 18, 19, 20]) for (const day of [1, 2, 3, 4, 5]) await ada.locator(`[data-cell="${day}-${hour}"]`).tap();
  await accessible(ada, 'availability');
  await ada.getByRole('button', { name: 'Save', exact: true }).click();
  await ada.getByText('Saved.').first().waitFor();
}

async function addsFacilitator(coordinator, runId) {
  await opened(coordinator, `/coordinate/runs/${runId}`);
  await coordinator.getByLabel('Facilitator', { exact: true }).selectOption({ label: 'Ada · ada@university.example' });
  await coordinator.getByRole('button', { name: 'Add the facilitator' }).click();
  await coordinator.getByText('0 of at most 2 groups').waitFor();
}

// Amal joins on her phone, and says once when she can.
async function joins(amal, runId, isNew) {
  await opened(amal, `/runs/${runId}`);
  if (isNew) {
    await amal.getByRole('link', { name: 'Sign in to join' }).click();
    await signInByMail(amal, stack, 'amal@student.example', { name: 'Amal', country: 'LB' });
    await agree(amal);
  }
  await amal.getByRole('button', { name: 'Join this exchange' }).click();
  await amal.getByText('You are in. Welcome!').first().waitFor();
  if (!isNew) return;
  await opened(amal, '/availability');
  for (const hour of [18, 19, 20, 21]) for (const day of [1, 2, 3, 4, 5]) await amal.locator(`[data-cell="${day}-${hour}"]`).tap();
  await amal.getByRole('button', { name: 'Save', exact: true }).click();
  await amal.getByText('Saved.').first().waitFor();
}

// Has the groups planned, looks at the plan, and makes them.
async function plansGroups(coordinator, runId) {
  await opened(coordinator, `/coordinate/runs/${runId}`);
  await stack.eventually('all eight are shown', async () => {
    await opened(coordinator, `/coordinate/runs/${runId}`);
    await coordinator.getByText('Has a place').first().waitFor();
    return (await coordinator.getByText('Has a place').count()) === 8;
  });
  await accessible(coordinator, 'an exchange');
  await coordinator.getByRole('button', { name: 'Plan the groups' }).click();
  await coordinator.getByText('8 of 8 participants have a seat.').waitFor({ timeout: 90_000 });
  await accessible(coordinator, 'a plan');
  await coordinator.getByRole('button', { name: 'Make these the groups' }).click();
  await coordinator.getByRole('status').getByText('Adopted').waitFor();
}

// Amal finds her group, its people by name, and its meetings; she is told where the first is as soon as Ada says so, and that another is called off.
async function meetsGroup(amal, ada, meetings) {
  for (const page of [amal, ada]) {
    await stack.eventually('the group is there', async () => {
      await opened(page, '/groups');
      await page.getByText('members').first().waitFor();
      return true;
    });
    await page.locator('a[href^="/groups/"]').first().click();
    await page.getByRole('heading', { name: '8 members' }).waitFor();
    const shown = page.getByRole('heading', { level: 3 }).filter({ has: page.locator('time') });
    await shown.first().waitFor();
    assert.equal(await shown.count(), meetings);
    await accessible(page, 'a group');
  }
  await amal.getByText('STUDENT-1', { exact: true }).waitFor();
  await amal.getByText('Ada', { exact: true }).waitFor();

  await ada.getByText('Change this meeting').first().click();
  await ada.getByLabel('Address of the meeting room').first().fill('https://rooms.example/dialogue');
  await ada.getByRole('button', { name: 'Save', exact: true }).first().click();
  await ada.getByRole('link', { name: 'Go to the meeting room' }).waitFor();
  await amal.reload();
  await amal.getByRole('link', { name: 'Go to the meeting room' }).waitFor();
  if (meetings === 1) return;
  await ada.getByText('Change this meeting').last().click();
  await ada.getByLabel('Why it is called off').last().fill('A holiday in Lebanon.');
  await ada.getByRole('button', { name: 'Call the meeting off' }).last().click();
  await ada.getByText('Called off', { exact: true }).first().waitFor();
  await amal.reload();
  await amal.getByText('A holiday in Lebanon.').waitFor();
}

test('a coordinator, a facilitator and a student go through exchanges with meetings on their phones', () => stack.walk(async () => {
  const operator = await new Person(stack, stack.operatorEmail).signIn();
  await operator.post('/v1/roles:grant', { email: 'clara@university.example', role: 'ROLE_COORDINATOR', partnerId: SEED_PARTNER });
  const [clara, ada, amal] = [await phone(browser), await phone(browser), await phone(browser, { timezoneId: 'Asia/Beirut' })];
  for (const page of [clara, ada]) page.on('dialog', (dialog) => dialog.accept());
  await opened(clara, '/sign-in');
  await signInByMail(clara, stack, 'clara@university.example', { name: 'Clara', country: 'DE' });
  await clara.getByRole('button', { name: 'Not now' }).click();
  await clara.getByRole('link', { name: 'Home' }).waitFor();

  const students = others();
  for (let i = 0; i < students.length; i += 4) await Promise.all(students.slice(i, i + 4).map(settle));
  const exchanges = [
    { format: 'FORMAT_SYNCHRONOUS', course: 'Introduction to Dialogue Facilitation', meetings: 5 },
    { format: 'FORMAT_BLENDED', course: 'Newcomers and Nationalism', meetings: 1 },
  ];
  const runIds = [];
  for (const [i, { format, course, meetings }] of exchanges.entries()) {
    const runId = await opensExchange(clara, format, course);
    if (i === 0) await invitesFacilitator(clara, runId, ada);
    await addsFacilitator(clara, runId);
    for (const student of students) await student.post(`/v1/runs/${runId}/enrolments`);
    await joins(amal, runId, i === 0);
    await plansGroups(clara, runId);
    await meetsGroup(amal, ada, meetings);
    runIds.push(runId);
  }
  // Weeks later, when the sessions on the phones have ended, both are over.
  for (const runId of runIds) {
    const { endTime } = await operator.get(`/v1/runs/${runId}`);
    if (Date.parse(endTime) > stack.now()) await stack.pass({ hours: (Date.parse(endTime) - stack.now()) / 3600_000 + 1 });
    await stack.eventually('the exchange has ended', async () => (await operator.get(`/v1/runs/${runId}`)).state === 'STATE_FINISHED');
  }
  assert.deepEqual([...clara.problems, ...ada.problems, ...amal.problems], [], 'no script failed');
}, photograph));
