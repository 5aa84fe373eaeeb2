/** What an import could not take over, by kind, with how often and where. */
export interface LeftOut {
  readonly kind: string;
  readonly count: number;
  /** The first places, like `PnL!F9` or a sheet's name. */
  readonly places: readonly string[];
  /** One sentence for a person. */
  readonly says: string;
}

const placesKept = 8;

/** What is said of each kind: what it is, once and in numbers, and what became of it. */
const kinds = {
  'unknown-functions': [
    'formula with a function that is not known here',
    'formulas with functions that are not known here',
    'keeps its last value and does not recalculate',
    'keep their last values and do not recalculate',
  ],
  'external-links': [
    'formula that reads another file',
    'formulas that read other files',
    'keeps its last value',
    'keep their last values',
  ],
  'table-references': [
    'formula that names columns of a table',
    'formulas that name columns of a table',
    'keeps its last value',
    'keep their last values',
  ],
  'unreadable-formulas': [
    'formula that cannot be read',
    'formulas that cannot be read',
    'keeps its last value',
    'keep their last values',
  ],
  'unknown-names': [
    'formula with a name that leads nowhere',
    'formulas with names that lead nowhere',
    'keeps its last value',
    'keep their last values',
  ],
  'other-values': [
    'formula that gives another value here than the file shows',
    'formulas that give other values here than the file shows',
    'is worth a look',
    'are worth a look',
  ],
  circles: ['circle of formulas', 'circles of formulas', 'shows an error', 'show an error'],
  names: [
    'defined name that leads nowhere here',
    'defined names that lead nowhere here',
    'was left out',
    'were left out',
  ],
  'data-tables': ['data table', 'data tables', 'keeps its values', 'keep their values'],
  pivots: ['pivot table', 'pivot tables', 'keeps its values', 'keep their values'],
  charts: [
    'chart of a kind that is not drawn here',
    'charts of kinds that are not drawn here',
    'was left out',
    'were left out',
  ],
  images: ['picture', 'pictures', 'was left out', 'were left out'],
  shapes: ['text box or shape', 'text boxes or shapes', 'was left out', 'were left out'],
  comments: ['comment', 'comments', 'was left out', 'were left out'],
  links: ['link', 'links', 'keeps its text', 'keep their text'],
  merged: [
    'merged area',
    'merged areas',
    'was taken apart; the text stands in its first cell',
    'were taken apart; the text stands in their first cells',
  ],
  hidden: ['hidden sheet', 'hidden sheets', 'is shown', 'are shown'],
  'hidden-lines': ['hidden row or column', 'hidden rows or columns', 'is shown', 'are shown'],
  tables: ['table with filters', 'tables with filters', 'is a plain range', 'are plain ranges'],
  filters: ['filter', 'filters', 'was taken off', 'were taken off'],
  protection: ['protected sheet', 'protected sheets', 'can be edited here', 'can be edited here'],
  sparklines: ['small chart in a cell', 'small charts in cells', 'was left out', 'were left out'],
  controls: [
    'button, slicer or other control',
    'buttons, slicers or other controls',
    'was left out',
    'were left out',
  ],
  conditionals: [
    'conditional format of another kind',
    'conditional formats of other kinds',
    'was left out',
    'were left out',
  ],
  validations: [
    'rule for what may be typed, of another kind',
    'rules for what may be typed, of other kinds',
    'was left out',
    'were left out',
  ],
  looks: [
    'cell with a colour or font of its own',
    'cells with colours or fonts of their own',
    'keeps its number format only',
    'keep their number formats only',
  ],
  formats: [
    'cell with a number format beyond what is kept',
    'cells with number formats beyond what is kept',
    'lost its format',
    'lost their formats',
  ],
  'formula-texts': [
    'text that begins with “=”',
    'texts that begin with “=”',
    'is a formula that gives the same text',
    'are formulas that give the same text',
  ],
  'long-texts': [
    'text of more than 8,000 characters',
    'texts of more than 8,000 characters',
    'was shortened',
    'were shortened',
  ],
  'mac-dates': [
    'workbook that counts days from 1904',
    'workbooks that count days from 1904',
    'had its dates moved',
    'had their dates moved',
  ],
  'sheet-names': [
    'sheet with a name that is not allowed here',
    'sheets with names that are not allowed here',
    'has another name',
    'have other names',
  ],
} as const satisfies Readonly<Record<string, readonly [string, string, string, string]>>;
export type LeftOutKind = keyof typeof kinds;

/** Collects while an import goes on. */
export class LeftOutList {
  readonly #found = new Map<LeftOutKind, { count: number; places: string[]; details: Set<string> }>();

  /** `detail` names what it was, such as the function. */
  add(kind: LeftOutKind, place?: string, detail?: string, count = 1): void {
    const entry = this.#found.get(kind) ?? { count: 0, places: [], details: new Set<string>() };
    entry.count += count;
    if (place !== undefined && entry.places.length < placesKept) entry.places.push(place);
    if (detail !== undefined && entry.details.size < 6) entry.details.add(detail);
    this.#found.set(kind, entry);
  }

  toList(): LeftOut[] {
    return [...this.#found].map(([kind, { count, places, details }]) => ({
      kind,
      count,
      places,
      says: sentence(kind, count, places, [...details]),
    }));
  }
}

function sentence(
  kind: LeftOutKind,
  count: number,
  places: readonly string[],
  details: readonly string[],
): string {
  const [one, many, became, becameAll] = kinds[kind];
  const named = details.length > 0 ? ` (${details.join(', ')})` : '';
  const more = count > places.length ? ' …' : '';
  const where = places.length > 0 ? `: ${places.join(', ')}${more}` : '';
  return count === 1
    ? `1 ${one}${named} ${became}${where}.`
    : `${count.toLocaleString('en')} ${many}${named} ${becameAll}${where}.`;
}
