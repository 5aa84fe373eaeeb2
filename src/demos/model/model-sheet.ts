/** How a script lays out a sheet: rows with keys, from which the inputs of the writing tools are made. */
import type { z } from 'astro/zod';
import { columnName } from '../../workbook/address.ts';
import type { cellRoleSchema, FormatRule } from '../../workbook/schema.ts';

type CellRole = z.infer<typeof cellRoleSchema>;
type Input = number | string | null;

/**
 * A row of a sheet. In formulas `[key]` is the cell of that row in the same period, `[key<]` the one before,
 * `[key^]` the same with its row held fast, `[key=]` the whole line with dollars, `[key:last]` the rows from
 * one to another, and `[Sheet!key]` a row of another sheet, with the same marks.
 */
export interface SheetRow {
  readonly key?: string;
  readonly label: string;
  readonly unit?: string;
  /** What stands before the first period: the balance that the plan begins with. */
  readonly opening?: Input;
  /** Of the first period; filled to the right. */
  readonly formula?: string;
  /** Name of the line. */
  readonly name?: string;
  readonly role?: CellRole;
  readonly format?: string;
}

/** A blank row; changes find room there. */
export const gap: SheetRow = { label: '' };

export function heading(label: string): SheetRow {
  return { label, role: 'heading' };
}

/** Rows that are written in one call. */
export interface SheetPart {
  /** Follows "Wrote": "customers and revenue by plan". */
  readonly purpose: string;
  readonly rows: readonly SheetRow[];
  /** False where the formulas belong to the first column alone. */
  readonly fill?: false;
}

export interface SheetPlan {
  readonly sheet: string;
  /** Columns before the first period: label and unit, and where there is one the opening balance. */
  readonly lead: 2 | 3;
  readonly periods: number;
  readonly parts: readonly SheetPart[];
}

/** Where every row of every sheet stands. */
export class SheetPlaces {
  readonly #rows = new Map<string, number>();
  readonly #plans: ReadonlyMap<string, SheetPlan>;

  constructor(plans: readonly SheetPlan[]) {
    this.#plans = new Map(plans.map((plan) => [plan.sheet, plan]));
    for (const { sheet, parts } of plans) {
      let row = 1;
      for (const each of parts.flatMap(({ rows }) => rows)) {
        if (each.key) this.#rows.set(`${sheet}!${each.key}`, row);
        row += 1;
      }
    }
  }

  row(sheet: string, key: string): number {
    const row = this.#rows.get(`${sheet}!${key}`);
    if (row === undefined) throw new Error(`The sheet ${sheet} has no row ${key}`);
    return row;
  }

  /** Columns of the first and the last period. */
  span(sheet: string): { first: string; last: string } {
    const plan = this.#plans.get(sheet);
    if (!plan) throw new Error(`There is no sheet ${sheet}`);
    return { first: columnName(plan.lead), last: columnName(plan.lead + plan.periods - 1) };
  }

  /** `Sheet!$D$5:$BK$5` of a row. */
  line(sheet: string, key: string): string {
    const { first, last } = this.span(sheet);
    const row = this.row(sheet, key);
    return `${sheet}!$${first}$${row}:$${last}$${row}`;
  }

  /** `Sheet!$D$5:$BK$8` from one row to another. */
  block(sheet: string, from: string, to: string): string {
    const { first, last } = this.span(sheet);
    return `${sheet}!$${first}$${this.row(sheet, from)}:$${last}$${this.row(sheet, to)}`;
  }

  /** A formula of the first period, with its references in place. */
  formula(home: SheetPlan, text: string): string {
    return text.replaceAll(
      reference,
      (_, other: string | undefined, key: string, end: string, mark: string) => {
        const sheet = other ?? home.sheet;
        const prefix = other ? `${other}!` : '';
        if (mark === '=') return `${prefix}${this.line(sheet, key).split('!')[1]}`;
        const column = columnName(home.lead - (mark === '<' ? 1 : 0));
        const from = `${prefix}${column}${mark === '^' ? '$' : ''}${this.row(sheet, key)}`;
        return end ? `${from}:${column}${this.row(sheet, end)}` : from;
      },
    );
  }
}

/** `[key]`, `[Sheet!key]`, `[key:last]`, each with a mark at the end. */
const reference = /\[(?:(\w+)!)?(\w+)(?::(\w+))?([<=^]?)\]/g;

/** The input of `write_range` for a part of a sheet. */
export function partInput(plan: SheetPlan, part: SheetPart, places: SheetPlaces) {
  const start = plan.parts.slice(0, plan.parts.indexOf(part)).flatMap(({ rows }) => rows).length + 1;
  const rows = part.rows.map((row) => {
    const first = row.formula === undefined ? null : places.formula(plan, row.formula);
    const opening =
      typeof row.opening === 'string' ? openingFormula(plan, row.opening, places) : (row.opening ?? null);
    const lead: Input[] = [row.label || null, row.unit ?? null];
    return plan.lead === 3 ? [...lead, opening, first] : [...lead, first];
  });
  const fill = part.fill === false ? {} : { fill_right: plan.periods - 1 };
  return { purpose: part.purpose, sheet: plan.sheet, at: `A${start}`, rows, ...fill };
}

function openingFormula(plan: SheetPlan, text: string, places: SheetPlaces): string {
  return places.formula({ ...plan, lead: 2 }, text);
}

/** Names of the lines of a part. */
export function partNames(plan: SheetPlan, part: SheetPart, places: SheetPlaces): Record<string, string> {
  return Object.fromEntries(
    part.rows.flatMap((row) => (row.name && row.key ? [[row.name, places.line(plan.sheet, row.key)]] : [])),
  );
}

/** Looks of a sheet: the roles and formats of its rows; rows alike and side by side share a rule. */
export function formatRules(plan: SheetPlan, places: SheetPlaces, usual: string): FormatRule[] {
  const { last } = places.span(plan.sheet);
  const rows = plan.parts.flatMap((part) => part.rows);
  const values = columnName(2);
  const rules: FormatRule[] = [{ area: `${values}3:${last}${rows.length}`, format: usual }];
  let open: { rule: FormatRule; key: string; last: number } | null = null;
  for (const [index, { role, format }] of rows.entries()) {
    const row = index + 1;
    const key = `${role} ${format}`;
    if (!role && !format) continue;
    if (open && open.key === key && open.last === row - 1) {
      rules.pop();
      open.rule = { ...open.rule, area: open.rule.area.replace(/\d+$/, String(row)) };
      open.last = row;
    } else {
      const from = role ? 'A' : values;
      open = {
        rule: { area: `${from}${row}:${last}${row}`, ...(role && { role }), ...(format && { format }) },
        key,
        last: row,
      };
    }
    rules.push(open.rule);
  }
  return rules;
}
