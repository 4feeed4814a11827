// Bundles Cytoscape.js into one script that defines the global `cytoscape`, with its licence in
// front. The same versions give the same bytes; tests/bundle holds the committed file to that.
// usage: node bundle.js FILE
import { readFileSync } from 'node:fs';
import { build } from 'esbuild';

const licence = readFileSync('node_modules/cytoscape/LICENSE', 'utf8').trim();
const { version } = JSON.parse(readFileSync('node_modules/cytoscape/package.json', 'utf8'));

await build({
  stdin: {
    contents: "import cytoscape from 'cytoscape'; globalThis.cytoscape = cytoscape;",
    resolveDir: '.',
  },
  outfile: process.argv[2],
  bundle: true,
  minify: true,
  format: 'iife',
  target: 'es2020',
  charset: 'ascii',
  legalComments: 'inline',
  banner: { js: `/* Cytoscape.js ${version}\n\n${licence}\n*/` },
});
