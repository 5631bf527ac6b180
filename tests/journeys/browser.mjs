// Phones: Chromium at a phone's size, with a camera and microphone that are always there.
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { chromium } from 'playwright-core';

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
