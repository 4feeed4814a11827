// The words beside the picture: deals with their sentences. Everything is set as text, since it
// comes from web pages.

function make(tag, text, ...children) {
  const element = document.createElement(tag);
  if (text) element.textContent = text;
  element.append(...children);
  return element;
}

function button(text, act) {
  const element = make('button', text);
  element.type = 'button';
  element.addEventListener('click', act);
  return element;
}

function sourceOf({ title, url }) {
  const label = title || url;
  if (!/^https?:\/\//.test(url)) return make('span', label);
  const link = make('a', label);
  link.href = url;
  link.rel = 'noopener noreferrer';
  return link;
}

function dealItem(deal) {
  const about = [deal.type, deal.amount, deal.status, deal.date].filter(Boolean).join(', ');
  const item = make(
    'li',
    '',
    make('b', `${deal.payer} → ${deal.payee}`),
    `: ${about} `,
    make('span', `(deal ${deal.id})`),
  );
  if (deal.sentence) item.append(make('blockquote', deal.sentence));
  item.append(make('div', '', sourceOf(deal)));
  return item;
}

function showPanel(panel, heading, note, deals, others = []) {
  panel.replaceChildren(make('h3', heading));
  if (note) panel.append(make('p', note));
  if (others.length) panel.append(make('p', '', ...others));
  panel.append(make('ol', '', ...deals.map(dealItem)));
  panel.scrollTop = 0;
}
