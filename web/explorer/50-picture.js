// What is seen, as a file. SVG is written by hand: the graph is drawn on a canvas.

const escapeXml = (text) => text.replace(/[&<>"']/g, (c) => `&#${c.charCodeAt(0)};`);
const short = (number) => Number(number.toFixed(1));

function opacityOf(element) {
  return element.hasClass('faded') ? ` opacity="${faint}"` : '';
}

function isSeen(element, width, height) {
  const box = element.renderedBoundingBox();
  return box.x2 >= 0 && box.y2 >= 0 && box.x1 <= width && box.y1 <= height;
}

function labelOf(element, text, x, y, zoom, colours) {
  const size = element.numericStyle('font-size') * zoom;
  if (!text || element.hasClass('faded') || (size < smallestText && !element.hasClass('chosen')))
    return '';
  return (
    `<text x="${short(x)}" y="${short(y)}" font-size="${short(size)}" fill="${colours.ink}" ` +
    `stroke="${colours.paper}" stroke-width="3" paint-order="stroke" text-anchor="middle">` +
    `${escapeXml(text)}</text>`
  );
}

function arrowHead(from, to, size, colour) {
  const length = Math.hypot(to.x - from.x, to.y - from.y) || 1;
  const [ux, uy] = [(to.x - from.x) / length, (to.y - from.y) / length];
  const corner = (side) =>
    `${short(to.x - size * ux - (side * size * uy) / 2)},${short(to.y - size * uy + (side * size * ux) / 2)}`;
  return `<polygon points="${short(to.x)},${short(to.y)} ${corner(1)} ${corner(-1)}" fill="${colour}"/>`;
}

function edgeSvg(edge, zoom, colours) {
  const from = edge.renderedSourceEndpoint();
  const to = edge.renderedTargetEndpoint();
  const bend = edge.controlPoints() && edge.renderedControlPoints()[0]; // none where it is straight
  const colour = edge.hasClass('chosen') ? colours.accent : colours.ink;
  const width = Math.max(edge.numericStyle('width') * zoom, 0.3);
  const dashes = edge.hasClass('unknown')
    ? ' stroke-dasharray="6 4"'
    : edge.hasClass('partnership')
      ? ' stroke-dasharray="2 3"'
      : '';
  const path =
    `M${short(from.x)} ${short(from.y)}` +
    (bend ? `Q${short(bend.x)} ${short(bend.y)} ` : 'L') +
    `${short(to.x)} ${short(to.y)}`;
  const middle = edge.renderedMidpoint();
  return (
    `<g${opacityOf(edge)}><path d="${path}" fill="none" stroke="${colour}" ` +
    `stroke-opacity="${edge.hasClass('chosen') ? 1 : 0.45}" stroke-width="${short(width)}"${dashes}/>` +
    (edge.hasClass('partnership')
      ? ''
      : arrowHead(bend || from, to, (4 + 2 * edge.numericStyle('width')) * zoom, colour)) +
    (edge.hasClass('chosen')
      ? labelOf(edge, edge.data('amount'), middle.x, middle.y, zoom, colours)
      : '') +
    '</g>'
  );
}

function nodeSvg(node, zoom, colours) {
  const { x, y } = node.renderedPosition();
  const radius = (node.numericStyle('width') * zoom) / 2;
  const border = node.hasClass('chosen')
    ? ` stroke="${colours.accent}" stroke-width="${short(3 * zoom)}"`
    : '';
  const text = y + radius + (3 + node.numericStyle('font-size')) * zoom;
  return (
    `<g${opacityOf(node)}><circle cx="${short(x)}" cy="${short(y)}" r="${short(radius)}" ` +
    `fill="${colours.ink}"${border}/>${labelOf(node, node.data('name'), x, text, zoom, colours)}</g>`
  );
}

function svgOfView(cy) {
  const colours = pageColours();
  const [width, height, zoom] = [cy.width(), cy.height(), cy.zoom()];
  const seen = (elements) => elements.filter((element) => isSeen(element, width, height));
  return (
    `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}" ` +
    `viewBox="0 0 ${width} ${height}" font-family="sans-serif">` +
    `<rect width="100%" height="100%" fill="${colours.paper}"/>` +
    seen(cy.edges())
      .map((edge) => edgeSvg(edge, zoom, colours))
      .join('') +
    seen(cy.nodes())
      .map((node) => nodeSvg(node, zoom, colours))
      .join('') +
    '</svg>\n'
  );
}

function save(name, blob) {
  const link = document.createElement('a');
  link.href = URL.createObjectURL(blob);
  link.download = name;
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), 60_000);
}

function savePicture(cy, form) {
  if (form === 'svg')
    return save('deals.svg', new Blob([svgOfView(cy)], { type: 'image/svg+xml' }));
  cy.png({ output: 'blob-promise', full: false, scale: 2, bg: pageColours().paper }).then((blob) =>
    save('deals.png', blob),
  );
}
