/** What can be measured of any model, whatever its briefing asked for: nothing here knows a name or a number of it. */

import type { Cell } from '../../../workbook/cell.ts';
import { checkWorkbook } from '../../../workbook/check-workbook.ts';
import { rowLabel } from '../../../workbook/labels.ts';
import type { Briefing } from '../../briefing.ts';
import type { Check } from '../../demo.ts';
import { placeOfCell } from '../model-reading.ts';
import type { ModelSpec } from '../model-spec.ts';
import { asCheck, type ModelCheck } from './check-finding.ts';
import { citedBeside } from './citations.ts';
import { typedNumbers } from './typed-numbers.ts';

/** The checks of a model from a brief of one's own. */
export function anyWorkbookChecks(briefing: Briefing): readonly Check[] {
  const spec: ModelSpec = {
    briefing,
    periods: 0,
    periodEnd: '',
    scenario: { name: '', labels: [] },
    inputs: [],
    optionalInputs: [],
    lines: [],
    movements: [],
    balance: { assets: '', funding: '', equity: '', cash: '' },
    cash: { opening: '', change: '', closing: '' },
    openPoints: [],
    recompute: () => ({}),
  };
  return [noErrors, integrity, typedNumbers, assumptions].map((check) => asCheck(check, spec));
}

/** An assumption is a single cell with a name and a typed number in it. */
const assumptions: ModelCheck = {
  id: 'assumptions',
  title: 'Assumptions can be looked up',
  why: 'A number without a label and a source cannot be checked by anybody else.',
  measure({ workbook, spec }) {
    const named = workbook.engine.names.flatMap(({ name }) => {
      const range = workbook.engine.reference(name);
      if (range?.rows !== 1 || range.columns !== 1) return [];
      const cell = workbook.engine.sheet(range.sheet.name)?.find(range.top, range.left);
      return typeof cell?.constant === 'number' ? [{ name, cell }] : [];
    });
    if (named.length === 0) {
      return {
        pass: false,
        detail: 'No assumption has a name: a single cell that holds a typed number.',
        fix: 'Give every assumption a name, in one cell, and let the formulas read it.',
      };
    }
    const known = new Set(spec.briefing.paragraphs.map(({ id }) => id));
    for (const { name, cell } of named) {
      const cells = placeOfCell(cell);
      const unknown = citedBeside(cell).find((id) => !known.has(id));
      if (unknown !== undefined) {
        return {
          pass: false,
          cells,
          detail: `${name} cites ${unknown}, and the brief has ${known.size} ${known.size === 1 ? 'paragraph' : 'paragraphs'}.`,
          fix: `Cite beside ${name} in ${cells} the paragraph it is from, or say that it is assumed.`,
        };
      }
      if (!isLabelled(cell)) {
        return {
          pass: false,
          cells,
          detail: `${name} in ${cells} has no label at its left.`,
          fix: `Write at the left of ${cells} what ${name} is.`,
        };
      }
    }
    const cited = named.filter(({ cell }) => citedBeside(cell).length > 0).length;
    return {
      pass: true,
      detail: `${named.length} assumptions have a name and a label. ${cited} cite the brief, ${named.length - cited} do not.`,
    };
  },
};

function isLabelled({ sheet, row, column }: Cell): boolean {
  return column > 0 && rowLabel(sheet, row, column) !== undefined;
}

export const noErrors: ModelCheck = {
  id: 'errors',
  title: 'No formula shows an error',
  why: 'One error runs through everything that reads it.',
  measure({ workbook }) {
    const { errors, cycles } = checkWorkbook(workbook);
    const [first] = errors;
    if (first) {
      return {
        pass: false,
        cells: first.cell,
        detail: `${first.cell} shows ${first.code}: ${first.cause}.`,
        fix: `Repair ${first.cell}, which shows ${first.code}: ${first.hint}.`,
      };
    }
    if (cycles[0]) {
      return {
        pass: false,
        detail: `Formulas run in a circle: ${cycles[0].path.join(' → ')}.`,
        fix: `Break the circle ${cycles[0].path.join(' → ')}: ${cycles[0].hint}.`,
      };
    }
    const count = [...workbook.engine.formulas()].length;
    return { pass: true, detail: `${count.toLocaleString('en-US')} formulas, and none shows an error.` };
  },
};

/** Fewer than this prove little: what must add up adds up in more than one way. */
const leastChecks = 2;

export const integrity: ModelCheck = {
  id: 'integrity',
  title: 'What must add up adds up',
  why: 'The briefing asks for a proof; a model that proves nothing can only be believed.',
  measure({ workbook }) {
    const declared = checkWorkbook(workbook).integrity.filter((each) => !each.implied);
    if (declared.length < leastChecks) {
      return {
        pass: false,
        detail: `The model declares ${declared.length} of at least ${leastChecks} checks of what must add up.`,
        fix: 'Add rows of differences that must be 0 in every period, and declare each with add_check.',
      };
    }
    const off = declared.find((each) => !each.holds);
    if (off) {
      return {
        pass: false,
        cells: off.check.range,
        detail: `“${off.check.label}” does not hold in ${off.off} of ${off.periods} periods.`,
        fix: `“${off.check.label}” (${off.check.range}) does not hold. Find the line that causes it and repair it.`,
      };
    }
    return { pass: true, detail: `${declared.length} checks hold in every period.` };
  },
};
