/** The formula engine beside IronCalc on the same models, the .xlsx of the highlight, and the size of it all. */
import { parseCell, splitSheet } from '../../src/workbook/address.ts';
import type { WorkbookFile } from '../../src/workbook/schema.ts';
import { Workbook } from '../../src/workbook/workbook.ts';
import { exportXlsx } from '../../src/workbook/xlsx/export.ts';
import { longModel } from '../workbook-corpus/long-model.ts';
import { type ModelName, readModel } from '../workbook-corpus/models.ts';
import { IronCalcModel } from './iron-calc.ts';
import { type Bench, type Measure, median } from './measure.ts';
import { measureWorkbookSize } from './workbook-size.ts';

/** An input that reaches far, and the two values that it is set to in turn. */
interface Edit {
  readonly sheet: string;
  readonly cell: string;
  readonly row: number;
  readonly column: number;
  readonly values: readonly [number, number];
}

interface Edits {
  readonly driver: Edit;
  readonly scenario: Edit;
}

/** The yearly price rise of the 60-month model, and its scenario, which moves every assumption at once. */
const ofMonths = {
  driver: ['Assumptions!D7', [0.03, 0.04]],
  scenario: ['Assumptions!C2', [1, 2]],
} as const;

function editAt(address: string, values: Edit['values']): Edit {
  const { sheet = '', address: cell } = splitSheet(address);
  const place = parseCell(cell);
  if (!place) throw new Error(`${address} is not a cell`);
  return { sheet, cell, ...place, values };
}

function editsOfMonths(): Edits {
  return { driver: editAt(...ofMonths.driver), scenario: editAt(...ofMonths.scenario) };
}

/** Customers who leave, and the scenario, of the highlight. */
function editsOfHighlight({ drivers, scenario }: WorkbookFile): Edits {
  const churn = drivers.find(({ id }) => id === 'churn');
  if (!churn || !scenario) throw new Error('The highlight has no driver “churn” or no scenarios');
  return { driver: editAt(churn.cell, [0.02, 0.03]), scenario: editAt(scenario.cell, [1, 2]) };
}

function modelOf(name: ModelName): WorkbookFile {
  const file = readModel(name);
  if (!file) throw new Error(`${name} is missing: node scripts/make-workbook-models.ts`);
  return file;
}

/**
 * Milliseconds of processor time of this thread, so that what else runs on the machine does not count;
 * wall time where Node.js cannot tell.
 */
function timed(work: () => void): number {
  const begun = performance.now();
  const used = process.threadCpuUsage?.();
  work();
  if (!used) return performance.now() - begun;
  const { user, system } = process.threadCpuUsage(used);
  return (user + system) / 1000;
}

function times(count: number, work: (index: number) => void): number[] {
  return Array.from({ length: count }, (_, index) => timed(() => work(index)));
}

function editOurs(workbook: Workbook, { values, ...place }: Edit, rounds: number): number {
  let changed = 0;
  const found = times(rounds + 20, (index) => {
    workbook.engine.set([{ ...place, input: values[(index + 1) % 2] ?? 0 }]);
    changed = workbook.engine.recalculate().size;
  });
  if (changed < 1000) throw new Error(`${place.sheet}!${place.cell} reaches only ${changed} cells`);
  return median(found.slice(20));
}

function editTheirs(model: IronCalcModel, { sheet, cell, values }: Edit, rounds: number): number {
  return median(times(rounds, (index) => model.edit(sheet, cell, values[(index + 1) % 2] ?? 0)));
}

/** Share of formulas that show the same number in both, as far as IronCalc shows digits. */
function agreement(workbook: Workbook, model: IronCalcModel): number {
  let same = 0;
  let compared = 0;
  for (const cell of workbook.engine.formulas()) {
    if (typeof cell.value !== 'number') continue;
    const place = workbook.engine.nameOf(cell);
    const shown = model.shown(cell.sheet.name, place.slice(place.lastIndexOf('!') + 1));
    compared += 1;
    const difference = Math.abs(Number(shown.replaceAll(',', '')) - cell.value);
    if (difference <= Math.max(0.01, 1e-4 * Math.abs(cell.value))) same += 1;
  }
  return (100 * same) / compared;
}

function against(name: string, value: number, baseline: number, which: string, unit = 'ms'): Measure {
  return { name, value, unit, baseline, against: which };
}

interface Rounds {
  readonly ours: number;
  readonly theirs: number;
}

function compareEdits(
  file: WorkbookFile,
  label: string,
  { driver, scenario }: Edits,
  limit: number,
  rounds: Rounds,
): Measure[] {
  const workbook = Workbook.fromFile(file);
  const model = new IronCalcModel(file);
  const formulas = [...workbook.engine.formulas()].length.toLocaleString('en');
  const agreed = agreement(workbook, model);
  const one = editOurs(workbook, driver, rounds.ours);
  const all = editOurs(workbook, scenario, rounds.ours);
  const name = `${label}, ${formulas} formulas`;
  return [
    against(`${name}: one driver`, one, limit, 'limit'),
    against(`${name}: one driver`, one, editTheirs(model, driver, rounds.theirs), 'IronCalc'),
    against(`${name}: every assumption`, all, editTheirs(model, scenario, rounds.theirs), 'IronCalc'),
    against(`${name}: alike in IronCalc`, agreed, 100, 'all', '%'),
  ];
}

/** Processor time of the whole process: packing runs on other threads. */
async function exportTime(name: ModelName): Promise<number> {
  const workbook = Workbook.fromFile(modelOf(name));
  const found: number[] = [];
  for (let round = 0; round < 7; round += 1) {
    const used = process.cpuUsage();
    await exportXlsx(workbook, { origin: { mode: 'rehearsal', at: 0 } });
    const { user, system } = process.cpuUsage(used);
    found.push((user + system) / 1000);
  }
  return median(found);
}

export const workbook: Bench = {
  name: 'workbook',
  async run() {
    const size = await measureWorkbookSize();
    const highlight = modelOf('subscription-model');
    return [
      ...compareEdits(modelOf('model-60m'), 'model', editsOfMonths(), 15, { ours: 60, theirs: 5 }),
      ...compareEdits(highlight, 'highlight', editsOfHighlight(highlight), 15, { ours: 60, theirs: 5 }),
      ...compareEdits(longModel(modelOf('model-60m'), 20_000), 'long model', editsOfMonths(), 60, {
        ours: 30,
        theirs: 3,
      }),
      against('.xlsx of the highlight model', await exportTime('subscription-model'), 500, 'limit'),
      against('workbook screen and engine, without React', size.screen, 150, 'limit', 'KB gz'),
      against('.xlsx both ways, loaded when asked for', size.xlsx, 150, 'limit', 'KB gz'),
    ];
  },
};
