// The same pages by @mozilla/readability on linkedom: node readability.mjs FOLDER [ROUNDS]
import { readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { Readability } from '@mozilla/readability';
import { parseHTML } from 'linkedom';

const [folder, rounds = '1'] = process.argv.slice(2);
const pages = readdirSync(folder, { recursive: true })
  .filter((name) => name.endsWith('.html'))
  .map((name) => readFileSync(join(folder, name), 'utf8'));
let found = 0;
const start = process.cpuUsage();
for (let round = 0; round < Number(rounds); ++round)
  for (const page of pages) {
    try {
      found += new Readability(parseHTML(page).document).parse() ? 1 : 0;
    } catch {
      // a page it cannot read counts as read without an article
    }
  }
const used = process.cpuUsage(start);
const seconds = (used.user + used.system) / 1e6;
const perSecond = Math.round((pages.length * Number(rounds)) / seconds);
const resident = Math.round(process.resourceUsage().maxRSS / 1024);
console.log(`readability: ${pages.length} pages, ${Math.round(found / Number(rounds))} with an article, ` +
  `${perSecond} pages/s, ${resident} MB resident`);
