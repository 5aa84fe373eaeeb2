import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';

/** What makes a test depend on how fast a machine is: fixed waits, and bounds of its own that a slow one breaks. */
const clocks = [
  /\.waitForTimeout\(/,
  /\bsetTimeout\(resolve, *\d{2,}\)/,
  /\btest\.setTimeout\(/,
  /\btimeout: *[\d_]{3,}\b/,
  /^ *\}, [\d_]{4,}\);$/m,
  /performance\.now\(\) - \w+\)\.toBeLess/,
];

it('no test waits for a time or ends at one: the bounds against hanging are those of the runners', () => {
  const files = readdirSync(import.meta.dirname, { recursive: true, encoding: 'utf8' }).filter((name) =>
    /\.(test|spec)\.tsx?$/.test(name),
  );
  const found = files.flatMap((name) => {
    const text = readFileSync(join(import.meta.dirname, name), 'utf8');
    return clocks.flatMap((clock) => {
      const hit = clock.exec(text)?.[0];
      return hit === undefined ? [] : [`${name}: ${hit.trim()}`];
    });
  });
  expect(files.length).toBeGreaterThan(100);
  expect(found).toEqual([]);
});
