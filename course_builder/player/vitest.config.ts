import { fileURLToPath } from 'node:url';
import { defineConfig } from 'vitest/config';

// The LMS of the preview has its packages here.
const alias = { 'scorm-again': fileURLToPath(new URL('node_modules/scorm-again/dist/esm/scorm-again.min.js', import.meta.url)) };

export default defineConfig({ resolve: { alias }, test: { include: ['tests/**/*.test.ts'], maxWorkers: '100%', testTimeout: 30_000 } });
