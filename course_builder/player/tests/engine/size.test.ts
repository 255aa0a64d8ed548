// The player costs less than a photograph: what the engine may weigh, minified and compressed, with the one tracker that a
// package carries.

import { fileURLToPath } from 'node:url';
import { gzipSync } from 'node:zlib';
import { buildSync } from 'esbuild';
import { expect, test } from 'vitest';

for (const [tracker, most] of [['scorm12', 11_900], ['scorm2004', 12_100], ['local', 8_700]] as const) {
  test(`the engine for ${tracker} weighs at most ${most} bytes`, () => {
    const built = buildSync({
      stdin: { contents: "export { createSession } from './src/engine'; export { score } from './src/engine/scoring';", resolveDir: fileURLToPath(new URL('../..', import.meta.url)) },
      bundle: true, minify: true, write: false, format: 'esm', target: 'es2021', define: { TRACKER: JSON.stringify(tracker) },
    });
    expect(gzipSync(built.outputFiles[0]!.contents, { level: 9 }).length).toBeLessThanOrEqual(most);
  });
}

test('a package carries one tracker', () => {
  const { text } = buildSync({
    stdin: { contents: "export { createSession } from './src/engine';", resolveDir: fileURLToPath(new URL('../..', import.meta.url)) },
    bundle: true, minify: true, write: false, format: 'esm', target: 'es2021', define: { TRACKER: '"local"' },
  }).outputFiles[0]!;
  expect(text).not.toMatch(/lesson_status|completion_status|suspend_data/);
});
