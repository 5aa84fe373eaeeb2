import { describe, expect, it } from 'vitest';
import {
  runSensitivityJob,
  type SensitivityJob,
  type SensitivityNews,
} from '../../../../src/workbook/view/panels/sensitivity/sensitivity-job.ts';
import {
  createSensitivityRunner,
  type WorkerLike,
} from '../../../../src/workbook/view/panels/sensitivity/sensitivity-runner.ts';
import { panelWorkbook } from './panel-workbook.ts';

function job(id = 1): SensitivityJob {
  const workbook = panelWorkbook();
  workbook.apply([
    {
      do: 'set-sensitivity',
      id: 't',
      sensitivity: {
        id: 't',
        title: 'Cash',
        output: "'Cash flow'!D3",
        across: { cell: 'Inputs!B3', label: 'Churn', values: [0, 0.025, 0.5] },
        down: { cell: 'Inputs!B2', label: 'Price', values: [10, 20] },
      },
    },
    {
      do: 'set-sensitivity',
      id: 'wrong',
      sensitivity: {
        id: 'wrong',
        title: 'Wrong',
        output: "'Cash flow'!B3:D3",
        across: { cell: 'Inputs!B3', label: 'Churn', values: [0, 1] },
      },
    },
    {
      do: 'set-driver',
      id: 'price',
      driver: { id: 'price', label: 'Price', cell: 'Inputs!B2', least: 10, most: 40, step: 1 },
    },
    {
      do: 'set-driver',
      id: 'growth',
      driver: { id: 'growth', label: 'Growth', cell: 'Inputs!B6', least: 0, most: 1, step: 0.1 },
    },
  ]);
  const file = workbook.toFile();
  return { id, file, tables: file.sensitivities, sweepOf: "'Cash flow'!D3" };
}

async function newsOf(given: SensitivityJob, breaths = Number.POSITIVE_INFINITY): Promise<SensitivityNews[]> {
  const news: SensitivityNews[] = [];
  let time = 0;
  let breathed = 0;
  await runSensitivityJob(given, {
    tell: (each) => news.push(each),
    // Every look at the clock finds a slice used up.
    now: () => {
      time += 100;
      return time;
    },
    breathe: async () => {
      breathed += 1;
      return breathed <= breaths;
    },
  });
  return news;
}

describe('a job', () => {
  it('computes every combination, says why a table cannot be, and sweeps the drivers', async () => {
    const news = await newsOf(job());
    const table = news.find((each) => each.kind === 'table');
    expect(table?.kind === 'table' && table.table.values).toEqual([
      [3000, 2925.625, 1750],
      [6000, 5851.25, 3500],
    ]);
    expect(table?.kind === 'table' && table.table.now).toEqual({ output: 5851.25, across: 0.025, down: 20 });
    expect(news).toContainEqual(expect.objectContaining({ kind: 'no-table', tableId: 'wrong' }));
    const sweep = news.find((each) => each.kind === 'sweep');
    expect(sweep?.kind === 'sweep' && sweep.sweep).toMatchObject({
      base: 5851.25,
      rows: [
        { id: 'price', low: 2925.625, high: 11_702.5 },
        { id: 'growth', low: null, high: null },
      ],
    });
    expect(news.at(-1)).toEqual({ id: 1, kind: 'done' });
  });

  it('tells how far it is, never backwards', async () => {
    const shares = (await newsOf(job())).flatMap((each) =>
      each.kind === 'progress' ? [each.done / each.total] : [],
    );
    expect(shares.length).toBeGreaterThan(4);
    expect(shares).toEqual([...shares].sort((a, b) => a - b));
    expect(shares.at(-1)).toBeLessThanOrEqual(1);
  });

  it('stops in the middle where it is not wanted any more', async () => {
    const news = await newsOf(job(), 3);
    expect(news.every(({ kind }) => kind === 'progress')).toBe(true);
  });
});

describe('where jobs run', () => {
  function until(news: SensitivityNews[], make?: () => WorkerLike): Promise<SensitivityNews[]> {
    return new Promise((resolve) => {
      const runner = createSensitivityRunner((each) => {
        news.push(each);
        if (each.kind !== 'done') return;
        runner.dispose();
        resolve(news);
      }, make);
      runner.start(job(1));
      runner.start(job(2));
    });
  }

  it('is the page itself where no worker can be made; only the last job answers', async () => {
    const news = await until([], () => {
      throw new Error('no workers here');
    });
    expect(new Set(news.map(({ id }) => id))).toEqual(new Set([2]));
    expect(news.some(({ kind }) => kind === 'table')).toBe(true);
  });

  it('becomes the page where the worker fails', async () => {
    let ended = false;
    const failing = (): WorkerLike => ({
      postMessage: () => {},
      terminate: () => {
        ended = true;
      },
      addEventListener(kind: 'message' | 'error', listener: (event: never) => void) {
        if (kind === 'error') queueMicrotask(() => listener({ preventDefault: () => {} } as never));
      },
    });
    const news = await until([], failing);
    expect(ended).toBe(true);
    expect(news.at(-1)).toEqual({ id: 2, kind: 'done' });
  });
});
