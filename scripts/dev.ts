/** `npm run dev`: the site with changes shown as they are saved. */
import { at, run, runNode } from './project.ts';

if ((await runNode('scripts/build-vendor.ts')) !== 0) process.exit(1);
process.exit(
  await run(process.execPath, [
    at('node_modules/astro/bin/astro.mjs'),
    'dev',
    '--host',
    ...process.argv.slice(2),
  ]),
);
