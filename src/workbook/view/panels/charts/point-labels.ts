/** Labels under the points of a chart: as many as fit, in two lines where that lets all of them stand. */
import { type ChartText, textWidth } from './chart-layout.ts';
import { labelStep } from './scale.ts';

export interface PointLabels {
  /** Lines that the labels take. */
  readonly lines: 1 | 2;
  /** Every how many points one is written. */
  readonly step: number;
  readonly words: readonly (readonly string[])[];
}

/** Points up to which it is worth to wrap: names of things, not months. */
const MOST_WRAPPED = 14;

export function planPointLabels(labels: readonly string[], span: number, font: number): PointLabels {
  const band = span / Math.max(1, labels.length);
  const widest = Math.max(font, ...labels.map((text) => textWidth(text, font)));
  const fitting = labelStep(labels.length, span / (widest + font * 1.1));
  // Rather the first and the last than the first alone.
  const ends = fitting >= labels.length && labels.length > 2 && span > widest * 2.1;
  const step = ends ? labels.length - 1 : fitting;
  const oneLine: PointLabels = {
    lines: 1,
    step,
    words: labels.map((text) => [shorten(text, Math.max(widest, band * step - font), font)]),
  };
  if (step === 1 || labels.length > MOST_WRAPPED) return oneLine;
  const wrapped = labels.map((text) => wrap(text, band - font * 0.2, font));
  const cut = wrapped.filter((lines) => lines.some((line) => line.endsWith('…'))).length;
  // Names that cannot be told from one another are worse than fewer names.
  if (cut > labels.length / 3) return oneLine;
  return { lines: wrapped.some(({ length }) => length > 1) ? 2 : 1, step: 1, words: wrapped };
}

export function layPointLabels(
  plan: PointLabels,
  centres: readonly number[],
  /** Baseline of the first line. */
  baseline: number,
  font: number,
  width: number,
): ChartText[] {
  return plan.words.flatMap((lines, index) => {
    const centre = centres[index];
    if (index % plan.step !== 0 || centre === undefined) return [];
    const half = Math.max(...lines.map((line) => textWidth(line, font))) / 2;
    const x = Math.max(half, Math.min(width - half, centre));
    return lines.map((text, line) => ({
      x,
      y: baseline + line * font * 1.2,
      text,
      anchor: 'middle' as const,
    }));
  });
}

/** In two lines at most, each within the room; what is too long ends in “…”. */
function wrap(text: string, room: number, font: number): string[] {
  if (textWidth(text, font) <= room) return [text];
  const words = text.split(/\s+/);
  let first = words[0] ?? text;
  let used = 1;
  while (used < words.length && textWidth(`${first} ${words[used]}`, font) <= room) {
    first += ` ${words[used]}`;
    used += 1;
  }
  const rest = words.slice(used).join(' ');
  return [first, ...(rest === '' ? [] : [rest])].map((line) => shorten(line, room, font));
}

export function shorten(text: string, room: number, font: number): string {
  const most = Math.max(2, Math.floor(room / (font * 0.55)));
  return text.length <= most ? text : `${text.slice(0, most - 1).trimEnd()}…`;
}
