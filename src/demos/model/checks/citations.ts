/** Every assumption says where it comes from, and that place is in the briefing. */

import type { Cell } from '../../../workbook/cell.ts';
import { citedParagraphs } from '../../../workbook/cited-paragraphs.ts';
import { type ModelReading, placeOfCell } from '../model-reading.ts';
import type { ModelInput } from '../model-spec.ts';
import type { CheckFinding, ModelCheck } from './check-finding.ts';

export const citations: ModelCheck = {
  id: 'citations',
  title: 'Every assumption cites its paragraph',
  why: 'A number without a source cannot be checked by anybody else.',
  measure(model) {
    const known = new Set(model.spec.briefing.paragraphs.map(({ id }) => id));
    for (const input of model.spec.inputs) {
      const finding = uncited(model, input, known);
      if (finding) return finding;
    }
    return {
      pass: true,
      detail: `${model.spec.inputs.length} assumptions cite the briefing, each a paragraph that is there and is about it.`,
    };
  },
};

function uncited(model: ModelReading, input: ModelInput, known: ReadonlySet<string>): CheckFinding | null {
  const cell = model.inputCell(input.name);
  const cited = citedBeside(cell);
  const cells = placeOfCell(cell);
  const cite = `Cite ${input.paragraphs.join(' or ')} beside ${input.name} in ${cells}.`;
  const missing = cited.find((id) => !known.has(id));
  if (missing !== undefined) {
    return {
      pass: false,
      cells,
      detail: `“${input.label}” cites ${missing}, and the briefing has ${known.size} paragraphs.`,
      fix: cite,
    };
  }
  if (cited.some((id) => input.paragraphs.includes(id))) return null;
  const instead = cited.length > 0 ? `cites ${cited.join(', ')}, where it is not said` : 'cites no paragraph';
  return { pass: false, cells, detail: `“${input.label}” in ${cells} ${instead}.`, fix: cite };
}

/** Paragraphs cited in the row of a cell; in its column where assumptions stand side by side. */
export function citedBeside(cell: Cell): string[] {
  const { sheet } = cell;
  const row = textsOf(sheet.within(cell.row, 0, cell.row, sheet.lastColumn));
  const inRow = citedParagraphs(row);
  return inRow.length > 0
    ? inRow
    : citedParagraphs(textsOf(sheet.within(0, cell.column, sheet.lastRow, cell.column)));
}

function textsOf(cells: Iterable<Cell>): string {
  return [...cells].flatMap((cell) => (typeof cell.value === 'string' ? [cell.value] : [])).join(' | ');
}
