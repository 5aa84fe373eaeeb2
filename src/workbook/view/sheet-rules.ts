/** What the rules of a sheet say of one cell: role, number format, validation, conditional colours. */
import { type AreaAddress, parseArea } from '../address.ts';
import type { ConditionalRule, FormatRule, ValidationRule } from '../schema.ts';
import type { SheetLook } from '../workbook.ts';

export type CellRole = NonNullable<FormatRule['role']>;

interface Placed<Rule> {
  readonly area: AreaAddress;
  readonly rule: Rule;
}

/** Later rules win over earlier ones. Built once for each state of a sheet's look. */
export class SheetRules {
  /** Whether any rule gives a role: where none does, roles are guessed from what the cells hold. */
  readonly hasRoles: boolean;
  readonly #formats: readonly Placed<FormatRule>[];
  readonly #validations: readonly Placed<ValidationRule>[];
  readonly #conditionals: readonly Placed<ConditionalRule>[];
  readonly #formatRows = new Map<number, readonly Placed<FormatRule>[]>();

  constructor(look: Pick<SheetLook, 'formats' | 'validations' | 'conditionals'>) {
    this.hasRoles = look.formats.some(({ role }) => role !== undefined);
    this.#formats = placed(look.formats).reverse();
    this.#validations = placed(look.validations).reverse();
    this.#conditionals = placed(look.conditionals);
  }

  roleAt(row: number, column: number): CellRole | undefined {
    return this.#formatsIn(row).find(({ area, rule }) => rule.role && inColumns(area, column))?.rule.role;
  }

  formatAt(row: number, column: number): string | undefined {
    return this.#formatsIn(row).find(({ area, rule }) => rule.format && inColumns(area, column))?.rule.format;
  }

  validationAt(row: number, column: number): ValidationRule | undefined {
    return this.#validations.find(({ area }) => inRows(area, row) && inColumns(area, column))?.rule;
  }

  /** The colour that the conditions give a number, the last that holds. */
  conditionalAt(row: number, column: number, value: number): ConditionalRule['show'] | undefined {
    return this.#conditionals
      .filter(({ area, rule }) => inRows(area, row) && inColumns(area, column) && holds(rule, value))
      .at(-1)?.rule.show;
  }

  #formatsIn(row: number): readonly Placed<FormatRule>[] {
    let found = this.#formatRows.get(row);
    if (!found) {
      found = this.#formats.filter(({ area }) => inRows(area, row));
      this.#formatRows.set(row, found);
    }
    return found;
  }
}

const known = new WeakMap<SheetLook, SheetRules>();

/** The rules of a look; looks are replaced, never changed, so each is read once. */
export function rulesOf(look: SheetLook): SheetRules {
  let rules = known.get(look);
  if (!rules) {
    rules = new SheetRules(look);
    known.set(look, rules);
  }
  return rules;
}

function placed<Rule extends { readonly area: string }>(rules: readonly Rule[]): Placed<Rule>[] {
  return rules.flatMap((rule) => {
    const area = parseArea(rule.area);
    return area ? [{ area, rule }] : [];
  });
}

function inRows(area: AreaAddress, row: number): boolean {
  return area.top <= row && row <= area.bottom;
}

function inColumns(area: AreaAddress, column: number): boolean {
  return area.left <= column && column <= area.right;
}

function holds(rule: ConditionalRule, value: number): boolean {
  switch (rule.when) {
    case 'below':
      return value < (rule.value ?? 0);
    case 'above':
      return value > (rule.value ?? 0);
    case 'not-zero':
      return Math.abs(value) > 0.005;
  }
}
