// Phones: Chromium at a phone's size, with a camera and microphone that are always there.
import assert from 'node:assert/strict';
import { mkdirSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { chromium } from 'playwright-core';
import { linkIn } from './person.mjs';

const axe = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');

export async function openChromium() {
  return chromium.launch({
    executablePath: process.env.PARLEY_CHROMIUM ?? '/usr/bin/chromium',
    args: [
      '--no-sandbox', '--disable-gpu', '--disable-quic', '--no-first-run', '--disable-background-networking', '--disable-component-update', '--disable-sync',
      '--use-fake-device-for-media-stream', '--use-fake-ui-for-media-stream', '--autoplay-policy=no-user-gesture-required',
    ],
  });
}

const open = [];

// What every phone shows now, for looking at when a journey failed.
export async function photograph(folder) {
  mkdirSync(folder, { recursive: true });
  for (const [i, page] of open.entries()) await page.screenshot({ path: join(folder, `phone-${i + 1}.png`), fullPage: true });
}

// A phone of its own: nothing is shared between two.
export async function phone(browser, { locale = 'en-GB', timezoneId = 'Europe/Berlin' } = {}) {
  const context = await browser.newContext({
    viewport: { width: 390, height: 844 }, deviceScaleFactor: 2, isMobile: true, hasTouch: true, locale, timezoneId,
    permissions: ['camera', 'microphone'],
    reducedMotion: 'reduce', // a page that is still fading in has no colours for axe-core to judge
  });
  const page = await context.newPage();
  open.push(page);
  page.problems = [];
  page.on('pageerror', (error) => page.problems.push(String(error)));
  return page;
}

// Nothing that axe-core finds is left on the page.
export async function accessible(page, where) {
  await page.evaluate(axe);
  const { violations } = await page.evaluate(() => globalThis.axe.run());
  assert.deepEqual(violations.map((each) => `${where}: ${each.id}: ${each.nodes.map((node) => node.html).join(' ')}`), []);
}

// From the page that asks for an address, by the link in a real mail, to what new people are asked about themselves. `through`: the address at which the
// phone opens a mail's link.
export async function signInByMail(page, stack, email, { name, country, through = (link) => link }) {
  const seen = await stack.inbox.count(email, /sign-in\/confirm/);
  await page.getByLabel('E-mail address').fill(email);
  await accessible(page, 'sign in');
  await page.getByRole('button', { name: 'Send me a link' }).click();
  await page.getByText('Look into your inbox').waitFor();
  const link = linkIn(await stack.inbox.next(email, seen, /sign-in\/confirm/), /sign-in\/confirm/);
  for (let scan = 0; scan < 2; scan++) assert.equal((await fetch(link)).status, 200); // a mail scanner opens it: nothing happens
  await page.goto(through(link));
  await page.getByRole('button', { name: 'Sign me in' }).waitFor();
  await accessible(page, 'confirm');
  await page.getByRole('button', { name: 'Sign me in' }).click();
  await page.getByLabel('Name shown to others').fill(name);
  await page.getByLabel('Country').selectOption(country);
  await accessible(page, 'welcome');
  await page.getByRole('button', { name: 'Continue' }).click();
}

// The consent that follows for those who will send videos.
export async function agree(page) {
  await page.getByLabel('My videos may be shown to the people of my groups').check();
  await page.getByRole('button', { name: 'I agree' }).click();
}
