// Every process that answers is restarted as an operator would, while people are at work: nobody notices.
import { after, before, test } from 'node:test';
import assert from 'node:assert/strict';
import { Person } from './person.mjs';
import { Regular } from './regular.mjs';
import { Stack, SEED_PARTNER } from './stack.mjs';

const NOBODYS = '01900000-0000-7000-8000-00000000dead';

let stack;
before(async () => {
  stack = await Stack.up();
});
after(() => stack?.down());

// What each service is asked, and what it answers to somebody without a role.
const asks = [
  { method: 'GET', path: '/v1/users/me' },
  { method: 'GET', path: '/v1/courses' },
  { method: 'GET', path: `/v1/videos/${NOBODYS}`, status: 404 },
  { method: 'GET', path: '/v1/users/me/notifications' },
  { method: 'GET', path: '/v1/users/me/groups' },
  { method: 'GET', path: '/v1/users/me/reports' },
  { method: 'GET', path: `/v1/partners/${SEED_PARTNER}`, status: 403 },
  { method: 'PATCH', path: '/v1/users/me', body: { displayName: 'Regular' } },
  { method: 'POST', path: '/v1/users/me/consents/KIND_VIDEO_PUBLICATION:give', body: {} },
  { method: 'PUT', path: '/v1/users/me/availability', body: { timeZone: 'Europe/Berlin', windows: [], exceptions: [] } },
];

const failuresOf = (regulars) => regulars.flatMap((regular) => regular.failures);

async function restartEverything(regulars) {
  const everybodyIsAnswered = async (when) => {
    const goals = regulars.map((regular) => regular.answered + asks.length);
    await stack.eventually(`everybody is answered ${when}`, () => regulars.every((regular, i) => regular.answered >= goals[i]) || failuresOf(regulars).length > 0);
    assert.deepEqual(failuresOf(regulars), [], `failed ${when}`);
  };
  await everybodyIsAnswered('before anything is restarted');
  for (const name of ['identity', 'partners', 'catalog', 'scheduling', 'exchange', 'moderation', 'notifications', 'gateway', 'gateway']) {
    const before = await stack.pid(name);
    await stack.supervisor('restart', name);
    assert.notEqual(await stack.pid(name), before, `${name} was restarted`);
    await everybodyIsAnswered(`after ${name} was restarted`);
  }
}

test('nobody notices that the gateway or a service is restarted', () => stack.walk(async () => {
  const people = [];
  for (let i = 0; i < 6; i++) people.push(await new Person(stack, `regular-${i}@student.example`).signIn());
  // Each begins with another ask.
  const regulars = people.map((person, i) => new Regular(stack.web, person.token, [...asks.slice(i), ...asks.slice(0, i)]));
  try {
    await restartEverything(regulars);
  } finally {
    await Promise.all(regulars.map((regular) => regular.stop()));
  }
  assert.deepEqual(failuresOf(regulars), []);
  const sum = (what) => regulars.reduce((all, regular) => all + regular[what], 0);
  console.log(`${sum('answered')} requests answered, ${sum('refused')} connections refused, slowest ${Math.max(...regulars.map((regular) => regular.slowest))} ms`);
}));
