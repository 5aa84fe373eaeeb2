/** What the briefing leaves open or says twice is named, with the paragraphs concerned. */

import type { Cell, Sheet } from '../../../workbook/cell.ts';
import { citedParagraphs } from '../../../workbook/cited-paragraphs.ts';
import { type ModelReading, placeOfCell } from '../model-reading.ts';
import type { OpenPoint } from '../model-spec.ts';
import type { CheckFinding, ModelCheck } from './check-finding.ts';

/** Fewer letters than this are a citation, not a note. */
const leastLetters = 40;

export const openPoints: ModelCheck = {
  id: 'open-points',
  title: 'Open points are named',
  why: 'Where the briefing is unclear somebody has decided; the reader must know who and what.',
  measure(model) {
    const places: string[] = [];
    for (const point of model.spec.openPoints) {
      const cell = noteOn(model, point);
      if (!cell) return silent(point);
      places.push(`${point.paragraphs.join(' and ')} in ${placeOfCell(cell)}`);
    }
    return { pass: true, detail: `The notes name what is open or said twice: ${places.join('; ')}.` };
  },
};

function silent({ about, paragraphs }: OpenPoint): CheckFinding {
  const cited = paragraphs.join(' and ');
  return {
    pass: false,
    detail: `No note says what was decided about ${about}, with ${cited}.`,
    fix: `Write a note on ${about} that cites ${cited} and says what the model assumes.`,
  };
}

function noteOn({ workbook }: ModelReading, point: OpenPoint): Cell | null {
  for (const name of workbook.engine.sheetNames) {
    const sheet = workbook.engine.sheet(name);
    for (const row of sheet ? rowsOf(sheet) : []) {
      const cell = row.find((each) => isNote(String(each.value), point));
      if (cell) return cell;
      if (isNote(row.map((each) => each.value).join(' '), point)) return row[0] ?? null;
    }
  }
  return null;
}

/** The texts of each row. */
function rowsOf(sheet: Sheet): Cell[][] {
  const rows = new Map<number, Cell[]>();
  for (const cell of sheet.cells()) {
    if (typeof cell.value === 'string') rows.set(cell.row, [...(rows.get(cell.row) ?? []), cell]);
  }
  return [...rows.values()];
}

function isNote(text: string, { paragraphs, word }: OpenPoint): boolean {
  const cited = citedParagraphs(text);
  return text.length >= leastLetters && word.test(text) && paragraphs.every((id) => cited.includes(id));
}
