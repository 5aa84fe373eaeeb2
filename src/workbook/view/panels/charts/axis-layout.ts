/** The axes that lines and bars share: ticks at the left, labels of the points below. */
import type { ChartData } from './chart-data.ts';
import { type ChartFrame, type ChartRule, type ChartText, textWidth } from './chart-layout.ts';
import { type PointLabels, planPointLabels } from './point-labels.ts';
import { type Domain, placeIn, type Ticks } from './scale.ts';
import { tickWriter } from './tick-text.ts';

export interface AxisLayout {
  readonly left: number;
  readonly top: number;
  readonly right: number;
  readonly bottom: number;
  readonly texts: readonly ChartText[];
  readonly rules: readonly ChartRule[];
  readonly labels: PointLabels;
  /** Baseline of the first line of labels. */
  readonly labelsAt: number;
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
  const left = Math.ceil(widest + font * 0.7);
  const right = width - gutter;
  const labels = planPointLabels(data.labels, right - left, font);
  const below = font * (labels.lines === 2 ? 2.95 : 1.75);
  const plot = { left, right, top: Math.round(font * 0.75), bottom: height - Math.round(below) };
  const place = (value: number) => placeIn(domain, value, plot.bottom, plot.top);
  const inside = ticks.values.map((value, index) => ({ y: place(value), value, text: words[index] ?? '' }));
  const seen = inside.filter(({ y }) => y >= plot.top - 1 && y <= plot.bottom + 1);
  return {
    ...plot,
    labels,
    labelsAt: plot.bottom + font * 1.4,
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
