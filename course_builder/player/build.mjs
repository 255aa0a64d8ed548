// Bundles the player: `node build.mjs OUTDIR` (default: dist). Writes core.js, one file per behaviour, search.js, the
// licences of what is bundled, and prints the sizes. The same sources give the same bytes.

import { mkdir, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { dirname, join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { gzipSync } from 'node:zlib';
import { build } from 'esbuild';

/** What the whole player may weigh, everything together, compressed. */
const BUDGET = 25_000;

const home = dirname(fileURLToPath(import.meta.url));
const out = resolve(process.argv[2] ?? join(home, 'dist'));

const behaviours = (await readdir(join(home, 'src/behaviours'))).filter((name) => name.endsWith('.ts')).sort();
const entries = {
  core: 'src/main.ts',
  search: 'src/search.ts',
  ...Object.fromEntries(behaviours.map((name) => [name.slice(0, -3), `src/behaviours/${name}`])),
};

await rm(out, { recursive: true, force: true });
await mkdir(join(out, 'licences'), { recursive: true });

const result = await build({
  absWorkingDir: home,
  entryPoints: Object.entries(entries).map(([name, path]) => ({ in: path, out: name })),
  outdir: out,
  bundle: true,
  format: 'iife',
  target: 'es2021',
  charset: 'utf8',
  minify: true,
  legalComments: 'external',
  metafile: true,
  logLevel: 'warning',
});

const packages = new Set();
for (const input of Object.keys(result.metafile.inputs)) {
  const found = /^node_modules\/((?:@[^/]+\/)?[^/]+)\//.exec(input);
  if (found) packages.add(found[1]);
}
for (const name of [...packages].sort()) {
  const folder = join(home, 'node_modules', name);
  const file = (await readdir(folder)).find((one) => /^licen[cs]e/i.test(one));
  if (!file) throw new Error(`${name} is bundled but has no licence file`);
  await writeFile(join(out, 'licences', `${name.replace('/', '__')}.txt`), await readFile(join(folder, file)));
}

const sizes = [];
const texts = [];
for (const name of Object.keys(entries)) {
  const text = await readFile(join(out, `${name}.js`));
  texts.push(text);
  sizes.push([name, text.length, gzipSync(text, { level: 9 }).length]);
}
for (const [name, raw, packed] of sizes) console.log(`${name.padEnd(10)} ${String(raw).padStart(7)} ${String(packed).padStart(7)} gzip`);

// A package has two files: the player with its behaviours, and search, which comes later.
const search = sizes.find(([name]) => name === 'search')[2];
const player = gzipSync(Buffer.concat(texts.filter((_, index) => sizes[index][0] !== 'search')), { level: 9 }).length;
console.log(`player.js with everything ${player} + search.js ${search} = ${player + search} bytes gzip (of ${BUDGET})`);
if (player + search > BUDGET) {
  console.error('The player has outgrown its budget.');
  process.exitCode = 1;
}
