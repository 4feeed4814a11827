// Ties the parts together, once the reader comes near: a page that is only read needs no graph.

class Explorer {
  constructor(root) {
    this.data = readData();
    this.panel = root.querySelector('#explorer-panel');
    this.find = root.querySelector('input');
    this.found = root.querySelector('#explorer-found');
    this.select = root.querySelector('select');
    this.container = root.querySelector('#explorer-graph');
    this.cy = drawGraph(this.container, this.data);
    this.focus = new Focus(this.cy);
    this.data.deals = this.data.deals.map(
      ([id, payer, payee, type, amount, status, date, sentence, title, url]) => ({
        id,
        payer: this.data.nodes[payer].name,
        payee: this.data.nodes[payee].name,
        type,
        amount,
        status,
        date,
        sentence,
        title,
        url,
      }),
    );
    this.data.cycles.forEach((cycle, index) => this.select.add(new Option(cycle.title, index)));
    this.listen(root);
    this.showAll(false);
  }

  listen(root) {
    this.cy.on('tap', 'node', (event) => this.showParty(event.target.data('index')));
    this.cy.on('tap', 'edge', (event) => this.showEdge(event.target.data('index')));
    this.cy.on('tap', (event) => {
      if (event.target === this.cy) this.showAll(false);
    });
    this.select.addEventListener('change', () =>
      this.select.value === '' ? this.showAll() : this.showCycle(Number(this.select.value)),
    );
    this.find.addEventListener('input', () => this.listFound());
    this.find.addEventListener('keydown', (event) => {
      if (event.key === 'Enter') this.found.querySelector('button')?.click();
    });
    this.container.addEventListener('keydown', (event) => this.onKey(event));
    root.addEventListener('keydown', (event) => {
      if (event.key === 'Escape') this.showAll();
    });
    for (const act of root.querySelectorAll('[data-do]'))
      act.addEventListener('click', () =>
        act.dataset.do === 'all' ? this.showAll() : savePicture(this.cy, act.dataset.do),
      );
  }

  onKey(event) {
    if (event.ctrlKey || event.altKey || event.metaKey) return;
    const centre = { x: this.cy.width() / 2, y: this.cy.height() / 2 };
    const zoom = (factor) =>
      this.cy.zoom({ level: this.cy.zoom() * factor, renderedPosition: centre });
    const acts = {
      ArrowLeft: () => this.cy.panBy({ x: 60, y: 0 }),
      ArrowRight: () => this.cy.panBy({ x: -60, y: 0 }),
      ArrowUp: () => this.cy.panBy({ x: 0, y: 60 }),
      ArrowDown: () => this.cy.panBy({ x: 0, y: -60 }),
      '+': () => zoom(1.3),
      '=': () => zoom(1.3),
      '-': () => zoom(1 / 1.3),
      0: () => this.showAll(),
      n: () => this.step(1),
      p: () => this.step(-1),
      '/': () => this.find.focus(),
    };
    const act = acts[event.key.length === 1 ? event.key.toLowerCase() : event.key];
    if (!act) return;
    event.preventDefault();
    act();
  }

  step(by) {
    const count = this.data.cycles.length;
    if (!count) return;
    const now = this.select.value === '' ? (by > 0 ? -1 : 0) : Number(this.select.value);
    this.showCycle((now + by + count) % count);
  }

  showAll(move = true) {
    this.select.value = '';
    this.find.value = '';
    this.found.replaceChildren();
    this.focus.clear();
    if (move) this.focus.look(this.cy.nodes(), 40);
    const { nodes, deals, leftOut } = this.data;
    showPanel(
      this.panel,
      'All deals',
      `${nodes.length} parties, ${deals.length} deals.` +
        (leftOut ? ` ${leftOut} parties of the smallest deals are left out.` : ''),
      [],
    );
  }

  showParty(index) {
    const node = this.cy.getElementById(nodeId(index));
    const { name, also } = this.data.nodes[index];
    this.select.value = '';
    this.focus.party(node);
    this.focus.look(node.closedNeighborhood('node').union(node), 70);
    const told = this.data.edges
      .filter((edge) => edge.payer === index || edge.payee === index)
      .flatMap((edge) => edge.told);
    const others = node
      .neighborhood('node')
      .map((other) => button(other.data('name'), () => this.showParty(other.data('index'))));
    showPanel(
      this.panel,
      name,
      also,
      told.map((deal) => this.data.deals[deal]),
      others,
    );
  }

  showEdge(index) {
    const { payer, payee, told } = this.data.edges[index];
    const ends = [payer, payee].map((party) =>
      button(this.data.nodes[party].name, () => this.showParty(party)),
    );
    this.select.value = '';
    this.focus.edge(this.cy.getElementById(edgeId(index)));
    showPanel(
      this.panel,
      `${this.data.nodes[payer].name} → ${this.data.nodes[payee].name}`,
      '',
      told.map((deal) => this.data.deals[deal]),
      ends,
    );
  }

  showCycle(index) {
    const { title, parties, legs, told } = this.data.cycles[index];
    this.select.value = String(index);
    this.focus.ring(
      parties.map((party) => this.cy.getElementById(nodeId(party))),
      legs.map((leg) => this.cy.getElementById(edgeId(leg))),
    );
    showPanel(
      this.panel,
      title,
      '',
      told.map((deal) => this.data.deals[deal]),
    );
  }

  listFound() {
    const wanted = this.find.value.trim().toLowerCase();
    const fits = ({ name, also }) => `${name}\n${also}`.toLowerCase().includes(wanted);
    const hits = wanted
      ? this.data.nodes.map((node, index) => [node, index]).filter(([node]) => fits(node))
      : [];
    this.found.replaceChildren(
      ...hits.slice(0, 12).map(([node, index]) =>
        make(
          'li',
          '',
          button(node.name, () => this.showParty(index)),
        ),
      ),
    );
    if (hits.length > 12) this.found.append(make('li', `and ${hits.length - 12} more`));
    if (wanted && !hits.length) this.found.append(make('li', 'No such party.'));
    if (!wanted) return this.focus.clear();
    const found = this.cy.collection(
      hits.map(([, index]) => this.cy.getElementById(nodeId(index))),
    );
    this.focus.keep(found, found);
  }
}

const explorerRoot = document.querySelector('.explorer');
let explorer;
function openExplorer() {
  if (!explorer) performance.mark('explorer');
  explorer ??= new Explorer(explorerRoot);
  explorerRoot.dataset.ready = 'yes';
  return explorer;
}
document.querySelector('.explorer-missing').hidden = true;
explorerRoot.hidden = false;
new IntersectionObserver(
  (entries, observer) => {
    if (!entries.some((entry) => entry.isIntersecting)) return;
    observer.disconnect();
    openExplorer();
  },
  { rootMargin: '200px' },
).observe(explorerRoot);

// From a circular deal of the list to its ring in the picture.
for (const article of document.querySelectorAll('article[id^="cycle-"]')) {
  const id = Number(article.id.slice('cycle-'.length));
  const show = button('Show in the explorer', () => {
    const opened = openExplorer();
    const index = opened.data.cycles.findIndex((cycle) => cycle.id === id);
    document.getElementById('explorer').scrollIntoView();
    if (index >= 0) opened.showCycle(index);
    opened.container.focus({ preventScroll: true });
  });
  show.className = 'to-explorer';
  article.querySelector('h3').after(show);
}
