/** What is computed beside the screen: sensitivity tables, and what each driver does to one result. */
import type { Driver, Sensitivity, WorkbookFile } from '../../../schema.ts';
import { SensitivityError, type SensitivityTable, sensitivitySteps } from '../../../sensitivity.ts';
import { Workbook } from '../../../workbook.ts';

export interface SensitivityJob {
  readonly id: number;
  readonly file: WorkbookFile;
  readonly tables: readonly Sensitivity[];
  /** The result that drivers are swept for; null for no sweep. */
  readonly sweepOf: string | null;
}

/** What one result is at both ends of each driver's range. */
export interface DriverSweep {
  readonly output: string;
  readonly base: number | null;
  readonly rows: readonly {
    readonly id: string;
    readonly label: string;
    readonly low: number | null;
    readonly high: number | null;
  }[];
}

export type SensitivityNews = { readonly id: number } & (
  | { readonly kind: 'progress'; readonly done: number; readonly total: number }
  | { readonly kind: 'table'; readonly tableId: string; readonly table: SensitivityTable }
  | { readonly kind: 'no-table'; readonly tableId: string; readonly what: string; readonly hint: string }
  | { readonly kind: 'sweep'; readonly sweep: DriverSweep }
  | { readonly kind: 'done' }
);

export interface JobSurroundings {
  readonly tell: (news: SensitivityNews) => void;
  /** Lets messages and frames through; false where the job is not wanted any more. */
  readonly breathe: () => Promise<boolean>;
  readonly now: () => number;
}

/** Longest stretch of work without letting anything else through, ms. */
const SLICE_MS = 12;

/** Does a job in slices; stops silently where it is not wanted any more. */
export async function runSensitivityJob(job: SensitivityJob, around: JobSurroundings): Promise<void> {
  const { id, tables, sweepOf, file } = job;
  const sizes = tables.map(({ across, down }) => across.values.length * (down?.values.length ?? 1));
  const total = sizes.reduce((sum, size) => sum + size, 0) + (sweepOf === null ? 0 : file.drivers.length * 2);
  let before = 0;
  const slices = slicer(around, (done) => around.tell({ id, kind: 'progress', done: before + done, total }));
  if (!(await around.breathe())) return;
  for (const [index, table] of tables.entries()) {
    const wanted = await runTable(job, table, slices, around);
    if (!wanted) return;
    before += sizes[index] ?? 0;
  }
  if (sweepOf !== null && file.drivers.length > 0) {
    const steps = sweepSteps(file, sweepOf);
    const sweep = await slices(steps);
    if (sweep === null) return;
    around.tell({ id, kind: 'sweep', sweep });
  }
  around.tell({ id, kind: 'done' });
}

type Slices = <Result>(steps: Generator<{ readonly done: number }, Result>) => Promise<Result | null>;

async function runTable(
  { id, file }: SensitivityJob,
  table: Sensitivity,
  slices: Slices,
  { tell }: JobSurroundings,
): Promise<boolean> {
  try {
    const result = await slices(sensitivitySteps(file, table));
    if (result === null) return false;
    tell({ id, kind: 'table', tableId: table.id, table: result });
  } catch (error) {
    if (!(error instanceof SensitivityError)) throw error;
    tell({ id, kind: 'no-table', tableId: table.id, what: error.message, hint: error.hint });
  }
  return true;
}

/** Runs a generator to its end and breathes in between; null where it is not wanted any more. */
function slicer({ breathe, now }: JobSurroundings, progress: (done: number) => void): Slices {
  return async (steps) => {
    let begun = now();
    for (;;) {
      const step = steps.next();
      if (step.done) return step.value;
      if (now() - begun < SLICE_MS) continue;
      progress(step.value.done);
      if (!(await breathe())) return null;
      begun = now();
    }
  };
}

/** Each driver at its least and its most, all others as they are. */
export function* sweepSteps(file: WorkbookFile, output: string): Generator<{ done: number }, DriverSweep> {
  const workbook = Workbook.fromFile(file);
  const { engine } = workbook;
  const read = () => {
    const value = engine.reference(output)?.at(0, 0);
    return typeof value === 'number' && Number.isFinite(value) ? value : null;
  };
  const base = read();
  const rows: DriverSweep['rows'][number][] = [];
  for (const driver of workbook.movableDrivers) {
    const low = resultWith(workbook, driver, driver.least, read);
    yield { done: rows.length * 2 + 1 };
    const high = resultWith(workbook, driver, driver.most, read);
    rows.push({ id: driver.id, label: driver.label, low, high });
    yield { done: rows.length * 2 };
  }
  return { output, base, rows };
}

function resultWith(
  { engine }: Workbook,
  driver: Driver,
  value: number,
  read: () => number | null,
): number | null {
  const range = engine.reference(driver.cell);
  if (!range) return null;
  const place = { sheet: range.sheet.name, row: range.top, column: range.left };
  const cell = engine.sheet(place.sheet)?.find(place.row, place.column);
  if (cell?.formula !== undefined || typeof cell?.constant !== 'number') return null;
  const before = cell.constant;
  engine.set([{ ...place, input: value }]);
  engine.recalculate();
  const result = read();
  engine.set([{ ...place, input: before }]);
  engine.recalculate();
  return result;
}
