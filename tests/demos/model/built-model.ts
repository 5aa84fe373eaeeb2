/** The subscription model as its rehearsal leaves it, built once for all tests of a file. */
import type { CheckResult } from '../../../src/demos/demo.ts';
import { ModelReading } from '../../../src/demos/model/model-reading.ts';
import { demo } from '../../../src/demos/subscription-model/demo.ts';
import { spec } from '../../../src/demos/subscription-model/spec.ts';
import type { WorkbookCommand, WorkbookFile } from '../../../src/workbook/schema.ts';
import { Workbook } from '../../../src/workbook/workbook.ts';
import { ModelTable, runChecks } from './play-model.ts';

let table: Promise<ModelTable> | undefined;

/** The table after the build; not to be changed. */
export function builtTable(): Promise<ModelTable> {
  table ??= new ModelTable(demo).play(demo.rehearsal(demo.brand).build());
  return table;
}

let file: WorkbookFile | undefined;

/** A copy of the built model. */
export async function builtWorkbook(): Promise<Workbook> {
  file ??= (await builtTable()).desk.workbook.toFile();
  return Workbook.fromFile(file);
}

/** Ids of the checks that fail on a workbook. */
export async function failing(workbook: Workbook | null): Promise<string[]> {
  return (await results(workbook)).flatMap(({ id, pass }) => (pass ? [] : [id]));
}

export function results(workbook: Workbook | null): Promise<CheckResult[]> {
  return runChecks(demo, workbook);
}

/** How far the model is from the second calculation in the scenario that it shows; and from balance. */
export function misfit(workbook: Workbook): { line: string; off: number }[] {
  const reading = new ModelReading(workbook, spec);
  const names = [
    ...spec.inputs.map(({ name }) => name),
    ...spec.optionalInputs.filter((name) => reading.has(name)),
  ];
  const expected = spec.recompute(Object.fromEntries(names.map((name) => [name, reading.input(name)])));
  return spec.lines.flatMap(({ name }) => {
    const shown = reading.line(name);
    const off = Math.max(
      ...(expected[name] ?? []).map((value, index) => Math.abs(value - (shown[index] ?? 0))),
    );
    return off > 0.01 ? [{ line: name, off }] : [];
  });
}

/** Commands that give a row of months another formula, from the first month on. */
export function refill(sheet: string, row: number, formula: string): WorkbookCommand[] {
  return [
    { do: 'write', sheet, at: `D${row}`, rows: [[formula]] },
    { do: 'fill', sheet, from: `D${row}`, to: `D${row}:BK${row}` },
  ];
}
