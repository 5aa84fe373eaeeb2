/** Formulas of a file as the workbook can calculate them; those that it cannot keep their last value. */
import type { CellInput } from '../engine.ts';
import { functionNames } from '../functions/registry.ts';
import { parseFormula } from '../parse.ts';
import type { LeftOutKind, LeftOutList } from './left-out.ts';
import { fromFileSpelling, renameNames, renameSheets, wordsOf } from './spelling.ts';

/** Those that the compiler knows by itself. */
const ownForms = ['IF', 'IFERROR', 'IFNA', 'IFS', 'SWITCH', 'CHOOSE', 'LET'];
const knownFunctions = new Set([...functionNames(), ...ownForms]);

export interface FormulaWorld {
  /** Defined names in upper case. */
  readonly names: ReadonlySet<string>;
  /** Names that belong to one sheet and are called otherwise here, by sheet and old name in upper case. */
  readonly scoped: ReadonlyMap<string, ReadonlyMap<string, string>>;
  /** Sheets that have another name now, by their old one in upper case. */
  readonly renamed: ReadonlyMap<string, string>;
  readonly leftOut: LeftOutList;
}

export class FormulaReader {
  readonly #world: FormulaWorld;
  constructor(world: FormulaWorld) {
    this.#world = world;
  }

  /**
   * `=…`, or the value that the file shows where the formula cannot be taken over. `sheet` is the one that the
   * file gives it: names of that sheet go before those of the workbook.
   */
  read(
    formula: string,
    shown: string | number | boolean | null,
    { place, sheet }: { readonly place: string; readonly sheet: string },
  ): CellInput {
    const read = this.#understand(formula, sheet);
    if (typeof read === 'string') return `=${read}`;
    this.#world.leftOut.add(read.kind, place, read.detail);
    return typeof shown === 'string' && shown.startsWith('=') ? `="${shown.replaceAll('"', '""')}"` : shown;
  }

  #understand(formula: string, sheet: string): string | { kind: LeftOutKind; detail?: string } {
    if (/\[\d+\]|\[[^\]]+\.xls[xmb]?\]/i.test(withoutTexts(formula))) return { kind: 'external-links' };
    if (/\[/.test(withoutTexts(formula))) return { kind: 'table-references' };
    const own = this.#world.scoped.get(sheet.toUpperCase()) ?? new Map<string, string>();
    const text = tryRead(() =>
      renameSheets(renameNames(fromFileSpelling(formula), own), this.#world.renamed),
    );
    const words = text === null ? null : wordsOf(text);
    if (text === null || !words) return { kind: 'unreadable-formulas' };
    const unknown = [...words.calls].find((name) => !knownFunctions.has(name));
    if (unknown !== undefined) return { kind: 'unknown-functions', detail: unknown };
    if (tryRead(() => parseFormula(text)) === null) return { kind: 'unreadable-formulas' };
    const lost = [...words.names].find((name) => !this.#world.names.has(name));
    return lost === undefined ? text : { kind: 'unknown-names', detail: lost };
  }
}

function withoutTexts(formula: string): string {
  return formula.replace(/"[^"]*"/g, '""').replace(/'[^'[\]]*'/g, "''");
}

function tryRead<T>(read: () => T): T | null {
  try {
    return read();
  } catch {
    return null;
  }
}
