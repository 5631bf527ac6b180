// A phone of 360 px that visits the web app as it was built (web/dist), with the API's answers given by the test.
import { after, afterEach, before } from 'node:test';
import assert from 'node:assert/strict';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { accessible, openChromium } from '../journeys/browser.mjs';

const web = fileURLToPath(new URL('../../web', import.meta.url));
let server, browser, base;
const open = [];
const phone = { viewport: { width: 360, height: 740 }, isMobile: true, hasTouch: true };

before(async () => {
  const { preview } = await import(pathToFileURL(`${web}/node_modules/vite/dist/node/index.js`).href);
  server = await preview({ root: web, logLevel: 'error', preview: { port: 0, host: '127.0.0.1' } });
  base = `http://127.0.0.1:${server.httpServer.address().port}`;
  browser = await openChromium();
});
afterEach(async () => {
  for (const context of open.splice(0)) await context.close();
});
after(async () => {
  await browser?.close();
  await server?.close();
});

// Opens a path in a language; `answers` null for a visitor without a session. `at`: another server of the app than the one here; `device`: none but a phone.
export async function visit(path, answers, { language = 'en', signedIn = true, at = base, device = phone } = {}) {
  const context = await browser.newContext({ ...device, locale: language, timezoneId: 'Asia/Beirut', reducedMotion: 'reduce' });
  open.push(context);
  await context.addInitScript(
    ([chosen, signed]) => {
      localStorage.setItem('parley.language', chosen);
      if (signed) localStorage.setItem('parley.signed_in', '1');
    },
    [language, signedIn],
  );
  const page = await context.newPage();
  page.problems = [];
  page.on('pageerror', (error) => page.problems.push(String(error)));
  page.on('console', (message) => /Content Security Policy/.test(message.text()) && page.problems.push(message.text()));
  page.on('dialog', (dialog) => dialog.accept());
  await page.route((url) => url.pathname.startsWith('/v1/'), (route) => fulfil(route, answers, page));
  await page.goto(at + path);
  return page;
}

function fulfil(route, answers, page) {
  const request = route.request();
  const { pathname, searchParams } = new URL(request.url());
  if (pathname.endsWith('/events') || pathname.includes('/renditions/')) return route.abort();
  const requestId = request.headers()['idempotency-key'];
  const answer = answers.answer(request.method(), decodeURIComponent(pathname), request.postDataJSON(), Object.fromEntries(searchParams), requestId);
  if (answer === null) return route.abort('connectionreset');
  if (!answer) {
    page.problems.push(`nobody answers ${request.method()} ${pathname}`);
    return route.abort();
  }
  const contentType = answer.status < 400 ? 'application/json' : 'application/problem+json';
  return route.fulfill({ status: answer.status, contentType, body: JSON.stringify(answer.body) });
}

// Nothing that axe-core finds, nothing wider than the phone, no script that failed or was kept from what it wanted, and every call was one that the contracts have.
export async function sound(page, where) {
  await page.locator('[aria-busy=true]').first().waitFor({ state: 'detached' });
  await accessible(page, where);
  assert.ok(await page.evaluate(() => document.documentElement.scrollWidth <= innerWidth), `${where} is no wider than the phone`);
  assert.deepEqual(page.problems, [], where);
}
