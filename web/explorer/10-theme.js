// How the graph looks. Colours are those of the page's style sheet, so that a change of the colour
// scheme is seen in one place; nothing is told by colour alone.

const faint = 0.12; // of what is not chosen: it fades, so that one sees where it was
const smallestText = 7; // pixels on the screen; smaller labels are left out

function pageColours() {
  const style = getComputedStyle(document.documentElement);
  const colour = (name) => style.getPropertyValue(name).trim();
  return {
    ink: colour('--ink'),
    paper: colour('--paper'),
    accent: colour('--link'),
  };
}

function graphStyle(colours) {
  return [
    {
      selector: 'node',
      style: {
        width: 'data(size)',
        height: 'data(size)',
        'background-color': colours.ink,
        color: colours.ink,
        'font-size': 'data(text)',
        'min-zoomed-font-size': smallestText,
        'text-valign': 'bottom',
        'text-margin-y': 3,
        'text-outline-color': colours.paper,
        'text-outline-width': 2,
      },
    },
    { selector: 'node.named, node.chosen', style: { label: 'data(name)' } },
    {
      selector: 'edge',
      style: {
        width: 'data(width)',
        'line-color': colours.ink,
        'line-opacity': 0.45,
        'curve-style': 'straight',
        'target-arrow-shape': 'triangle',
        'target-arrow-color': colours.ink,
        'arrow-scale': 0.8,
        color: colours.ink,
        'font-size': 13,
        'min-zoomed-font-size': smallestText,
        'text-outline-color': colours.paper,
        'text-outline-width': 2,
      },
    },
    { selector: 'edge.mutual', style: { 'curve-style': 'bezier', 'control-point-step-size': 26 } },
    { selector: 'edge.unknown', style: { 'line-style': 'dashed' } },
    {
      selector: 'edge.partnership',
      style: { 'line-style': 'dotted', 'target-arrow-shape': 'none' },
    },
    { selector: '.faded', style: { opacity: faint, 'text-opacity': 0 } },
    {
      selector: 'node.chosen',
      style: {
        'border-width': 3,
        'border-color': colours.accent,
        'min-zoomed-font-size': 0,
        'z-index': 2,
      },
    },
    {
      selector: 'edge.chosen',
      style: {
        'line-opacity': 1,
        'line-color': colours.accent,
        'target-arrow-color': colours.accent,
        label: 'data(amount)',
        'z-index': 1,
      },
    },
  ];
}
