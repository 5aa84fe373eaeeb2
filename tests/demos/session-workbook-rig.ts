/** A session over a small demo of a model: real tools, a real workbook, no browser. */
import { call, type RehearsalPart, say } from '../../src/agent/models/rehearsal.ts';
import type { Check, Demo } from '../../src/demos/demo.ts';
import { DemoSession, type SessionOptions } from '../../src/demos/session.ts';
import type { SessionDependencies } from '../../src/demos/session-parts.ts';
import { SessionRig } from '../workbench/session-rig.ts';

/** Passes while the profit is above zero. */
const profit: Check = {
  id: 'profit',
  title: 'Profit is above zero',
  why: 'A business that loses money ends.',
  run: async ({ workbook }) => {
    const value = workbook?.engine.sheet('PnL')?.find(4, 1)?.value;
    const pass = typeof value === 'number' && value > 0;
    return {
      id: 'profit',
      title: 'Profit is above zero',
      pass,
      detail: `PnL!B5 is ${String(value)}, needs more than 0`,
      where: { cells: 'PnL!B5' },
      ...(pass ? {} : { fix: 'Raise the price' }),
    };
  },
};

const inputs = [
  ['Price', 10, 'P1'],
  ['Customers', 100, 'P2'],
  ['Cost', 400, 'P2'],
];
const lines = [
  ['Revenue', '=Inputs!$B$1*Inputs!$B$2'],
  ['Cost', '=Inputs!$B$3'],
  [null, null],
  ['Profit', '=B2+B3'],
];

function* build(): RehearsalPart {
  yield call('set_phase', { title: 'Plan' });
  yield call('read_briefing', {});
  yield call('set_phase', { title: 'Build' });
  yield call('write_range', {
    sheet: 'Inputs',
    at: 'A1',
    purpose: 'the assumptions',
    rows: inputs,
    role: 'input',
  });
  yield call('write_range', { sheet: 'PnL', at: 'A2', purpose: 'the result', rows: lines, fill_right: 11 });
  yield call('define_name', { names: { Price: 'Inputs!$B$1', Profit: 'PnL!$B$5:$M$5' } });
  yield call('set_phase', { title: 'Check its own work' });
  const checked = yield call('run_checks', {});
  // The cost was added instead of taken away.
  if (checked.ok)
    yield call('write_range', {
      sheet: 'PnL',
      at: 'B5',
      purpose: 'the sign of the cost',
      rows: [['=B2-B3']],
      fill_right: 11,
    });
  yield call('check', {});
  yield say('The model is built.');
}

function* price(to: number): RehearsalPart {
  yield call('set_phase', { title: 'Your change' });
  yield call('write_range', { sheet: 'Inputs', at: 'B1', purpose: 'the price', rows: [[to]] });
  yield call('format_range', { sheet: 'Inputs', rules: [{ area: 'B1', format: '0.00' }] });
  yield say('The price is changed.');
}

/** One sheet of inputs, one of results over twelve months, a wrong sign and its repair. */
export const modelDemo: Demo = {
  id: 'small-model',
  artefact: 'workbook',
  briefing: {
    id: 'small',
    title: 'A small business',
    from: 'The owner to the agent',
    paragraphs: [
      { id: 'P1', text: 'A month costs 10.' },
      { id: 'P2', text: 'There are 100 customers, and costs of 400.' },
    ],
  },
  title: 'Small model',
  summary: 'Twelve months of a small business.',
  brand: { name: 'Sample', primary: '#0e6a5b' },
  goal: () => 'Build the model of the briefing.',
  system: 'Work well.',
  seed: { '/briefing.md': '# A small business' },
  checks: [profit],
  views: ['Inputs', 'PnL'],
  changes: [
    { id: 'price', label: 'Set the price to 12', also: [] },
    { id: 'undo', label: 'Undo', also: [] },
  ],
  rehearsal: () => ({
    title: 'Small rehearsal',
    build,
    answer: (request) => {
      const to = /price to (\d+)/i.exec(request)?.[1];
      return to ? price(Number(to)) : null;
    },
    nearest: () => ['Set the price to 12'],
  }),
};

export class ModelRig extends SessionRig {
  override dependencies(): SessionDependencies {
    return { ...super.dependencies(), loadDemo: async () => modelDemo };
  }

  override session(options: Partial<SessionOptions> = {}): DemoSession {
    return new DemoSession({ demoId: 'small-model', pace: 'full', ...options }, this.dependencies());
  }
}

/** What a cell shows: `valueAt(session, 'PnL', 4, 1)`, 0-based. */
export function valueAt(session: DemoSession, sheet: string, row: number, column: number): unknown {
  return session.workbook?.workbook.engine.sheet(sheet)?.find(row, column)?.value ?? null;
}
