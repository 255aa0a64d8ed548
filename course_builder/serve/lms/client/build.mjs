// Bundles the page of the LMS: `node build.mjs OUTDIR` (default: ../dist). Writes lms.js, with scorm-again inside, lms.css, and
// the licences of both. The same sources give the same bytes. The packages are the player's.

import { copyFile, mkdir, rm } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { dirname, join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';

const home = dirname(fileURLToPath(import.meta.url));
const root = join(home, '../../../..');
const player = join(root, 'course_builder/player');
const modules = join(player, 'node_modules');
const out = resolve(home, process.argv[2] ?? '../dist');
const { build } = createRequire(join(player, 'package.json'))('esbuild');

await rm(out, { recursive: true, force: true });
await mkdir(join(out, 'licences'), { recursive: true });
await build({
  absWorkingDir: home,
  entryPoints: { lms: 'main.ts' },
  outdir: out,
  nodePaths: [modules],
  bundle: true,
  format: 'iife',
  target: 'es2021',
  charset: 'utf8',
  minify: true,
  legalComments: 'external',
  logLevel: 'warning',
});
await build({ absWorkingDir: home, entryPoints: { lms: 'lms.css' }, outdir: out, minify: true, logLevel: 'warning' });
await copyFile(join(root, 'LICENSE'), join(out, 'licences', 'course-builder.txt'));
await copyFile(join(modules, 'scorm-again', 'LICENSE'), join(out, 'licences', 'scorm-again.txt'));
