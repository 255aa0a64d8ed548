// The player costs less than a photograph: what the engine may weigh, minified and compressed, with the one tracker that a
// package carries.

import { fileURLToPath } from 'node:url';
import { gzipSync } from 'node:zlib';
import { build } from 'esbuild';
import type { Plugin } from 'esbuild';
import { minify } from 'terser';
import { expect, test } from 'vitest';

/** Leave out the other protocols, as build.mjs does. */
const only = (tracker: string): Plugin => ({
  name: 'one-tracker',
  setup({ onResolve, onLoad }) {
    onResolve({ filter: /\/lms\/scorm(12|2004)$/ }, ({ path }) => (path.endsWith(tracker) ? undefined : { path: path.replace(/.*\//, ''), namespace: 'left-out' }));
    onLoad({ filter: /.*/, namespace: 'left-out' }, ({ path }) => ({ contents: `export const ${path} = undefined;` }));
  },
});

async function engine(tracker: string): Promise<Uint8Array> {
  const { outputFiles } = await build({
    stdin: {
      contents: "export { createSession } from './src/engine'; export { score } from './src/engine/scoring';",
      resolveDir: fileURLToPath(new URL('../..', import.meta.url)),
    },
    bundle: true, minify: true, write: false, format: 'esm', target: 'es2021', charset: 'utf8', plugins: [only(tracker)],
  });
  // As build.mjs squeezes what learners load.
  const { code } = await minify(outputFiles[0]!.text, { ecma: 2020, module: true, compress: { passes: 6, unsafe_arrows: true } });
  return new TextEncoder().encode(code);
}

for (const [tracker, most] of [['scorm12', 15_600], ['scorm2004', 16_150], ['local', 11_550]] as const) {
  test(`the engine for ${tracker} weighs at most ${most} bytes`, async () => {
    expect(gzipSync(await engine(tracker), { level: 9 }).length).toBeLessThanOrEqual(most);
  });
}

test('without an LMS nothing of SCORM is carried', async () => {
  expect(new TextDecoder().decode(await engine('local'))).not.toMatch(/lesson_status|completion_status|suspend_data/);
});
