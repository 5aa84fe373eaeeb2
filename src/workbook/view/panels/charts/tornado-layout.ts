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
import { shorten } from './point-labels.ts';
import { type Domain, placeIn, type Ticks } from './scale.ts';
import { tickWriter } from './tick-text.ts';
import { tornadoRows } from './tornado-rows.ts';

/** One row a driver, the widest at the top: what its low and its high end do to the result. */
export function layTornado(
  data: ChartData,
  values: ChartValues,
  ticks: Ticks,
  domain: Domain,
  { width, height, font }: ChartFrame,
): ChartLayout {
  const { base, rows } = tornadoRows(values[0] ?? [], values[1] ?? [], values[2]?.[0] ?? null);
  const widest = Math.max(0, ...data.labels.map((label) => textWidth(label, font)));
  const plot = {
    left: Math.min(width * 0.38, widest + font),
    top: font * 0.4,
    right: width - font * 1.2,
    bottom: height - font * 1.75,
  };
  const place = (value: number) => placeIn(domain, value, plot.left, plot.right);
  const band = (plot.bottom - plot.top) / Math.max(1, rows.length);
  const middles = new Map(rows.map(({ index }, row) => [index, plot.top + (row + 0.5) * band]));
  const thick = Math.min(band * 0.66, font * 2.4);
  const write = tickWriter(data.format, ticks.step, Math.max(Math.abs(ticks.low), Math.abs(ticks.high)));
  const bars = rows.flatMap(({ index, low, high }) =>
    [low, high].flatMap((value, series): ChartBar[] => {
      if (value === null) return [];
      const [from, to] = [place(base), place(value)];
      return [
        {
          series,
          point: index,
          x: round(Math.min(from, to)),
          y: round((middles.get(index) ?? 0) - thick / 2),
          width: round(Math.max(1, Math.abs(to - from))),
          height: round(thick),
          tone: { kind: 'series', series },
        },
      ];
    }),
  );
  const tickTexts = thinned(ticks.values, place, font, write);
  return {
    lines: [],
    bars,
    rules: [
      ...tickTexts.map(({ x }) => ({ x1: x, x2: x, y1: plot.top, y2: plot.bottom, kind: 'grid' as const })),
      { x1: place(base), x2: place(base), y1: plot.top, y2: plot.bottom, kind: 'zero' as const },
    ],
    texts: [
      ...rows.map(
        ({ index }): ChartText => ({
          x: plot.left - font * 0.6,
          y: round((middles.get(index) ?? 0) + font * 0.35),
          text: shorten(data.labels[index] ?? '', plot.left - font * 0.8, font),
          anchor: 'end',
          strong: true,
        }),
      ),
      ...tickTexts.map(({ x, text }): ChartText => ({ x, y: height - font * 0.3, text, anchor: 'middle' })),
    ],
    centres: data.labels.map((_, index) => middles.get(index) ?? 0),
    along: 'y',
    plot,
    keyed: true,
    place,
  };
}

/** Ticks below, every second one where they would touch. */
function thinned(
  values: readonly number[],
  place: (value: number) => number,
  font: number,
  write: (value: number) => string,
): { x: number; text: string }[] {
  const all = values.map((value) => ({ x: round(place(value)), text: write(value) }));
  const widest = Math.max(0, ...all.map(({ text }) => textWidth(text, font))) + font * 0.8;
  const gap = Math.abs((all[1]?.x ?? widest) - (all[0]?.x ?? 0)) || widest;
  const step = Math.max(1, Math.ceil(widest / gap));
  return all.filter((_, index) => index % step === 0);
}
