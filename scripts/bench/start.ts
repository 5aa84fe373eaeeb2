/** How long the built server takes from the command to its first answer, beside an empty Node.js. */
import { spawnSync } from 'node:child_process';
import { startBuiltServer } from './built-server.ts';
import { type Bench, type Measure, median } from './measure.ts';

async function timeStart(): Promise<number> {
  const begun = performance.now();
  const server = await startBuiltServer(4395);
  const ms = performance.now() - begun;
  await server.stop();
  return ms;
}

function timeEmptyNode(): number {
  const begun = performance.now();
  spawnSync(process.execPath, ['-e', '']);
  return performance.now() - begun;
}

export const start: Bench = {
  name: 'start',
  async run(): Promise<readonly Measure[]> {
    const starts: number[] = [];
    const empties: number[] = [];
    for (let round = 0; round < 5; round += 1) {
      empties.push(timeEmptyNode());
      starts.push(await timeStart());
    }
    const value = median(starts);
    return [
      { name: 'cold start of the built server', value, unit: 'ms', baseline: 1000, against: 'limit' },
      {
        name: 'cold start beside an empty Node.js',
        value,
        unit: 'ms',
        baseline: median(empties),
        against: 'node -e ""',
      },
    ];
  },
};
