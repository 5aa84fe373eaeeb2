/** What stands around the cells of a sheet. */
import { parseArea } from './address.ts';
import type { ConditionalRule, FormatRule, ValidationRule } from './schema.ts';

/** What stands around the cells of one sheet. */
export interface SheetLook {
  readonly name: string;
  readonly formats: readonly FormatRule[];
  readonly validations: readonly ValidationRule[];
  readonly conditionals: readonly ConditionalRule[];
  readonly widths: Readonly<Record<string, number>>;
  readonly frozen: { readonly rows: number; readonly columns: number };
}

export const emptyLook: Omit<SheetLook, 'name'> = {
  formats: [],
  validations: [],
  conditionals: [],
  widths: {},
  frozen: { rows: 0, columns: 0 },
};

type RuleOfArea = FormatRule | ValidationRule | ConditionalRule;

/** Whether a later rule says all that an earlier one says, for all of its area. */
export function hides(rule: RuleOfArea, old: RuleOfArea): boolean {
  if ('when' in old && 'when' in rule && (old.when !== rule.when || old.value !== rule.value)) return false;
  const says = new Map(Object.entries(rule));
  const said = Object.entries(old).every(
    ([part, value]) => value === undefined || says.get(part) !== undefined,
  );
  const [over, under] = [parseArea(rule.area), parseArea(old.area)];
  if (!said || !over || !under) return false;
  return (
    over.top <= under.top &&
    over.left <= under.left &&
    over.bottom >= under.bottom &&
    over.right >= under.right
  );
}
