// What is chosen: a party, an arrow, or a circular deal, which is laid out anew as a ring. All else
// fades and stays where it is.

class Focus {
  constructor(cy) {
    this.cy = cy;
    this.moved = []; // nodes that are not at home, with their home
  }

  clear() {
    this.goHome();
    this.cy.batch(() => this.cy.elements().removeClass('faded chosen'));
  }

  party(node) {
    this.goHome();
    this.keep(node.closedNeighborhood(), node);
  }

  edge(edge) {
    this.goHome();
    this.keep(edge.union(edge.connectedNodes()), edge);
  }

  ring(nodes, legs) {
    this.goHome();
    const ring = this.cy.collection(nodes);
    this.keep(ring.union(this.cy.collection(legs)), ring.union(this.cy.collection(legs)));
    const box = ring.boundingBox({ includeLabels: false });
    const radius = 70 + 35 * nodes.length;
    nodes.forEach((node, index) => {
      const angle = (2 * Math.PI * index) / nodes.length;
      this.moved.push([node, { ...node.position() }]);
      node.position({
        x: (box.x1 + box.x2) / 2 + radius * Math.sin(angle),
        y: (box.y1 + box.y2) / 2 - radius * Math.cos(angle),
      });
    });
    this.look(ring, 90);
  }

  look(nodes, padding) {
    const still = matchMedia('(prefers-reduced-motion: reduce)').matches;
    const view = viewOf(this.cy, nodes, padding);
    this.cy.stop();
    if (still) this.cy.viewport(view);
    else this.cy.animate({ ...view, duration: 250 });
  }

  keep(kept, chosen) {
    this.cy.batch(() => {
      this.cy.elements().addClass('faded').removeClass('chosen');
      kept.removeClass('faded');
      chosen.addClass('chosen');
    });
  }

  goHome() {
    this.cy.batch(() => this.moved.forEach(([node, home]) => node.position(home)));
    this.moved = [];
  }
}
