import type { ChartData } from './chart-data.ts';
import {
  type ChartBar,
  type ChartFrame,
  type ChartLayout,
  type ChartText,
  type ChartValues,
  textWidth,
} from './chart-layout.ts';
import { round } from './line-layout.ts';
import { layPointLabels, planPointLabels, shorten } from './point-labels.ts';
import { extentOf } from './scale.ts';
import { digitStep, tickWriter } from './tick-text.ts';

/** −1 to 1: the colour of a number among the others. Without negative numbers it runs from 0 to 1. */
export function heatShare(value: number, low: number, high: number): number {
  if (low < 0) {
    const tall = Math.max(-low, high, 0);
    return tall === 0 ? 0 : value / tall;
  }
  return high > low ? (value - low) / (high - low) : 0.5;
}

/** A field of coloured squares: one row a series, one column a point. */
export function layHeat(
  data: ChartData,
  values: ChartValues,
  { width, height, font }: ChartFrame,
): ChartLayout {
  const names = data.series.map(({ name }) => name);
  const left = Math.min(width * 0.3, Math.max(0, ...names.map((name) => textWidth(name, font))) + font);
  const top = font * 0.3;
  // Squares, not towers: a map of two rows does not fill a high place.
  const bottom = Math.min(height - font * 1.75, top + names.length * font * 3.4);
  const plot = { left, top, right: width - 2, bottom };
  const band = (plot.right - plot.left) / Math.max(1, data.labels.length);
  const row = (plot.bottom - plot.top) / Math.max(1, names.length);
  const { low, high } = extentOf(values.flat()) ?? { low: 0, high: 0 };
  const gap = band > 10 ? 2 : 0.5;
  const cells = values.flatMap((series, index) =>
    series.flatMap((value, point): (ChartBar & { value: number })[] =>
      value === null
        ? []
        : [
            {
              series: index,
              point,
              x: round(plot.left + point * band),
              y: round(plot.top + index * row),
              width: round(Math.max(1, band - gap)),
              height: round(Math.max(1, row - 2)),
              tone: { kind: 'heat', share: heatShare(value, low, high) },
              value,
            },
          ],
    ),
  );
  const largest = Math.max(Math.abs(low), Math.abs(high));
  const write = tickWriter(data.format, digitStep(largest), largest);
  const texts = cells.map((cell) => ({ cell, text: write(cell.value) }));
  const fits = row > font * 1.5 && texts.every(({ text }) => textWidth(text, font) < band - gap - 4);
  const centres = data.labels.map((_, index) => plot.left + (index + 0.5) * band - gap / 2);
  return {
    lines: [],
    bars: cells,
    rules: [],
    texts: [
      ...names.map(
        (name, index): ChartText => ({
          x: plot.left - font * 0.6,
          y: round(plot.top + (index + 0.5) * row + font * 0.3),
          text: shorten(name, left - font * 0.8, font),
          anchor: 'end',
          strong: true,
        }),
      ),
      ...layPointLabels(
        planPointLabels(data.labels, plot.right - plot.left, font),
        centres,
        bottom + font * 1.3,
        font,
        width,
      ),
      ...(fits
        ? texts.map(
            ({ cell, text }): ChartText => ({
              x: round(cell.x + cell.width / 2),
              y: round(cell.y + cell.height / 2 + font * 0.35),
              text,
              anchor: 'middle',
              strong: true,
            }),
          )
        : []),
    ],
    centres,
    along: 'x',
    plot,
    keyed: false,
    place: () => plot.top,
  };
}
