// dealgraph serve in a browser. DEALGRAPH: the program, DATABASE: the sample newsroom's,
// HOSTILE_DATABASE: one of articles that attack their reader, QUESTIONS: saved questions.
import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { after, before, test } from 'node:test';
import { launch } from './browser.js';

let browser;
const servers = {};

// Starts a server on a free port; resolves to its address.
function serve(database) {
  const args = ['serve', '--port', '0', '--db', database, '--questions', process.env.QUESTIONS];
  const child = spawn(process.env.DEALGRAPH, args, { stdio: ['ignore', 'ignore', 'pipe'] });
  return new Promise((resolve, reject) => {
    let said = '';
    child.stderr.on('data', (data) => {
      said += data;
      const found = said.match(/http:\/\/127\.0\.0\.1:\d+/);
      if (found) resolve({ child, origin: found[0] });
    });
    child.on('exit', () => reject(new Error(said)));
  });
}

before(async () => {
  browser = await launch();
  servers.sample = await serve(process.env.DATABASE);
  servers.hostile = await serve(process.env.HOSTILE_DATABASE);
});
after(async () => {
  await browser.close();
  for (const { child } of Object.values(servers)) child.kill();
});

// Opens a page of a server and runs `look` on it; it may ask that server and nobody else.
function onView(name, server, path, look, context) {
  test(name, async () => {
    const { origin } = servers[server];
    const own = await browser.newContext({ viewport: { width: 1280, height: 900 }, ...context });
    own.setDefaultTimeout(10_000);
    const page = await own.newPage();
    const complaints = [];
    page.on('console', (message) => {
      if (['error', 'warning'].includes(message.type())) complaints.push(message.text());
    });
    page.on('pageerror', (error) => complaints.push(String(error)));
    page.on('dialog', (dialog) => complaints.push(dialog.message()));
    page.on('request', (request) => {
      if (!request.url().startsWith(`${origin}/`)) complaints.push(`asks for ${request.url()}`);
    });
    try {
      await page.goto(origin + path);
      await look(page, origin);
    } finally {
      await own.close();
    }
    // Browsers ask for an icon of their own accord.
    assert.deepEqual(
      complaints.filter((text) => !text.includes('404')),
      [],
    );
  });
}

onView('leads from the circles to the evidence', 'sample', '/', async (page) => {
  await page.locator('article a', { hasText: 'OpenAI' }).first().waitFor();
  await page.goto(page.url() + 'cycles');
  assert.ok((await page.locator('article svg').count()) >= 4);
  await page.locator('article a[href^="/deal/"]').first().click();
  await page.waitForURL(/\/deal\/\d+$/);
  assert.ok(await page.locator('blockquote mark.payer').first().isVisible());
  assert.ok(await page.locator('blockquote mark.payee').first().isVisible());
});

onView('filters deals by a form that is an address', 'sample', '/deals', async (page) => {
  const rows = () => page.locator('tbody tr').count();
  const all = await rows();
  await page.fill('form.filters [name=party]', '甲骨文');
  await page.locator('form.filters button').click();
  await page.waitForURL(/party=/);
  const some = await rows();
  assert.ok(some > 0 && some < all, `${some} of ${all}`);
  const address = page.url();
  await page.goto('about:blank');
  await page.goto(address);
  assert.equal(await rows(), some);
  assert.equal(await page.inputValue('form.filters [name=party]'), '甲骨文');
});

onView('sorts a table, numbers as numbers', 'sample', '/deals', async (page) => {
  const head = page.locator('th', { hasText: 'USD' });
  await head.locator('button').click();
  const column = await head.evaluate((cell) => cell.cellIndex);
  const values = await page
    .locator('tbody tr')
    .evaluateAll((rows, at) => rows.map((row) => Number(row.cells[at].dataset.value)), column);
  assert.deepEqual(
    values,
    [...values].sort((a, b) => a - b),
  );
});

onView('finds a party in any language', 'sample', '/parties?q=輝達', async (page) => {
  await page.locator('main a[href^="/party/"]').first().click();
  await page.waitForURL(/\/party\//);
  assert.match(await page.locator('h1').innerText(), /Nvidia/);
  assert.match(await page.locator('main').innerText(), /OpenAI/);
});

onView('answers a saved question', 'sample', '/questions', async (page) => {
  await page.locator('main a[href^="/question/"]').first().click();
  assert.match(await page.locator('tbody').innerText(), /Oracle/);
});

onView('gives the same as JSON', 'sample', '/cycles', async (page, origin) => {
  const shown = await page.locator('article').count();
  const answer = await page.request.get(`${origin}/cycles.json`);
  assert.equal((await answer.json()).length, shown);
});

for (const path of ['/', '/deals', '/parties', '/cycles'])
  onView(`keeps hostile text text: ${path}`, 'hostile', path, async (page) => {
    assert.equal(await page.locator('main script, main iframe, main img').count(), 0);
    const links = await page.locator('a').evaluateAll((all) => all.map((link) => link.protocol));
    for (const protocol of links) assert.match(protocol, /^https?:$/);
  });

onView(
  'is readable without script, in the dark and on a narrow screen',
  'sample',
  '/cycles',
  async (page) => {
    assert.ok(await page.locator('article blockquote').first().isVisible());
  },
  { javaScriptEnabled: false, colorScheme: 'dark', viewport: { width: 390, height: 800 } },
);

onView(
  'is dark where the reader wants it dark, and fits a narrow screen',
  'sample',
  '/deals',
  async (page) => {
    const channels = await page.evaluate(() =>
      getComputedStyle(document.body).backgroundColor.match(/\d+/g).map(Number),
    );
    assert.ok(Math.max(...channels) < 60, String(channels));
    assert.ok((await page.evaluate(() => document.documentElement.scrollWidth)) <= 390);
  },
  { colorScheme: 'dark', viewport: { width: 390, height: 800 } },
);
