/** Repairs that checks ask for and that can be made by reading the model: a typed number, a turned sign. */
import { columnName, parseCell, splitSheet } from '../../workbook/address.ts';
import { moveFormula } from '../../workbook/move-formula.ts';
import { type Part, phase, say } from '../script.ts';
import { type ChangeStep, evenLine, InTheWay, type Line, rewrite, writeStep } from './change-model.ts';
import type { Headline } from './model-rehearsal.ts';
import { checkWorkbook, must } from './model-script.ts';
import { type ReadCell, type ReadRange, tryRead } from './read-cells.ts';
import { readHeadlines, tellWhatMoved } from './set-inputs.ts';

const typedRequest = /^Replace the number typed into (\S+) with the formula of its row\.?$/i;
const balanceRequest =
  /^The balance sheet is off by .*\. Find the line that causes it and repair that line\.?$/i;

/** The repair that a check's request means; null where it is none of these. */
export function repairFor(request: string, headlines: readonly Headline[]): Part | null {
  const typed = typedRequest.exec(request.trim())?.[1];
  if (typed !== undefined) return restoreFormula(typed, headlines);
  return balanceRequest.test(request.trim()) ? turnSign(headlines) : null;
}

function* restoreFormula(cell: string, headlines: readonly Headline[]): Part {
  yield* phase('Your change');
  yield* say(`A look at the neighbours of ${cell}: a row of the model has one formula in all its periods.`);
  const now = yield* tryRead(cell);
  if (now?.cells.some(({ formula }) => formula !== null)) {
    yield* say(`${cell} holds a formula by now, and no typed number. Nothing was touched.`);
    return;
  }
  const step = yield* formulaOfNeighbour(cell);
  if (!step) {
    yield* say(
      `The neighbours of ${cell} hold no formula that could be copied. A live model is needed here.`,
    );
    return;
  }
  yield* finish([step], headlines, `${cell} holds the formula of its row again.`);
}

function* formulaOfNeighbour(cell: string): Part<ChangeStep | null> {
  const { sheet = '', address } = splitSheet(cell);
  const place = parseCell(address);
  if (!place || place.column < 1) return null;
  const name = (offset: number) => `${columnName(place.column + offset)}${place.row + 1}`;
  const row = yield* tryRead(`${cell.slice(0, cell.length - address.length)}${name(-1)}:${name(1)}`);
  const beside = (offset: number): ReadCell | undefined =>
    row?.cells.find((each) => each.column === place.column + offset && each.formula !== null);
  for (const offset of [-1, 1]) {
    const formula = beside(offset)?.formula;
    if (!formula) continue;
    const copy = `=${moveFormula(formula.slice(1), 0, -offset)}`;
    return writeStep({ purpose: 'the formula of the row', sheet, at: address, rows: [[copy]] });
  }
  return null;
}

/** The line that the check names, the other way round. */
function* turnSign(headlines: readonly Headline[]): Part {
  yield* phase('Your change');
  yield* say('The check of the workbook may know the line.');
  const { unbalanced } = yield* checkWorkbook();
  const range = /matches: ([^\s“]+).*\bits sign is wrong\b/.exec(unbalanced ?? '')?.[1];
  const read = range === undefined ? null : yield* tryRead(range);
  const row = read?.cells.find((cell) => cell.formula !== null)?.row;
  if (!read || row === undefined) {
    yield* say(
      'No single line with a turned sign explains the difference. A live model, or Undo, is the way on.',
    );
    return;
  }
  const first = read.cells.find((cell) => cell.formula !== null);
  const from = `${read.sheet}!${first?.address}:${read.area.split(':').at(-1)}`;
  const line = yield* tryRead(from);
  if (!line) return;
  const even = lineOrNull(line, row - 1);
  if (!even) {
    yield* say(`${from} does not hold one formula in all its periods. A live model is needed here.`);
    return;
  }
  const step = rewrite(even, turned(even.formula), 'the line with its sign turned');
  yield* finish([step], headlines, `${read.sheet} row ${row} counts the other way round now.`);
}

function lineOrNull(range: ReadRange, row: number): Line | null {
  try {
    return evenLine(range, row);
  } catch (error) {
    if (error instanceof InTheWay) return null;
    throw error;
  }
}

/** `=A-B` → `=B-A`; anything else with a minus before it. */
function turned(formula: string): string {
  const difference = /^=([A-Za-z_!$\d]+)-([A-Za-z_!$\d]+)$/.exec(formula);
  return difference ? `=${difference[2]}-${difference[1]}` : `=-(${formula.slice(1)})`;
}

function* finish(steps: readonly ChangeStep[], headlines: readonly Headline[], done: string): Part {
  const before = yield* readHeadlines(headlines);
  for (const { tool, input, doing } of steps) yield* must(tool, input, doing);
  yield* tellWhatMoved(headlines, before, done);
}
