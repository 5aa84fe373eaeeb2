/** The whole models of the corpus: workbooks in `tests/fixtures/workbook`, each with its values beside it. */
import { existsSync, readFileSync } from 'node:fs';
import { parseCell } from '../../src/workbook/address.ts';
import { type WorkbookFile, workbookFileSchema } from '../../src/workbook/schema.ts';
import { rectangles } from '../../src/workbook/xlsx/rectangles.ts';
import { at } from '../project.ts';

export const modelNames = ['model-60m', 'second-shift', 'subscription-model', 'refinance-model'] as const;
export type ModelName = (typeof modelNames)[number];

export type ModelValues = Record<string, Record<string, number | string | boolean>>;

export function modelPath(name: ModelName): string {
  return at('tests', 'fixtures', 'workbook', `${name}.json`);
}

export function valuesPath(name: ModelName): string {
  return at('tests', 'fixtures', 'workbook', `${name}.values.json`);
}

/** A model as a workbook's file; null where it has not been made yet. */
export function readModel(name: ModelName): WorkbookFile | null {
  if (!existsSync(modelPath(name))) return null;
  const read: unknown = JSON.parse(readFileSync(modelPath(name), 'utf8'));
  return workbookFileSchema.parse(asWorkbookFile(read, name));
}

interface OldSheet {
  readonly freeze: readonly [rows: number, columns: number];
  /** Number format by cell. */
  readonly formats: Readonly<Record<string, string>>;
}

/** The oldest model keeps a format for each cell. */
function asWorkbookFile(read: unknown, title: string): unknown {
  const given = read as { type?: string; sheets: OldSheet[] };
  if (given.type === 'firsthand.workbook') return given;
  return {
    ...given,
    type: 'firsthand.workbook',
    version: 1,
    title,
    sheets: given.sheets.map(({ freeze: [rows, columns], formats, ...sheet }) => ({
      ...sheet,
      formats: formatRules(formats),
      frozen: { rows, columns },
    })),
  };
}

function formatRules(formats: OldSheet['formats']): unknown[] {
  const marked = Object.entries(formats).flatMap(([address, format]) => {
    const place = parseCell(address);
    return place ? [{ ...place, key: format, what: format }] : [];
  });
  return rectangles(marked).map(({ area, what }) => ({ area, format: what }));
}
