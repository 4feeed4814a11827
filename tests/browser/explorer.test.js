// The explorer in the report of the sample newsroom (REPORT), of articles that attack their reader
// (HOSTILE_REPORT) and of 3,000 parties (BIG_REPORT).
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { after, before, test } from 'node:test';
import { launch, onPage, openExplorer } from './browser.js';

let browser;
before(async () => {
  browser = await launch();
});
after(() => browser.close());

function onExplorer(name, look, context) {
  test(name, () =>
    onPage(browser, process.env.REPORT, context, async (page) =>
      look(page, await openExplorer(page)),
    ),
  );
}

// The graph lives in a canvas: what it shows is what the saved SVG has.
async function savedSvg(page) {
  const [download] = await Promise.all([
    page.waitForEvent('download'),
    page.click('[data-do=svg]'),
  ]);
  return readFileSync(await download.path(), 'utf8');
}
const countOf = (text, pattern) => (text.match(pattern) || []).length;
const panel = (page) => page.locator('#explorer-panel');
const ringTitle = 'Nvidia → OpenAI → Oracle → Nvidia';

onExplorer('shows all parties, and saves what is seen as SVG and PNG', async (page) => {
  const [, parties] = (await panel(page).innerText()).match(/(\d+) parties/);
  await page.waitForTimeout(400); // the picture comes to rest
  const svg = await savedSvg(page);
  assert.equal(countOf(svg, /<circle/g), Number(parties));
  assert.match(svg, /<polygon/);
  assert.equal(
    await page.evaluate(
      (text) =>
        new DOMParser().parseFromString(text, 'image/svg+xml').querySelectorAll('parsererror')
          .length,
      svg,
    ),
    0,
  );
  const [download] = await Promise.all([
    page.waitForEvent('download'),
    page.click('[data-do=png]'),
  ]);
  assert.equal(
    readFileSync(await download.path())
      .subarray(1, 4)
      .toString(),
    'PNG',
  );
});

onExplorer(
  'lays a chosen circular deal out as a ring and fades the rest',
  async (page, explorer) => {
    await explorer.locator('select').selectOption({ label: ringTitle });
    assert.equal(await panel(page).locator('h3').innerText(), ringTitle);
    assert.equal(await panel(page).locator('blockquote').count(), 3);
    await page.waitForTimeout(400);
    const svg = await savedSvg(page);
    const clear = [...svg.matchAll(/<g><circle cx="([\d.-]+)" cy="([\d.-]+)"/g)].map(([, x, y]) => [
      Number(x),
      Number(y),
    ]);
    assert.equal(clear.length, 3);
    // A ring of three: each as far from the other two.
    const sides = clear.map(([x, y], i) =>
      Math.hypot(x - clear[(i + 1) % 3][0], y - clear[(i + 1) % 3][1]),
    );
    assert.ok(Math.max(...sides) - Math.min(...sides) < 2, String(sides));
    assert.equal(countOf(svg, />[^<]*USD [^<]*<\/text>/g), 3);
  },
);

onExplorer('finds a party by its Chinese name and shows its deals', async (page, explorer) => {
  await explorer.locator('input').fill('甲骨文');
  assert.deepEqual(await page.locator('#explorer-found button').allInnerTexts(), ['Oracle']);
  await page.keyboard.press('Enter');
  assert.equal(await panel(page).locator('h3').innerText(), 'Oracle');
  assert.match(await panel(page).innerText(), /甲骨文同意斥资约400亿美元采购英伟达芯片/);
  await page.keyboard.press('Escape');
  assert.match(await panel(page).innerText(), /parties/);
});

onExplorer('shows the sentence behind an arrow that is clicked', async (page, explorer) => {
  await explorer.locator('select').selectOption({ label: ringTitle });
  await page.waitForTimeout(400);
  const svg = await savedSvg(page);
  const [x1, y1, x2, y2] = svg
    .match(/<g><path d="M([\d.-]+) ([\d.-]+)L([\d.-]+) ([\d.-]+)"/)
    .slice(1)
    .map(Number);
  const box = await page.locator('#explorer-graph').boundingBox();
  await page.mouse.click(box.x + (x1 + x2) / 2, box.y + (y1 + y2) / 2);
  await page.waitForFunction(() =>
    / → [^→]*$/.test(document.querySelector('#explorer-panel h3').textContent),
  );
  assert.ok((await panel(page).locator('blockquote').count()) > 0);
});

onExplorer('is worked by keys alone', async (page) => {
  await page.locator('#explorer-graph').focus();
  await page.keyboard.press('n');
  assert.equal(await panel(page).locator('h3').innerText(), ringTitle);
  await page.keyboard.press('p');
  assert.notEqual(await panel(page).locator('h3').innerText(), ringTitle);
  await page.keyboard.press('0');
  await page.waitForTimeout(400);
  const before = await savedSvg(page);
  await page.locator('#explorer-graph').focus();
  await page.keyboard.press('+');
  await page.keyboard.press('ArrowLeft');
  assert.notEqual(await savedSvg(page), before);
  await page.locator('#explorer-graph').focus();
  await page.keyboard.press('/');
  assert.equal(await page.evaluate(() => document.activeElement.type), 'search');
});

onExplorer('opens at a circular deal of the list', async (page) => {
  await page.locator('article .to-explorer').nth(1).click();
  assert.equal(
    `${await panel(page).locator('h3').innerText()} new`,
    await page.locator('article h3').nth(1).innerText(),
  );
});

onExplorer(
  'is dark where the page is',
  async (page) => {
    const svg = await savedSvg(page);
    assert.match(svg, /<rect [^>]*fill="#17181a"/);
    await page.emulateMedia({ colorScheme: 'light' });
    assert.match(await savedSvg(page), /<rect [^>]*fill="#fff"/);
  },
  { colorScheme: 'dark' },
);

test('shows what articles hold as text', () =>
  onPage(browser, process.env.HOSTILE_REPORT, {}, async (page) => {
    page.on('dialog', (dialog) => {
      throw new Error(dialog.message());
    });
    const explorer = await openExplorer(page);
    await explorer.locator('input').fill('nvidia');
    await page.keyboard.press('Enter');
    assert.match(await panel(page).innerText(), /<img src=x onerror=alert\(4\)>/);
    assert.match(await panel(page).innerText(), /<script>alert\(3\)<\/script>/);
    assert.equal(await page.locator('img, iframe, a[href^="javascript:"]').count(), 0);
    assert.doesNotMatch(await savedSvg(page), /<(img|iframe|script)/);
  }));

// From the explorer's first step until a frame with it has been drawn, in milliseconds.
const timeToDraw = (page) =>
  page.evaluate(
    () =>
      new Promise((done) =>
        requestAnimationFrame(() =>
          requestAnimationFrame(() =>
            done(performance.now() - performance.getEntriesByName('explorer')[0].startTime),
          ),
        ),
      ),
  );

test('draws 3,000 parties within three seconds', async (t) => {
  let best = Infinity;
  // The fastest of three counts: others may use the machine, too.
  for (let attempt = 0; attempt < 3 && best > 3000; ++attempt)
    await onPage(browser, process.env.BIG_REPORT, {}, async (page) => {
      await openExplorer(page);
      best = Math.min(best, Math.round(await timeToDraw(page)));
      const [, parties] = (await panel(page).innerText()).match(/(\d+) parties/);
      assert.ok(Number(parties) >= 2900, `${parties} parties`);
    });
  t.diagnostic(`${best} ms`);
  assert.ok(best < 3000, `${best} ms`);
});
