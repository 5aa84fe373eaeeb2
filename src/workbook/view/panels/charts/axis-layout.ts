/** The axes that lines and bars share: ticks at the left, labels of the points below. */
import type { ChartData } from './chart-data.ts';
import { type ChartFrame, type ChartRule, type ChartText, textWidth } from './chart-layout.ts';
import { type Domain, labelStep, placeIn, type Ticks } from './scale.ts';
import { tickWriter } from './tick-text.ts';

export interface AxisLayout {
  readonly left: number;
  readonly top: number;
  readonly right: number;
  readonly bottom: number;
  readonly texts: readonly ChartText[];
  readonly rules: readonly ChartRule[];
  place(value: number): number;
}

/** Value axis at the left, with room of `gutter` pixels kept at the right. */
export function layValueAxis(
  data: ChartData,
  ticks: Ticks,
  domain: Domain,
  frame: ChartFrame,
  gutter: number,
): AxisLayout {
  const { width, height, font } = frame;
  const write = tickWriter(data.format, ticks.step, Math.max(Math.abs(ticks.low), Math.abs(ticks.high)));
  const words = ticks.values.map(write);
  const widest = Math.max(0, ...words.map((text) => textWidth(text, font)));
  const plot = {
    left: Math.ceil(widest + font * 0.7),
    top: Math.round(font * 0.75),
    right: width - gutter,
    bottom: height - Math.round(font * 1.75),
  };
  const place = (value: number) => placeIn(domain, value, plot.bottom, plot.top);
  const inside = ticks.values.map((value, index) => ({ y: place(value), value, text: words[index] ?? '' }));
  const seen = inside.filter(({ y }) => y >= plot.top - 1 && y <= plot.bottom + 1);
  return {
    ...plot,
    place,
    rules: seen.map(({ y, value }) => ({
      x1: plot.left,
      y1: y,
      x2: plot.right,
      y2: y,
      kind: value === 0 ? ('zero' as const) : ('grid' as const),
    })),
    texts: seen.map(({ y, text }) => ({
      x: plot.left - font * 0.6,
      y: y + font * 0.35,
      text,
      anchor: 'end' as const,
    })),
  };
}

/** Labels under the points, as many as fit; the first always. */
export function layPointLabels(
  labels: readonly string[],
  centres: readonly number[],
  span: number,
  baseline: number,
  font: number,
  edges: { readonly left: number; readonly right: number },
): ChartText[] {
  const widest = Math.max(font, ...labels.map((text) => textWidth(text, font)));
  const step = labelStep(labels.length, span / (widest + font * 1.1));
  return labels.flatMap((text, index) => {
    const centre = centres[index];
    if (index % step !== 0 || centre === undefined) return [];
    const shown = shorten(text, Math.max(widest, (span / labels.length) * step - font * 0.6), font);
    const half = textWidth(shown, font) / 2;
    const x = Math.max(edges.left + half, Math.min(edges.right - half, centre));
    return [{ x, y: baseline, text: shown, anchor: 'middle' as const }];
  });
}

export function shorten(text: string, room: number, font: number): string {
  const most = Math.max(2, Math.floor(room / (font * 0.57)));
  return text.length <= most ? text : `${text.slice(0, most - 1).trimEnd()}…`;
}
