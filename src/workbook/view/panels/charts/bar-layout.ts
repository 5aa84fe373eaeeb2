import { layValueAxis } from './axis-layout.ts';
import type { ChartData } from './chart-data.ts';
import {
  type ChartBar,
  type ChartFrame,
  type ChartLayout,
  type ChartRule,
  type ChartText,
  type ChartTone,
  type ChartValues,
  textWidth,
} from './chart-layout.ts';
import { round } from './line-layout.ts';
import { layPointLabels } from './point-labels.ts';
import { waterfallBars } from './running-total.ts';
import type { Domain, Ticks } from './scale.ts';
import { digitStep, tickWriter } from './tick-text.ts';

interface Block {
  readonly series: number;
  readonly point: number;
  /** Of the band: from 0 to 1. */
  readonly at: number;
  readonly share: number;
  readonly from: number;
  readonly to: number;
  readonly tone: ChartTone;
}

/** Bars side by side, on one another, or each from where the last one ended. */
export function layBars(
  data: ChartData,
  values: ChartValues,
  ticks: Ticks,
  domain: Domain,
  frame: ChartFrame,
): ChartLayout {
  const { width, font } = frame;
  const axis = layValueAxis(data, ticks, domain, frame, Math.ceil(font * 0.4));
  const span = axis.right - axis.left;
  const band = span / Math.max(1, data.labels.length);
  const centres = data.labels.map((_, index) => axis.left + (index + 0.5) * band);
  const bars = blocksOf(data, values).map((block) => barOf(block, axis, band));
  const links = data.kind === 'waterfall' ? linksOf(values, centres, band, axis.place) : [];
  return {
    lines: [],
    bars,
    rules: [...axis.rules, ...links],
    texts: [
      ...axis.texts,
      ...layPointLabels(axis.labels, centres, axis.labelsAt, font, width),
      ...(data.kind === 'waterfall' ? stepTexts(data, values, bars, centres, band, font, axis.top) : []),
    ],
    centres,
    along: 'x',
    plot: axis,
    keyed: data.kind !== 'waterfall' && data.series.length > 1,
    place: axis.place,
  };
}

function blocksOf(data: ChartData, values: ChartValues): Block[] {
  if (data.kind === 'stacked') return stackBlocks(values);
  if (data.kind === 'waterfall') return stepBlocks(values);
  return values.flatMap((series, index) =>
    series.flatMap((value, point) =>
      value === null
        ? []
        : [
            {
              series: index,
              point,
              at: index / values.length,
              share: 1 / values.length,
              from: 0,
              to: value,
              tone: { kind: 'series' as const, series: index },
            },
          ],
    ),
  );
}

function stackBlocks(values: ChartValues): Block[] {
  const points = values[0]?.length ?? 0;
  return Array.from({ length: points }, (_, point) => {
    let up = 0;
    let down = 0;
    return values.flatMap((series, index): Block[] => {
      const value = series[point] ?? null;
      if (value === null || value === 0) return [];
      const from = value > 0 ? up : down;
      if (value > 0) up += value;
      else down += value;
      const to = value > 0 ? up : down;
      return [{ series: index, point, at: 0, share: 1, from, to, tone: { kind: 'series', series: index } }];
    });
  }).flat();
}

const stepTones = { total: 'total', up: 'good', down: 'bad' } as const;

function stepBlocks(values: ChartValues): Block[] {
  return waterfallBars(values[0] ?? []).flatMap(({ from, to, kind }, point): Block[] =>
    kind === 'none' ? [] : [{ series: 0, point, at: 0, share: 1, from, to, tone: { kind: stepTones[kind] } }],
  );
}

function barOf(
  { series, point, at, share, from, to, tone }: Block,
  axis: { readonly left: number; place(value: number): number },
  band: number,
): ChartBar {
  const inner = band * (band > 14 ? 0.72 : 0.86);
  const x = axis.left + point * band + (band - inner) / 2 + at * inner;
  const top = Math.min(axis.place(from), axis.place(to));
  const bottom = Math.max(axis.place(from), axis.place(to));
  return {
    series,
    point,
    x: round(x),
    y: round(top),
    width: round(Math.max(1, share * inner - (share < 1 && inner > 12 ? 1 : 0))),
    // A bar of nothing is a line, so that one sees that there is a number.
    height: round(Math.max(1, bottom - top)),
    tone,
  };
}

/** A thin line from the end of one bar to the begin of the next. */
function linksOf(
  values: ChartValues,
  centres: readonly number[],
  band: number,
  place: (value: number) => number,
): ChartRule[] {
  const bars = waterfallBars(values[0] ?? []);
  return bars.slice(0, -1).map(({ to }, index) => ({
    x1: round((centres[index] ?? 0) + band * 0.36),
    x2: round((centres[index + 1] ?? 0) - band * 0.36),
    y1: round(place(to)),
    y2: round(place(to)),
    kind: 'link' as const,
  }));
}

/** The size of each step above its bar, where there is room for all. */
function stepTexts(
  data: ChartData,
  values: ChartValues,
  bars: readonly ChartBar[],
  centres: readonly number[],
  band: number,
  font: number,
  top: number,
): ChartText[] {
  const series = values[0] ?? [];
  const largest = Math.max(0, ...series.map((value) => Math.abs(value ?? 0)));
  const write = tickWriter(data.format, digitStep(largest), largest);
  const texts = bars.map((bar) => ({ bar, text: write(series[bar.point] ?? 0) }));
  if (texts.some(({ text }) => textWidth(text, font) > band - 2)) return [];
  return texts.map(({ bar, text }) => ({
    x: centres[bar.point] ?? 0,
    y: Math.max(top + font * 0.4, bar.y - font * 0.35),
    text,
    anchor: 'middle' as const,
    strong: true as const,
  }));
}
