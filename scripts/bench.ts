/**
 * `npm run bench [-- name …] [-- --json]`: figures as ratios against a baseline of the same run.
 * With `--json` one object a measure: name, value, unit, baseline, ratio.
 */
import type { Bench, Measure } from './bench/measure.ts';
import { build } from './build.ts';

const loaders: Readonly<Record<string, () => Promise<Bench>>> = {
  start: async () => (await import('./bench/start.ts')).start,
  server: async () => (await import('./bench/server.ts')).server,
  pace: async () => (await import('./bench/pace.ts')).pace,
  sandbox: async () => (await import('./bench/sandbox.ts')).sandbox,
  workbook: async () => (await import('./bench/workbook.ts')).workbook,
  pages: async () => (await import('./bench/pages.ts')).pages,
};

const json = process.argv.includes('--json');
const named = process.argv.slice(2).filter((word) => !word.startsWith('--'));
const unknown = named.filter((name) => !(name in loaders));
if (unknown.length > 0) {
  console.error(
    `There is no bench named ${unknown.join(', ')}. There are: ${Object.keys(loaders).join(', ')}.`,
  );
  process.exit(1);
}

function print(measure: Measure): void {
  const ratio = measure.value / measure.baseline;
  if (json) {
    const { name, value, unit, baseline, against } = measure;
    console.log(JSON.stringify({ name, value, unit, baseline, against, ratio }));
    return;
  }
  const figure = `${measure.value.toFixed(measure.value < 10 ? 2 : 0)} ${measure.unit}`;
  const base = `${measure.baseline.toFixed(measure.baseline < 10 ? 2 : 0)} (${measure.against})`;
  console.log(
    `${measure.name.padEnd(58)} ${figure.padStart(14)}   ÷ ${base.padEnd(26)} = ${ratio.toFixed(2)}`,
  );
}

if (!(await build())) process.exit(1);
for (const [name, load] of Object.entries(loaders)) {
  if (named.length > 0 && !named.includes(name)) continue;
  for (const measure of await (await load()).run()) print(measure);
}
process.exit(0);
