// The developers' page as a gateway serves it, with its policy and its description of itself; the API's answers are given by the test.
import { after, before, test } from 'node:test';
import assert from 'node:assert/strict';
import { Answers } from './answers.mjs';
import { startGateway } from './gateway.mjs';
import { sound, visit } from './visit.mjs';

const desktop = { viewport: { width: 1280, height: 900 } };
const uuid = /^[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/;
let gateway;

before(async () => {
  gateway = await startGateway();
});
after(() => gateway?.stop());

// The page with what it asked of the API: { method, path, headers } as sent, cookies among them.
async function developers(options = {}) {
  const answers = new Answers();
  const page = await visit('/openapi.json', answers, { at: gateway.address, signedIn: false, ...options });
  page.calls = [];
  page.on('request', (request) => {
    const { pathname } = new URL(request.url());
    if (pathname.startsWith('/v1/')) page.calls.push({ method: request.method(), path: pathname, body: request.postDataJSON(), headers: request.allHeaders() });
  });
  await page.context().addCookies([{ name: 'parley_access', value: 'amals', url: gateway.address, httpOnly: true }]);
  await page.goto(`${gateway.address}/developers`);
  await page.getByRole('heading', { name: /catalog/ }).waitFor();
  return page;
}

// Opens an operation, whose area is closed on a phone, for calling.
async function open(page, area, name) {
  const call = page.getByRole('button', { name });
  if (!(await call.isVisible())) await page.getByRole('heading', { name: area }).getByRole('button').click();
  await call.click();
  const opened = page.locator('.opblock.is-open').filter({ has: call });
  await opened.getByRole('button', { name: 'Try it out' }).click();
  return opened;
}

async function execute(page, opened) {
  const before = page.calls.length;
  await opened.getByRole('button', { name: 'Execute' }).click();
  await opened.getByText('Server response').waitFor();
  while (page.calls.length === before) await page.waitForEvent('request');
  const { headers, ...call } = page.calls.at(-1);
  return { ...call, headers: await headers };
}

test('the page shows every operation that the gateway describes', async () => {
  const page = await developers({ device: desktop });
  assert.equal(await page.title(), 'Parley: the HTTP API');
  assert.equal(await page.locator('html').getAttribute('lang'), 'en');
  const { paths } = await (await fetch(`${gateway.address}/openapi.json`)).json();
  const described = Object.entries(paths).flatMap(([path, item]) => Object.keys(item).map((method) => `${method.toUpperCase()} ${path}`));
  const shown = await page.locator('.opblock').evaluateAll((blocks) =>
    blocks.map((block) => `${block.querySelector('.opblock-summary-method').textContent} ${block.querySelector('[data-path]').dataset.path}`));
  assert.ok(described.length > 100);
  assert.deepEqual(shown.sort(), described.sort());
  await sound(page, 'desktop');
  await page.getByRole('link', { name: 'Back to Parley' }).click();
  assert.equal(new URL(page.url()).pathname, '/');
});

for (const [name, device] of [['phone', undefined], ['desktop', desktop]]) {
  test(`a public call made on a ${name} shows its answer, and goes out as nobody's`, async () => {
    const page = await developers({ device });
    await page.getByText('You are not signed in').waitFor();
    const list = await open(page, /catalog/, 'GET /v1/courses List courses');
    const { headers } = await execute(page, list);
    await list.locator('.live-responses-table').getByText('Newcomers and Nationalism').waitFor();
    for (const each of ['authorization', 'parley-session', 'cookie', 'idempotency-key']) assert.equal(headers[each], undefined, each);
    await sound(page, 'called');
  });
}

test('whoever is signed in calls as themselves, with a fresh request id each time, until they choose not to', async () => {
  const page = await developers({ signedIn: true });
  const asMe = page.getByRole('checkbox', { name: 'Call as Amal (amal@student.example)' });
  assert.ok(await asMe.isChecked());
  assert.ok(!(await page.getByText('You are not signed in').isVisible()));
  const post = await open(page, /notifications/, 'POST /v1/users/me/notifications:markRead Mark notifications read');
  await sound(page, 'to be called');
  const first = await execute(page, post);
  assert.deepEqual([first.method, first.headers['parley-session'], first.headers.cookie], ['POST', 'cookie', 'parley_access=amals']);
  assert.match(first.headers['idempotency-key'], uuid);
  assert.ok(!('requestId' in first.body));
  const second = await execute(page, post);
  assert.match(second.headers['idempotency-key'], uuid);
  assert.notEqual(second.headers['idempotency-key'], first.headers['idempotency-key']);
  await post.getByPlaceholder('Idempotency-Key').fill('01900000-0000-7000-8000-00000000abcd');
  assert.equal((await execute(page, post)).headers['idempotency-key'], '01900000-0000-7000-8000-00000000abcd');
  await sound(page, 'called as Amal');
  await asMe.uncheck();
  const { headers } = await execute(page, post);
  assert.deepEqual([headers['parley-session'], headers.cookie], [undefined, undefined]);
});

test('a pasted token comes before the session', async () => {
  const page = await developers({ signedIn: true });
  await page.getByRole('checkbox').waitFor();
  await page.getByRole('button', { name: 'Authorize', exact: true }).click();
  await page.getByLabel('Value:').fill('a.partners.token');
  await sound(page, 'authorizing');
  await page.getByRole('button', { name: 'Apply credentials' }).click();
  await page.getByRole('button', { name: 'Close', exact: true }).click();
  const { headers } = await execute(page, await open(page, /notifications/, 'POST /v1/users/me/notifications:markRead Mark notifications read'));
  assert.deepEqual([headers.authorization, headers['parley-session'], headers.cookie], ['Bearer a.partners.token', undefined, undefined]);
});

test('a page whose description does not come says so', async () => {
  const page = await developers();
  await page.route('**/openapi.json', (route) => route.abort());
  await page.reload();
  await page.getByRole('alert').getByText('The description did not come.').waitFor();
  await sound(page, 'without a description');
});
