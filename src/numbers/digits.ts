/** The digits and separators of a number, without sign and unit, as every value that they can mean. */
import { loneSeparator, plainSeparators } from './separators.ts';

/** First digits of other scripts in which people type numbers: Arabic, Persian, Devanagari, Bengali, Thai. */
const zeros = [0x0660, 0x06f0, 0x0966, 0x09e6, 0x0e50];

/** Digits and signs as on an English keyboard; fractions as `1/2`. Marks that cannot be seen are dropped. */
export function plainDigits(text: string): string {
  return text
    .replace(/[\u200b-\u200f\u202a-\u202e\u2060\u2066-\u2069\u061c\ufeff]/g, '')
    .replace(/[\uff01-\uff5e]/g, (sign) => String.fromCharCode(sign.charCodeAt(0) - 0xfee0))
    .replace(/[¼½¾⅐-⅞]/g, (sign) => ` ${sign.normalize('NFKC')}`)
    .replace(/⁄/g, '/')
    .replace(/[\u0660-\u0669\u06f0-\u06f9\u0966-\u096f\u09e6-\u09ef\u0e50-\u0e59]/g, (digit) => {
      const code = digit.charCodeAt(0);
      return String(code - (zeros.findLast((zero) => zero <= code) ?? code));
    })
    .replace(/[\u2212\u2010-\u2015\ufe63]/g, '-')
    .replace(/٪/g, '%');
}

/** Values of `4.500,5`, `1/2`, `2 1/2`, `1e6`; two where a separator can be read both ways, none where it is no number. */
export function valuesOf(body: string, locale: string): readonly number[] {
  const text = plainSeparators(body).trim();
  const fraction = /^(?:(\d{1,6}) )?(\d{1,3})\/(\d{1,3})$/.exec(text);
  if (fraction) return fractionValue(fraction);
  const exponent = /^(.*\d[.,]?)e([-+]?\d{1,3})$/i.exec(text);
  if (exponent) return mantissa(exponent[1] ?? '', locale).map((value) => Number(`${value}e${exponent[2]}`));
  return mantissa(text, locale).map(Number);
}

function fractionValue([, whole = '0', above = '', below = '']: RegExpExecArray): number[] {
  const value = Number(whole) + Number(above) / Number(below);
  return Number.isFinite(value) ? [value] : [];
}

/** The number as `1234.5`, in every way in which it can be read. */
function mantissa(text: string, locale: string): readonly string[] {
  if (/^\d+$/.test(text)) return [text];
  const soft = /^([1-9]\d{0,2}([ '_])\d{3}(?:\2\d{3})*)(?:[.,٫](\d*))?$/.exec(text);
  if (soft) return [joined(soft[1], soft[3])];
  const certain = /^(\d*)٫(\d*)$/.exec(text);
  if (certain && text !== '٫') return [joined(certain[1], certain[2])];
  const both = /^([1-9]\d{0,2}(?:([.,])\d{3})+|[1-9]\d?(?:,\d{2})+,\d{3})([.,])(\d*)$/.exec(text);
  if (both && !both[1]?.includes(both[3] ?? '')) return [joined(both[1], both[4])];
  if (/^[1-9]\d{0,2}([.,])\d{3}(?:\1\d{3})+$|^[1-9]\d?(?:,\d{2})+,\d{3}$/.test(text)) return [joined(text)];
  const lone = /^(\d*)([.,])(\d*)$/.exec(text);
  return lone && text.length > 1 ? loneReadings(lone, locale) : [];
}

function loneReadings(
  [, before = '', separator = '', after = '']: RegExpExecArray,
  locale: string,
): string[] {
  const canGroup = after.length === 3 && /^[1-9]\d{0,2}$/.test(before);
  const ways = canGroup ? loneSeparator(separator, locale) : (['decimal'] as const);
  return ways.map((way) => (way === 'group' ? before + after : joined(before, after)));
}

function joined(whole = '', decimals = ''): string {
  return `${whole.replace(/\D/g, '') || '0'}.${decimals || '0'}`;
}
