/** Short numbers for axes: 250k, 1.5m, 12 %, with the sign of a currency where the format has one. */
import { formatNumber } from '../../../number-format.ts';

const scales = [
  { least: 1e12, size: 1e12, unit: 'tn' },
  { least: 1e9, size: 1e9, unit: 'bn' },
  { least: 1e6, size: 1e6, unit: 'm' },
  { least: 1e4, size: 1e3, unit: 'k' },
] as const;

/** How an axis writes its ticks; all alike, so that they can be compared. */
export function tickWriter(
  format: string | undefined,
  step: number,
  largest: number,
): (value: number) => string {
  const code = (format ?? '').split(';')[0] ?? '';
  if (/[ymdhs]/i.test(code.replace(/"[^"]*"|\[[^\]]*\]|\\./g, '')) && !/general/i.test(code))
    return (value) => formatNumber(value, code).text.trim();
  if (code.includes('%')) return (value) => `${value === 0 ? '0' : plain(value * 100, step * 100)}%`;
  const scale = scales.find(({ least }) => largest >= least);
  const size = scale?.size ?? 1;
  if (largest >= 1e16) return (value) => signed(value.toExponential(1));
  const shrinks = /[0#?](,+)(?![0#?])/.exec(code)?.[1]?.length ?? 0;
  const currency = /^[^0#?]*?([$€£¥])/.exec(code.replace(/\\/g, ''))?.[1] ?? '';
  // A format that says its unit ("k") may be written in another one; a bare one stands for what a heading says.
  const saysUnit = /["\\]\s*[km]/i.test(code);
  if (shrinks > 0 && !saysUnit)
    return (value) => (value === 0 ? '0' : formatNumber(value, code).text.trim().replace(/^-/, '−'));
  return (value) => {
    const text = plain(Math.abs(value) / size, step / size);
    if (!/[1-9]/.test(text)) return '0';
    return `${value < 0 ? '−' : ''}${currency}${text}${scale?.unit ?? ''}`;
  };
}

/** A step that leaves about three digits of the largest number. */
export function digitStep(largest: number): number {
  return largest > 0 && Number.isFinite(largest) ? 10 ** Math.floor(Math.log10(largest) - 1.7) : 1;
}

/** With as many decimals as the step needs, no more. */
function plain(value: number, step: number): string {
  const places = decimalsOf(step);
  const [whole = '0', fraction] = Math.abs(value).toFixed(places).split('.');
  const grouped = whole.replace(/\B(?=(\d{3})+$)/g, ',');
  const text = fraction === undefined ? grouped : `${grouped}.${fraction}`;
  return value < 0 && /[1-9]/.test(text) ? `−${text}` : text;
}

function decimalsOf(step: number): number {
  for (let places = 0; places < 9; places += 1) {
    const scaled = step * 10 ** places;
    if (Math.abs(scaled - Math.round(scaled)) < 1e-6 * Math.max(1, scaled) && Math.round(scaled) > 0)
      return places;
  }
  return 9;
}

function signed(text: string): string {
  return text.replace(/^-/, '−').replace('e+', 'e');
}
