// Debian's chromium without a network.
import assert from 'node:assert/strict';
import { pathToFileURL } from 'node:url';
import { chromium } from 'playwright-core';

export function launch() {
  return chromium.launch({
    executablePath: process.env.CHROMIUM || '/usr/bin/chromium',
    args: ['--no-sandbox', '--disable-gpu', '--disable-dev-shm-usage'],
  });
}

// Opens a report and runs `look` on the page, which must complain of nothing and ask for nothing.
// context: what browser.newContext() takes.
export async function onPage(browser, file, context, look) {
  const own = await browser.newContext({
    offline: true,
    viewport: { width: 1280, height: 900 },
    ...context,
  });
  own.setDefaultTimeout(10_000);
  const page = await own.newPage();
  const complaints = [];
  page.on('console', (message) => {
    if (['error', 'warning'].includes(message.type())) complaints.push(message.text());
  });
  page.on('pageerror', (error) => complaints.push(String(error)));
  page.on('request', (request) => {
    if (!/^(file|blob|data):/.test(request.url())) complaints.push(`asks for ${request.url()}`);
  });
  try {
    await page.goto(pathToFileURL(file).href);
    await look(page);
  } catch (error) {
    error.message += `\nThe page complains: ${JSON.stringify(complaints)}`;
    throw error;
  } finally {
    await own.close();
  }
  assert.deepEqual(complaints, []);
}

// The explorer, once it is drawn.
export async function openExplorer(page) {
  await page.click('nav a[href="#explorer"]');
  await page.waitForSelector('.explorer[data-ready]');
  return page.locator('.explorer');
}
