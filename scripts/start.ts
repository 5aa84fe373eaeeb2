/** `npm start`: builds what is stale and serves the kit. */
import { build } from './build.ts';
import { at } from './project.ts';

if (!(await build())) {
  console.error('\nThe site could not be built; the lines above say why.\n');
  process.exit(1);
}
await import(at('server.mjs'));
