/**
 * The oldest browsers that the kit runs in: what is built is built for them, pages tell older ones so,
 * and a test holds every API that browser code uses against them.
 */

/** Oldest version of each browser, keyed as in MDN's compatibility data. */
export const BROWSER_FLOOR = { chrome: '111', edge: '111', firefox: '115', safari: '16.4' } as const;

/** For Vite and esbuild. Both name a target by browser and version. */
export const buildTargets: string[] = [
  ...Object.entries(BROWSER_FLOOR).map(([name, version]) => `${name}${version}`),
  `ios${BROWSER_FLOOR.safari}`,
];

/** As people know them, one line a family. */
export const floorNames: readonly string[] = [
  `Chrome or Edge ${BROWSER_FLOOR.chrome}`,
  `Firefox ${BROWSER_FLOOR.firefox}`,
  `Safari ${BROWSER_FLOOR.safari} (iPhone and iPad: iOS ${BROWSER_FLOOR.safari})`,
];
