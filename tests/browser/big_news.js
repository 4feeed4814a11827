// Prints an article, one JSON line, that tells some 4,500 invented deals between some 3,000 parties
// of the shipped list (dealgraph parties list --format jsonl on standard input).
import { readFileSync } from 'node:fs';

const names = readFileSync(0, 'utf8')
  .trim()
  .split('\n')
  .map((line) => JSON.parse(line))
  .filter(({ kind }) => !['government', 'person'].includes(kind))
  .map(({ name }) => name)
  .slice(0, 3600);

let random = 1;
const below = (n) => (random = (random * 1664525 + 1013904223) >>> 0) % n;
for (let article = 0; article < 30; ++article) {
  const sentences = [];
  for (let i = article; i < names.length; i += 30) {
    sentences.push(
      `${names[i]} agreed to invest $${1 + below(90)} billion in ${names[below(60)]}.`,
    );
    if (i % 2)
      sentences.push(
        `${names[below(60)]} agreed to invest $${1 + below(90)} billion in ${names[i]}.`,
      );
  }
  console.log(
    JSON.stringify({
      id: `big-${article}`,
      published: '2025-05-06',
      title: `Deals ${article}`,
      body: sentences.join('\n'),
    }),
  );
}
