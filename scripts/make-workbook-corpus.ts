/**
 * Makes `tests/fixtures/workbook/corpus.json`: what LibreOffice (24.8 or newer) answers to each case of
 * `workbook-corpus/cases.ts`. Run by hand after the cases change; tests read only the file.
 *
 * `node scripts/make-workbook-corpus.ts [command that runs soffice]`
 */
import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { columnName } from '../src/workbook/address.ts';
import { at } from './project.ts';
import { arrayCases, dataCells, dataNames, scalarCases } from './workbook-corpus/cases.ts';
import { type CorpusCell, readCorpusXlsx, writeCorpusXlsx } from './workbook-corpus/xlsx.ts';

const newFunctions =
  /\b(XLOOKUP|XMATCH|LET|SEQUENCE|UNIQUE|SORTBY|IFS|SWITCH|MAXIFS|MINIFS|CONCAT|TEXTJOIN|IFNA|FORECAST\.LINEAR|CEILING\.MATH|FLOOR\.MATH|STDEV\.S|STDEV\.P|VAR\.P|COVARIANCE\.[PS]|UNICHAR|UNICODE|ISOWEEKNUM|DAYS|XOR|RRI|PDURATION)(?=\()/g;

/** The spelling of the file format: prefixes for functions younger than it, and for the names of LET. */
function fileSpelling(formula: string): string {
  const prefixed = formula
    .replace(newFunctions, '_xlfn.$1')
    .replace(/\b(FILTER|SORT)(?=\()/g, '_xlfn._xlws.$1');
  if (!formula.includes('LET(')) return prefixed;
  return prefixed.replace(/(?<![A-Za-z.!$_"])([xyr])(?![A-Za-z(0-9])/g, '_xlpm.$1');
}

/** Rows between one array case and the next: the tallest result and one free row. */
const spacing = 10;

const data: CorpusCell[] = Object.entries(dataCells).map(([address, constant]) => ({ address, constant }));
const scalars: CorpusCell[] = scalarCases.map((formula, index) => ({
  address: `A${index + 1}`,
  formula: fileSpelling(formula),
}));
const arrays: CorpusCell[] = arrayCases.map(({ formula, rows, columns }, index) => {
  const top = index * spacing + 1;
  return {
    address: `A${top}`,
    formula: fileSpelling(formula),
    array: `A${top}:${columnName(columns - 1)}${top + rows - 1}`,
  };
});

const folder = mkdtempSync(join(tmpdir(), 'corpus-'));
mkdirSync(join(folder, 'out'));
writeFileSync(
  join(folder, 'corpus.xlsx'),
  writeCorpusXlsx(
    [
      { name: 'Data', cells: data },
      { name: 'Scalars', cells: scalars },
      { name: 'Arrays', cells: arrays },
    ],
    dataNames,
  ),
);
const [command = 'soffice', ...before] = process.argv.length > 2 ? process.argv.slice(2) : ['soffice'];
execFileSync(
  command,
  [
    ...before,
    '--headless',
    '--convert-to',
    'xlsx:Calc MS Excel 2007 XML',
    '--outdir',
    join(folder, 'out'),
    join(folder, 'corpus.xlsx'),
  ],
  { stdio: 'inherit' },
);
const answered = readFileSync(join(folder, 'out', 'corpus.xlsx'));
const scalarValues = readCorpusXlsx(answered, 2);
const arrayValues = readCorpusXlsx(answered, 3);

const corpus = {
  about: 'What LibreOffice answers to each formula. Made by scripts/make-workbook-corpus.ts.',
  data: dataCells,
  names: dataNames,
  scalars: scalarCases.map((formula, index) => ({
    formula,
    value: scalarValues.get(`A${index + 1}`) ?? null,
  })),
  arrays: arrayCases.map(({ formula, rows, columns }, index) => ({
    formula,
    values: Array.from({ length: rows }, (_, row) =>
      Array.from(
        { length: columns },
        (__, column) => arrayValues.get(`${columnName(column)}${index * spacing + row + 1}`) ?? null,
      ),
    ),
  })),
};
writeFileSync(at('tests', 'fixtures', 'workbook', 'corpus.json'), `${JSON.stringify(corpus, null, 1)}\n`);
console.log(`${corpus.scalars.length} single values and ${corpus.arrays.length} arrays written.`);
