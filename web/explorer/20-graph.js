// The graph of the page's data, at the places that were computed when the page was written.

function readData() {
  const { nodes, edges, deals, cycles, left_out } = JSON.parse(
    document.getElementById('explorer-data').textContent,
  );
  return {
    leftOut: left_out,
    deals,
    nodes: nodes.map(([id, name, also, x, y, size]) => ({ id, name, also, x, y, size })),
    edges: edges.map(([payer, payee, size, amount, kind, told]) => ({
      payer,
      payee,
      size,
      amount,
      kind,
      told,
    })),
    cycles: cycles.map(([id, title, parties, legs, told]) => ({ id, title, parties, legs, told })),
  };
}

const nodeId = (index) => `n${index}`;
const edgeId = (index) => `e${index}`;

function elementsOf(data) {
  const nodes = data.nodes.map((node, index) => ({
    group: 'nodes',
    data: {
      id: nodeId(index),
      index,
      name: node.name,
      size: 8 + 4 * node.size,
      text: 13 + 1.3 * node.size,
    },
    position: { x: node.x, y: node.y },
  }));
  const pairs = new Set(data.edges.map(({ payer, payee }) => `${payer} ${payee}`));
  const edges = data.edges.map((edge, index) => ({
    group: 'edges',
    data: {
      id: edgeId(index),
      index,
      source: nodeId(edge.payer),
      target: nodeId(edge.payee),
      width: 1 + edge.size,
      amount: edge.amount,
    },
    classes: [edge.kind, pairs.has(`${edge.payee} ${edge.payer}`) ? 'mutual' : ''],
  }));
  return [...nodes, ...edges];
}

// Zoom and pan that show all the nodes. By their places alone: measuring 3,000 labels takes longer
// than drawing them.
function viewOf(cy, nodes, padding) {
  const closest = 1.1; // labels stay of a readable size, neither tiny nor huge
  const places = nodes.map((node) => node.position());
  const [left, top] = ['x', 'y'].map((axis) => Math.min(...places.map((place) => place[axis])));
  const [right, bottom] = ['x', 'y'].map((axis) => Math.max(...places.map((place) => place[axis])));
  const zoom = Math.min(
    closest,
    (cy.width() - 2 * padding) / Math.max(right - left, 1),
    (cy.height() - 2 * padding) / Math.max(bottom - top, 1),
  );
  return {
    zoom,
    pan: {
      x: cy.width() / 2 - (zoom * (left + right)) / 2,
      y: cy.height() / 2 - (zoom * (top + bottom)) / 2,
    },
  };
}

// Gives the nodes in view their names once these are large enough to read: most of the time it takes
// to draw a large graph is spent on measuring names that nobody sees.
function nameSeen(cy) {
  const { x1, y1, x2, y2 } = cy.extent();
  const isSeen = (node) => {
    const { x, y } = node.position();
    return (
      x >= x1 && x <= x2 && y >= y1 && y <= y2 && node.data('text') * cy.zoom() >= smallestText
    );
  };
  cy.nodes().not('.named').filter(isSeen).addClass('named');
}

function drawGraph(container, data) {
  const cy = cytoscape({
    container,
    elements: elementsOf(data),
    style: graphStyle(pageColours()),
    layout: { name: 'preset', fit: false },
    minZoom: 0.02,
    maxZoom: 1.6, // labels grow with the picture
    boxSelectionEnabled: false,
    autounselectify: true,
    pixelRatio: data.nodes.length > 1000 ? 1 : 'auto',
    textureOnViewport: data.nodes.length > 1000,
  });
  cy.viewport(viewOf(cy, cy.nodes(), 40));
  nameSeen(cy);
  let waiting;
  cy.on('viewport', () => {
    clearTimeout(waiting);
    waiting = setTimeout(() => nameSeen(cy), 60);
  });
  matchMedia('(prefers-color-scheme: dark)').addEventListener('change', () =>
    cy.style(graphStyle(pageColours())),
  );
  return cy;
}
