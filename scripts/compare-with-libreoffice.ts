/**
 * Sends the whole models of the corpus through LibreOffice (24.8 or newer) and compares what it calculates with
 * what the workbook does: every value within 1e-9, every formula the same. Run by hand; tests need no LibreOffice.
 *
 * `node scripts/compare-with-libreoffice.ts [--write] [--only=name] [command that runs soffice]`
 * `--write` keeps LibreOffice's values beside each model, for the tests.
 */
import { writeFileSync } from 'node:fs';
import { CellError, type Scalar } from '../src/workbook/value.ts';
import { Workbook } from '../src/workbook/workbook.ts';
import { exportXlsx } from '../src/workbook/xlsx/export.ts';
import { fromFileSpelling } from '../src/workbook/xlsx/spelling.ts';
import { type AnsweredSheet, answersOf, shownBy } from './workbook-corpus/libreoffice.ts';
import {
  type ModelName,
  type ModelValues,
  modelNames,
  readModel,
  valuesPath,
} from './workbook-corpus/models.ts';
import type { CorpusValue } from './workbook-corpus/xlsx.ts';

const words = process.argv.slice(2);
const write = words.includes('--write');
const wanted = words.find((word) => word.startsWith('--only='))?.slice('--only='.length);
const rest = words.filter((word) => !word.startsWith('--'));
const command = rest.length > 0 ? rest : ['soffice'];

/** Relative 1e-9; differences under 5e-9 are rounding residue. */
function agrees(ours: Scalar, theirs: CorpusValue): boolean {
  if (typeof ours === 'number' && typeof theirs === 'number') {
    return Math.abs(ours - theirs) <= Math.max(5e-9, 1e-9 * Math.abs(theirs));
  }
  const plain = ours instanceof CellError ? ours.code : (ours ?? '');
  return plain === (theirs ?? '');
}

/** Without spaces and quotes that may be there or not, so that spellings can be compared. */
function normal(formula: string): string {
  return fromFileSpelling(formula)
    .toUpperCase()
    .replace(/\s+/g, '')
    .replace(/'([A-Z_][\w.]*)'!/g, '$1!')
    .replace(/\b(TRUE|FALSE)\(\)/g, '$1');
}

interface Difference {
  readonly place: string;
  readonly ours: unknown;
  readonly theirs: unknown;
}

function differencesOf(workbook: Workbook, answers: readonly AnsweredSheet[]) {
  const values: Difference[] = [];
  const formulas: Difference[] = [];
  let compared = 0;
  for (const { name, values: answered, formulas: spelled } of answers) {
    const sheet = workbook.engine.sheet(name);
    for (const cell of sheet?.cells() ?? []) {
      const place = workbook.engine.nameOf(cell);
      const address = place.slice(place.lastIndexOf('!') + 1);
      const theirs = answered.get(address) ?? null;
      compared += 1;
      const ours = cell.value instanceof CellError ? cell.value.code : cell.value;
      if (!agrees(cell.value, theirs)) values.push({ place, ours, theirs });
      if (cell.formula === undefined) continue;
      const spelling = spelled.get(address);
      if (spelling === undefined || normal(spelling) !== normal(cell.formula))
        formulas.push({ place, ours: cell.formula, theirs: spelling });
    }
  }
  return { compared, values, formulas };
}

function tell(kind: string, differences: readonly Difference[]): void {
  for (const { place, ours, theirs } of differences.slice(0, 20))
    console.log(`  ${kind} ${place}: ${String(ours)} here, ${String(theirs)} there`);
}

function keep(name: ModelName, workbook: Workbook, answers: readonly AnsweredSheet[]): void {
  const kept: ModelValues = {};
  for (const { name: sheet, values } of answers) {
    if (!workbook.engine.sheet(sheet)) continue;
    kept[sheet] = Object.fromEntries(
      [...values].flatMap(([address, value]) => (value === null || value === '' ? [] : [[address, value]])),
    );
  }
  writeFileSync(valuesPath(name), `${JSON.stringify(kept)}\n`);
}

let failed = false;
for (const name of modelNames) {
  if (wanted !== undefined && wanted !== name) continue;
  const file = readModel(name);
  if (!file) {
    console.log(`${name}: not made yet`);
    continue;
  }
  const workbook = Workbook.fromFile(file);
  const bytes = await exportXlsx(workbook);
  const answers = answersOf(bytes, command);
  if (write) keep(name, workbook, answers);
  const { compared, values, formulas } = differencesOf(workbook, answers);
  const opened = differencesOf(workbook, shownBy(bytes, command)).values;
  const count = [...workbook.engine.formulas()].length;
  console.log(
    `${name}: ${compared} cells, ${count} formulas; calculated anew ${values.length} values differ, as it opens ${opened.length}; ${formulas.length} formulas differ`,
  );
  tell('value', values);
  tell('value as it opens', opened);
  tell('formula', formulas);
  failed ||= values.length + opened.length + formulas.length > 0;
}
process.exit(failed ? 1 : 0);
