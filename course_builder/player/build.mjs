// Bundles the player: `node build.mjs OUTDIR` (default: dist). Writes the core with all trackers (core.js) and with one of
// them (core-scorm12.js …), one file per behaviour, one per part (NAME.part.js), search.js, unpacking.js and offline.js, worker.js and the licences of what is bundled, and prints the sizes. The same sources give the
// same bytes.

import { mkdir, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { dirname, join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { gzipSync } from 'node:zlib';
import { build } from 'esbuild';
import { minify } from 'terser';

const home = dirname(fileURLToPath(import.meta.url));
const out = resolve(process.argv[2] ?? join(home, 'dist'));

const behaviours = (await readdir(join(home, 'src/behaviours'))).filter((name) => name.endsWith('.ts')).sort();
const parts = (await readdir(join(home, 'src/parts'))).filter((name) => name.endsWith('.ts')).sort();
const trackers = ['local', 'scorm12', 'scorm2004'];

/** A package speaks one protocol: the trackers of the others can stay out of its core. */
const only = (tracker) => ({
  name: 'one-tracker',
  setup({ onResolve, onLoad }) {
    onResolve({ filter: /\/lms\/scorm(12|2004)$/ }, ({ path }) =>
      path.endsWith(`/${tracker}`) ? undefined : { path: path.replace(/.*\//, ''), namespace: 'left-out' });
    onLoad({ filter: /.*/, namespace: 'left-out' }, ({ path }) => ({ contents: `export const ${path} = undefined;` }));
  },
});

async function bundle(entries, plugins) {
  const result = await build({
    absWorkingDir: home,
    write: false,
    entryPoints: Object.entries(entries).map(([out, path]) => ({ in: path, out })),
    outdir: out,
    bundle: true,
    format: 'iife',
    target: 'es2021',
    charset: 'utf8',
    minify: true,
    legalComments: 'external',
    metafile: true,
    logLevel: 'warning',
    plugins,
  });
  for (const { path, text } of result.outputFiles) await writeFile(path, path.endsWith('.js') ? await squeezed(text) : text);
  return result;
}

/** esbuild bundles; terser makes 5 % less of it, for learners on slow lines. */
async function squeezed(text) {
  const { code } = await minify(text, { ecma: 2020, compress: { passes: 6, unsafe_arrows: true } });
  return `${code}\n`;
}

await rm(out, { recursive: true, force: true });
await mkdir(join(out, 'licences'), { recursive: true });

const results = [
  await bundle({
    ...Object.fromEntries(behaviours.map((name) => [name.slice(0, -3), `src/behaviours/${name}`])),
    ...Object.fromEntries(parts.map((name) => [`${name.slice(0, -3)}.part`, `src/parts/${name}`])),
    search: 'src/search.ts',
    unpacking: 'src/unpacking.ts',
    offline: 'src/offline.ts',
    worker: 'src/worker.ts',
  }),
];
results.push(await bundle({ core: 'src/main.ts' }, []));
for (const tracker of trackers) results.push(await bundle({ [`core-${tracker}`]: 'src/main.ts' }, [only(tracker)]));

// The player's own licence travels with it, and those of what is bundled into it.
await writeFile(join(out, 'licences', 'course-builder.txt'), await readFile(join(home, '../../LICENSE')));
const packages = new Set();
for (const input of results.flatMap(({ metafile }) => Object.keys(metafile.inputs))) {
  const found = /^node_modules\/((?:@[^/]+\/)?[^/]+)\//.exec(input);
  if (found) packages.add(found[1]);
}
for (const name of [...packages].sort()) {
  const folder = join(home, 'node_modules', name);
  const file = (await readdir(folder)).find((one) => /^licen[cs]e/i.test(one));
  if (!file) throw new Error(`${name} is bundled but has no licence file`);
  await writeFile(join(out, 'licences', `${name.replace('/', '__')}.txt`), await readFile(join(folder, file)));
}

const read = (name) => readFile(join(out, `${name}.js`));
const packed = (text) => gzipSync(text, { level: 9 }).length;
const everything = await Promise.all(behaviours.map((name) => read(name.slice(0, -3))));
const search = packed(await read('search'));
for (const [index, name] of behaviours.entries()) {
  const [raw, small] = [everything[index].length, packed(everything[index])].map((size) => String(size).padStart(6));
  console.log(`${name.slice(0, -3).padEnd(10)} ${raw} ${small} gzip`);
}
for (const name of parts) {
  const text = await read(`${name.slice(0, -3)}.part`);
  console.log(`part ${name.slice(0, -3).padEnd(16)} ${String(text.length).padStart(6)} ${String(packed(text)).padStart(6)} gzip`);
}
// A package has the player with its behaviours, search, which comes later, and parts, which only some pages load.
for (const tracker of trackers) {
  const core = await read(`core-${tracker}`);
  const player = packed(Buffer.concat([core, ...everything]));
  console.log(`${tracker}: core ${packed(core)}, with every behaviour ${player}, search ${search}: ${player + search} bytes gzip`);
}
