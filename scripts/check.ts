/** `npm run check`: types, lint and format, unused exports and dependencies. Boundaries are held by a test. */
import { at, run } from './project.ts';

const checks: readonly (readonly [string, string, ...string[]])[] = [
  ['Types', 'node_modules/@astrojs/check/bin/astro-check.js', '--minimumFailingSeverity', 'warning'],
  ['Lint and format', 'node_modules/@biomejs/biome/bin/biome', 'ci', '--error-on-warnings', '.'],
  ['Unused code and dependencies', 'node_modules/knip/bin/knip.js', '--no-progress'],
  [
    'Import boundaries',
    'node_modules/vitest/vitest.mjs',
    'run',
    'tests/boundaries.test.ts',
    '--reporter=dot',
  ],
];

let failed = 0;
if ((await run(process.execPath, [at('node_modules/astro/bin/astro.mjs'), 'sync', '--silent'])) !== 0)
  failed += 1;
for (const [title, file, ...parameters] of checks) {
  console.log(`\n— ${title}`);
  if ((await run(process.execPath, [at(file), ...parameters])) !== 0) failed += 1;
}
console.log(failed === 0 ? '\nAll checks pass.' : `\n${failed} of ${checks.length} checks failed.`);
process.exit(failed === 0 ? 0 : 1);
