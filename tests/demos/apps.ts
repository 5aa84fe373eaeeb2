import type { Brand } from '../../src/brand/schema.ts';
import { demo as offsitePlanner } from '../../src/demos/offsite-planner/demo.ts';
import { demo as stormClaim } from '../../src/demos/storm-claim/demo.ts';
import { play } from './rehearse.ts';

export const apps = [offsitePlanner, stormClaim];

/** Brands that are hard on a palette. */
export const brands: readonly Brand[] = [
  { name: 'Harrow & Vale Mutual', primary: '#0e6a5b', secondary: '#f2c14e' },
  { name: 'Sonne', primary: '#ffd400' },
  { name: 'Night “Shift” Logistics <Ltd>', primary: '#000000', secondary: '#ffffff' },
  { name: 'Białe Żagle', primary: '#ffffff' },
  { name: 'Grey & Grey', primary: '#7f7f7f', secondary: '#808080' },
  { name: 'Ruby', primary: '#e4002b' },
];

const built = new Map<string, ReadonlyMap<string, string>>();

/** The files of an app as its rehearsal leaves them, on the demo's own brand. */
export function builtFiles(app: (typeof apps)[number]): ReadonlyMap<string, string> {
  const known =
    built.get(app.id) ?? play(app.rehearsal(app.brand).build(), new Map(Object.entries(app.seed))).files;
  built.set(app.id, known);
  return known;
}
