// The report of the sample newsroom as a reader sees it. REPORT: its file.
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { launch, onPage } from './browser.js';

let browser;
before(async () => {
  browser = await launch();
});
after(() => browser.close());

function onReport(name, look, context) {
  test(name, () => onPage(browser, process.env.REPORT, context, look));
}

const shownRows = (page) => page.locator('#deal-table tbody tr:visible');

onReport('lists the circular deals with rings and evidence', async (page) => {
  assert.equal(
    await page.locator('article h3').first().innerText(),
    'Nvidia → OpenAI → Oracle → Nvidia new',
  );
  const cycles = await page.locator('article').count();
  assert.ok(cycles >= 4, `${cycles} cycles`);
  assert.equal(await page.locator('article svg').count(), cycles);
  assert.equal(
    await page.locator('article').first().locator('blockquote mark.payer').first().innerText(),
    '輝達',
  );
});

onReport('filters deals by words and by type', async (page) => {
  const all = await shownRows(page).count();
  await page.fill('#deals input[type=search]', 'oracle');
  const some = await shownRows(page).count();
  assert.ok(some > 0 && some < all, `${some} of ${all}`);
  for (const text of await shownRows(page).allInnerTexts()) assert.match(text, /oracle|甲骨文/i);
  await page.selectOption('#deals select[name=type]', 'lease');
  for (const text of await shownRows(page).allInnerTexts()) assert.match(text, /lease/);
  await page.fill('#deals input[type=search]', 'no such words');
  assert.equal(await shownRows(page).count(), 0);
});

onReport('sorts tables, numbers as numbers', async (page) => {
  const sums = () =>
    page
      .locator('#deal-table td.number')
      .evaluateAll((cells) => cells.map((cell) => Number(cell.dataset.value)));
  const head = page.locator('#deal-table th', { hasText: 'USD' });
  await head.locator('button').click();
  const up = await sums();
  assert.deepEqual(
    up,
    [...up].sort((a, b) => a - b),
  );
  assert.equal(await head.getAttribute('aria-sort'), 'ascending');
  await page.keyboard.press('Enter');
  assert.deepEqual(
    await sums(),
    [...up].reverse().sort((a, b) => b - a),
  );
});

onReport(
  'is dark where the reader wants it dark',
  async (page) => {
    const channels = await page.evaluate(() =>
      getComputedStyle(document.body).backgroundColor.match(/\d+/g).map(Number),
    );
    assert.ok(Math.max(...channels) < 60, String(channels));
  },
  { colorScheme: 'dark' },
);

onReport(
  'is readable without script',
  async (page) => {
    assert.ok(await page.locator('article blockquote').first().isVisible());
    assert.ok((await shownRows(page).count()) > 10);
    assert.ok(await page.locator('.explorer-missing').isVisible());
    assert.ok(!(await page.locator('.explorer').isVisible()));
    assert.ok(!(await page.locator('#deals .tools').isVisible()));
  },
  { javaScriptEnabled: false },
);

onReport(
  'fits a narrow screen',
  async (page) => {
    const wide = await page.evaluate(() => document.documentElement.scrollWidth);
    assert.ok(wide <= 390, `${wide} pixels`);
  },
  { viewport: { width: 390, height: 800 } },
);
