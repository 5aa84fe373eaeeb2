/** The assumptions that a person may move, as the panel shows them. */

import { type NumberReading, readNumber } from '../../../../numbers/read-number.ts';
import { cellName } from '../../../address.ts';
import type { Driver, ValidationRule } from '../../../schema.ts';
import type { Workbook } from '../../../workbook.ts';
import { formatOf, ruleOf, valueText } from '../shown.ts';

export interface DriverRow {
  readonly id: string;
  readonly label: string;
  readonly sheet: string;
  /** `D12` */
  readonly at: string;
  /** What the cell holds; null where it is no number that was typed. */
  readonly value: number | null;
  readonly least: number;
  readonly most: number;
  readonly step: number;
  readonly format: string | undefined;
  /** What may be typed into the cell. */
  readonly rule: ValidationRule | undefined;
  /** What the briefing gives, where that is known. */
  readonly start: number | undefined;
}

/** Drivers whose cell is there; `starts` holds what an agent last put in, by address. */
export function driverRows(workbook: Workbook, starts: ReadonlyMap<string, number>): DriverRow[] {
  return workbook.movableDrivers.flatMap((driver) => {
    const range = workbook.engine.reference(driver.cell);
    if (!range) return [];
    const sheet = range.sheet.name;
    const at = cellName(range.top, range.left);
    const cell = workbook.engine.sheet(sheet)?.find(range.top, range.left);
    const isTyped = cell?.formula === undefined && typeof cell?.constant === 'number';
    const value = isTyped && typeof cell.constant === 'number' ? cell.constant : null;
    return [
      {
        id: driver.id,
        label: driver.label,
        sheet,
        at,
        value,
        ...limitsOf(driver, value),
        step: driver.step,
        format: formatOf(workbook, sheet, range.top, range.left),
        rule: ruleOf(workbook, sheet, range.top, range.left),
        start: driver.start ?? starts.get(`${sheet}!${at}`),
      },
    ];
  });
}

/** The ends of the slider; wider where somebody typed a number beyond them. */
function limitsOf({ least, most }: Driver, value: number | null): { least: number; most: number } {
  const [low, high] = least < most ? [least, most] : [most, least];
  if (value === null) return { least: low, most: high };
  return { least: Math.min(low, value), most: Math.max(high, value) };
}

/** A number on the steps of a driver, without the residue of floating point. */
export function onStep(value: number): number {
  return Number(value.toPrecision(12));
}

/** In the format of its cell, with as many decimals as its step needs. */
export function driverText({ format, step }: DriverRow, value: number): string {
  if (format === undefined) return valueText(value, undefined);
  const shown = valueText(value, format);
  const finer = finerFormat(format, step);
  return finer === format ? shown : valueText(value, finer);
}

/** A format that shows a change of one step: `0%` becomes `0.0%` for a step of 0.001. */
export function finerFormat(format: string, step: number): string {
  const code = format.split(';')[0] ?? format;
  const unit = code.includes('%') ? step * 100 : step;
  const places = decimalsOf(unit);
  const has = /\.([0#?]+)/.exec(code)?.[1]?.length ?? 0;
  if (places <= has || !/[0#]/.test(code) || /[ymdhs]/i.test(code.replace(/"[^"]*"/g, ''))) return format;
  const grow = (section: string) =>
    /\.[0#?]+/.test(section)
      ? section.replace(/\.[0#?]+/, `.${'0'.repeat(places)}`)
      : section.replace(/([0#?,]*[0#?])(?!.*[0#?])/, `$1.${'0'.repeat(places)}`);
  return format.split(';').map(grow).join(';');
}

function decimalsOf(step: number): number {
  for (let places = 0; places < 6; places += 1) {
    const scaled = step * 10 ** places;
    if (Math.abs(scaled - Math.round(scaled)) < 1e-6 && Math.round(scaled) > 0) return places;
  }
  return 6;
}

/** The number that a person typed into a driver, in the unit of its cell and within the rule of that cell. */
export function readDriver(text: string, row: DriverRow, locale?: string): NumberReading {
  const { format, least, most, step, rule } = row;
  const bounds = rule?.kind === 'number' ? { min: rule.least, max: rule.most } : {};
  return readNumber(text, {
    ...bounds,
    locale,
    share: format?.includes('%') ? 'percent' : undefined,
    usual: { min: least, max: most, step },
  });
}
