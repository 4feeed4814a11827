#include "cli/report_assets.h"

namespace dealgraph {

const char* const report_style = R"css(
:root { color-scheme: light dark; --ink: #1c1c1c; --paper: #fff; --soft: #f1f1ee; --line: #cfcfca;
  --payer: #ffe2a8; --payee: #bfe3ff; --amount: #d5f2c4; --link: #0b57a4 }
@media (prefers-color-scheme: dark) { :root { --ink: #e8e8e4; --paper: #17181a; --soft: #24262a;
  --line: #44474d; --payer: #6b4c00; --payee: #0d4a77; --amount: #2c5a17; --link: #8ec5ff } }
body { margin: 0 auto; max-width: 64rem; padding: 1rem; background: var(--paper); color: var(--ink);
  font: 1rem/1.5 system-ui, "Noto Sans CJK TC", sans-serif; overflow-wrap: anywhere }
a { color: var(--link) }
nav a { margin-right: 1.2rem }
article { border-top: 1px solid var(--line); padding: 1rem 0; break-inside: avoid }
svg { display: block; width: 100%; max-width: 45rem; height: auto; margin: 0 auto }
h3 { margin: 0 }
.new { background: var(--ink); color: var(--paper); border-radius: .2rem; padding: 0 .4rem;
  font-size: .8rem }
blockquote { margin: .2rem 0; padding: .3rem .8rem; background: var(--soft) }
mark { color: inherit; padding: 0 .1rem; text-decoration: underline }
mark.payer { background: var(--payer) } mark.payee { background: var(--payee);
  text-decoration-style: double } mark.amount { background: var(--amount);
  text-decoration-style: dotted }
.about { font-size: .9rem }
table { border-collapse: collapse; width: 100%; font-size: .9rem; overflow-wrap: break-word }
form label { white-space: nowrap; margin-right: .4rem }
th, td { border-bottom: 1px solid var(--line); padding: .25rem .4rem; text-align: left;
  vertical-align: top }
th button { all: unset; cursor: pointer; font-weight: bold }
th button:focus-visible { outline: 2px solid var(--link) }
td.number { text-align: right; white-space: nowrap }
.scroll { overflow-x: auto }
input, select, form button { font: inherit; padding: .2rem .4rem; max-width: 100% }
[hidden] { display: none }
pre { white-space: pre-wrap; background: var(--soft); padding: .5rem .8rem }
.problem { border-left: .3rem solid var(--link); padding-left: .8rem }
@media print { nav, .tools, .filters { display: none } body { max-width: none } }
)css";

const char* const report_script = R"js(
'use strict';
const tools = document.querySelector('.tools');
const table = document.getElementById('deal-table');
if (tools && table) {
  const body = table.tBodies[0];
  const rows = Array.from(body.rows, (row) => ({ row, text: row.textContent.toLowerCase() }));
  const words = tools.querySelector('input');
  const selects = Array.from(tools.querySelectorAll('select'));
  const count = tools.querySelector('output');
  const show = () => {
    const wanted = words.value.toLowerCase().split(/\s+/).filter(Boolean);
    let shown = 0;
    for (const { row, text } of rows) {
      const fits = wanted.every((word) => text.includes(word)) &&
        selects.every((box) => !box.value || row.dataset[box.name] === box.value);
      row.hidden = !fits;
      shown += fits;
    }
    count.textContent = `${shown} of ${rows.length}`;
  };
  for (const box of selects) {
    const values = new Set(rows.map(({ row }) => row.dataset[box.name]));
    for (const value of [...values].sort()) box.add(new Option(value, value));
    box.addEventListener('change', show);
  }
  words.addEventListener('input', show);
  tools.hidden = false;
  show();
}
for (const head of document.querySelectorAll('table.sortable th')) {
  const button = document.createElement('button');
  button.textContent = head.textContent;
  head.replaceChildren(button);
  button.addEventListener('click', () => {
    const up = head.getAttribute('aria-sort') !== 'ascending';
    for (const other of head.parentNode.cells) other.removeAttribute('aria-sort');
    head.setAttribute('aria-sort', up ? 'ascending' : 'descending');
    const key = (row) => row.cells[head.cellIndex].dataset.value ?? row.cells[head.cellIndex].textContent;
    const numeric = head.classList.contains('number');
    const compare = (a, b) => numeric ? Number(key(a)) - Number(key(b)) : key(a).localeCompare(key(b));
    const part = head.closest('table').tBodies[0];
    const sorted = Array.from(part.rows).sort((a, b) => up ? compare(a, b) : compare(b, a));
    part.append(...sorted);
  });
}
)js";

}  // namespace dealgraph
