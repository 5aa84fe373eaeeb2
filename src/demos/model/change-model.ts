/**
 * A change of a model in two halves: first everything is read and worked out, then it is written. Where a
 * person's edit is in the way, nothing is written, and that is what is said.
 */
import { columnName, parseArea, parseCell } from '../../workbook/address.ts';
import type { CellInput } from '../../workbook/engine.ts';
import { moveFormula } from '../../workbook/move-formula.ts';
import type { ScriptedChange } from '../demo.ts';
import { type Part, phase, say } from '../script.ts';
import type { Headline, ModelChange } from './model-rehearsal.ts';
import { must } from './model-script.ts';
import { type ReadCell, type ReadRange, read, tryRead } from './read-cells.ts';
import { readHeadlines, tellWhatMoved, typedCell } from './set-inputs.ts';

/** Something stands where the change needs a place, or is not as the script knows it. */
export class InTheWay extends Error {
  readonly code = 'in-the-way';
  constructor(where: string, what: string) {
    super(`${where} ${what}`);
    this.name = 'InTheWay';
  }
}

/** One call that writes; `doing` follows "could not". */
export interface ChangeStep {
  readonly tool: string;
  readonly input: Readonly<Record<string, unknown>>;
  readonly doing: string;
}

export interface PlannedModelChange extends ScriptedChange {
  /** What the agent is about to do, in a sentence. */
  readonly plan: string;
  /** A range, and a text in it where the change was made; absent where `prepare` tells it by an empty list. */
  readonly mark?: { readonly range: string; readonly text: string };
  /** Reads what it needs and says what to write, none where it is done already. May throw {@link InTheWay}. */
  prepare(): Part<readonly ChangeStep[]> | readonly ChangeStep[];
  /** What is different now and where to see it. */
  readonly done: string;
}

/** A planned change as the rehearsal runs it. */
export function asModelChange(change: PlannedModelChange, headlines: readonly Headline[]): ModelChange {
  const { id, label, also } = change;
  return { id, label, also, run: () => carryOut(change, headlines) };
}

function* carryOut(change: PlannedModelChange, headlines: readonly Headline[]): Part {
  yield* phase('Your change');
  yield* say(change.plan);
  const steps = yield* prepared(change);
  if (steps === null) return;
  if (steps.length === 0) {
    yield* say(`This is in the model already. ${change.done}`);
    return;
  }
  const before = yield* readHeadlines(headlines);
  for (const { tool, input, doing } of steps) yield* must(tool, input, doing);
  yield* tellWhatMoved(headlines, before, change.done);
}

/** The steps; null where something is in the way, which has been said. */
function* prepared(change: PlannedModelChange): Part<readonly ChangeStep[] | null> {
  try {
    if (change.mark && (yield* holds(change.mark))) return [];
    const steps = change.prepare();
    return 'next' in steps ? yield* steps : steps;
  } catch (error) {
    if (!(error instanceof InTheWay)) throw error;
    yield* say(
      `The script cannot make this change: ${error.message}. Somebody has changed the model by hand there. Nothing was touched. To work with the model as it is now, a live model is needed.`,
    );
    return null;
  }
}

function* holds({ range, text }: { readonly range: string; readonly text: string }): Part<boolean> {
  const there = yield* tryRead(range);
  return there?.cells.some((cell) => cell.value === text) ?? false;
}

/** A row of the model with one formula in all its periods. */
export interface Line {
  readonly sheet: string;
  /** From 1. */
  readonly row: number;
  readonly first: string;
  readonly last: string;
  /** Columns after the first. */
  readonly more: number;
  /** Of the first period. */
  readonly formula: string;
}

/** Finds a line by its name. Throws {@link InTheWay} where its formulas differ from one another. */
export function* lineOf(name: string): Part<Line> {
  const range = yield* tryRead(name);
  if (!range) throw new InTheWay(`The name ${name}`, 'is not in the model any more');
  return evenLine(range, parseArea(range.area)?.top ?? 0);
}

/** A row of a range that was read; `row` from 0. */
export function evenLine(range: ReadRange, row: number): Line {
  const area = parseArea(range.area);
  if (!area) throw new InTheWay(`${range.sheet}!${range.area}`, 'cannot be read');
  const cells = range.cells.filter((cell) => cell.row === row + 1);
  const [start] = cells;
  const place = `${range.sheet}!${columnName(area.left)}${row + 1}`;
  if (!start?.formula || start.column !== area.left) throw new InTheWay(place, 'holds no formula');
  const odd = cells.find((cell) => cell.formula !== copied(start, cell));
  if (odd)
    throw new InTheWay(`${range.sheet}!${odd.address}`, 'has another formula than the rest of its row');
  if (cells.length !== area.right - area.left + 1)
    throw new InTheWay(place, 'does not run through all periods');
  return {
    sheet: range.sheet,
    row: row + 1,
    first: columnName(area.left),
    last: columnName(area.right),
    more: area.right - area.left,
    formula: start.formula,
  };
}

function copied(start: ReadCell, cell: ReadCell): string {
  return `=${moveFormula((start.formula ?? '').slice(1), 0, cell.column - start.column)}`;
}

/** Formula of the first period one row further down, as a copy would read. */
export function oneRowDown(formula: string): string {
  return `=${moveFormula(formula.slice(1), 1, 0)}`;
}

/** A place on a sheet that reaches to the column of the last period. */
type ReachingTo = Pick<Line, 'sheet' | 'last'>;

/** Makes sure that rows are free, from their labels to the last period. */
export function* freeRows({ sheet, last }: ReachingTo, from: number, to: number): Part {
  const range = yield* read(`${sheet}!A${from}:${last}${to}`, `read ${sheet}`);
  const [taken] = range.cells;
  if (taken) throw new InTheWay(`${sheet}!${taken.address}`, 'is not free any more');
}

/** A row that was made sure to be free. */
export function* freeRow(place: ReachingTo, row: number): Part<number> {
  yield* freeRows(place, row, row);
  return row;
}

/** Steps that set the typed number of an assumption; none where it is that number already. */
export function* setInput(name: string, value: number, purpose: string): Part<readonly ChangeStep[]> {
  const live = yield* read(name, `read ${purpose}`);
  const [cell] = live.cells;
  const typed = cell && (yield* typedCell(live.sheet, cell));
  if (!typed) throw new InTheWay(`${live.sheet}!${live.area}`, 'is worked out in another way');
  if (typed.value === value) return [];
  return [writeStep({ purpose, sheet: live.sheet, at: typed.address, rows: [[value]] })];
}

/** Steps that show a scenario, 1, 2, 3 …; none where it is shown already. */
export function* chooseScenario(choose: number, label: string): Part<readonly ChangeStep[]> {
  const switchCell = yield* read('Scenario', 'read the switch of the scenarios');
  const [cell] = switchCell.cells;
  if (cell?.formula)
    throw new InTheWay(`${switchCell.sheet}!${cell.address}`, 'is worked out, so no scenario can be chosen');
  if (cell?.value === choose) return [];
  return [{ tool: 'set_scenario', input: { choose }, doing: `choose ${label}` }];
}

export function formatStep(sheet: string, purpose: string, rules: readonly unknown[]): ChangeStep {
  return { tool: 'format_range', input: { purpose, sheet, rules }, doing: `give ${purpose} its look` };
}

/** A step that gives a line another formula in all its periods. */
export function rewrite(line: Line, formula: string, purpose: string): ChangeStep {
  return writeStep({
    purpose,
    sheet: line.sheet,
    at: `${line.first}${line.row}`,
    rows: [[formula]],
    fill_right: line.more,
  });
}

export interface WriteInput {
  readonly purpose: string;
  readonly sheet: string;
  readonly at: string;
  readonly rows: readonly (readonly CellInput[])[];
  readonly fill_right?: number;
}

export function writeStep(input: WriteInput): ChangeStep {
  return { tool: 'write_range', input: { ...input }, doing: `write ${input.purpose}` };
}

export function namesStep(names: Readonly<Record<string, string>>): ChangeStep {
  return {
    tool: 'define_name',
    input: { purpose: 'what is new', names },
    doing: 'name what is new',
  };
}

/** Last row with anything in it, from 1, among the first columns of a sheet. */
export function* lastRowOf(sheet: string, columns = 'A:C'): Part<number> {
  const [from = 'A', to = from] = columns.split(':');
  let last = 0;
  for (let row = 1; row <= 401; row += 100) {
    const range = yield* tryRead(`${sheet}!${from}${row}:${to}${row + 99}`);
    const found = Math.max(0, ...(range?.cells.map((cell) => cell.row) ?? []));
    if (found === 0) break;
    last = found;
  }
  return last;
}

/** Column letter and row of an address. */
export function placeOfAddress(address: string): { column: number; row: number } {
  const place = parseCell(address);
  return { column: place?.column ?? 0, row: (place?.row ?? 0) + 1 };
}
