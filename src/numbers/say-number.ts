/** Numbers as the kit writes them: on screen, and into text that a person or a model reads again. */
import { loneSeparator } from './separators.ts';

/** `4,500.5`; of a share `1.15 %`. */
export function sayNumber(value: number, share = false): string {
  const number = (share ? exact(value * 100) : value).toLocaleString('en-US', {
    maximumSignificantDigits: 15,
  });
  return share ? `${number} %` : number;
}

/** Without the residue of floating point: 0.38 rather than 0.38000000000000006. */
export function exact(value: number): number {
  return Number(value.toPrecision(15));
}

/**
 * A number as it is typed, without separators between thousands. It is read back as itself: where one mark
 * before three digits could mean two things it gets a fourth (`1.2340`). Without a locale, in every one.
 */
export function plainNumber(value: number, locale?: string): string {
  const text = String(value);
  const isClear = locale !== undefined && loneSeparator('.', locale).length === 1;
  return !isClear && /^-?[1-9]\d{0,2}\.\d{3}$/.test(text) ? `${text}0` : text;
}
