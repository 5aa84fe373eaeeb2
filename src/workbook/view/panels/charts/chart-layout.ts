/** Where everything of a chart stands, in pixels. Pure: the screen only draws what this says. */
import { layBars } from './bar-layout.ts';
import type { ChartData } from './chart-data.ts';
import { layHeat } from './heat-layout.ts';
import { layLines } from './line-layout.ts';
import { waterfallBars } from './running-total.ts';
import { type Domain, domainForLines, extentOf, niceTicks, type Ticks } from './scale.ts';
import { layTornado } from './tornado-layout.ts';
import { tornadoRows } from './tornado-rows.ts';

export interface ChartFrame {
  readonly width: number;
  readonly height: number;
  /** Size of the text. */
  readonly font: number;
}

/** Numbers as they are drawn now: in the middle of a change they are between the old and the new. */
export type ChartValues = readonly (readonly (number | null)[])[];

export type ChartTone =
  | { readonly kind: 'series'; readonly series: number }
  | { readonly kind: 'good' | 'bad' | 'total' }
  /** From −1 (the worst) over 0 to 1 (the most). */
  | { readonly kind: 'heat'; readonly share: number };

export interface ChartLine {
  readonly series: number;
  /** Data of an SVG path. */
  readonly d: string;
  /** Points that have no neighbour to draw a line to. */
  readonly dots: readonly { readonly x: number; readonly y: number }[];
}

export interface ChartBar {
  readonly series: number;
  readonly point: number;
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
  readonly tone: ChartTone;
}

export interface ChartText {
  readonly x: number;
  readonly y: number;
  readonly text: string;
  readonly anchor: 'start' | 'middle' | 'end';
  /** Muted, as on an axis, where it is not set. */
  readonly strong?: true;
  readonly series?: number;
}

export interface ChartRule {
  readonly x1: number;
  readonly y1: number;
  readonly x2: number;
  readonly y2: number;
  readonly kind: 'grid' | 'zero' | 'link';
}

export interface ChartLayout {
  readonly lines: readonly ChartLine[];
  readonly bars: readonly ChartBar[];
  readonly texts: readonly ChartText[];
  readonly rules: readonly ChartRule[];
  /** Middle of each point along the axis that is walked, in order of the data. */
  readonly centres: readonly number[];
  /** Points lie side by side, or one under the other. */
  readonly along: 'x' | 'y';
  /** The area of the marks. */
  readonly plot: {
    readonly left: number;
    readonly top: number;
    readonly right: number;
    readonly bottom: number;
  };
  /** Series whose names need a key above, because they could not stand at their marks. */
  readonly keyed: boolean;
  /** Place of a value on its axis. */
  place(value: number): number;
}

/** Width of a text, as wide as figures are: near enough to keep texts apart. */
export function textWidth(text: string, font: number): number {
  return text.length * font * 0.55;
}

export function valuesOf(data: ChartData): ChartValues {
  return data.series.map(({ points }) => points.map(({ value }) => value));
}

/** The axis that fits the data, before anything moves. */
export function ticksOf(data: ChartData, values: ChartValues, count: number): Ticks {
  const extent = reachOf(data, values) ?? { low: 0, high: 1 };
  if (data.kind === 'line') return niceTicks(domainForLines(extent), count);
  if (data.kind === 'tornado') return niceTicks(extent, count);
  if (data.kind === 'waterfall') return niceTicks(withHeadroom(extent), count);
  return niceTicks({ low: Math.min(0, extent.low), high: Math.max(0, extent.high) }, count);
}

function reachOf(data: ChartData, values: ChartValues): Domain | null {
  switch (data.kind) {
    case 'stacked':
      return extentOf(stackEnds(values));
    case 'waterfall':
      return extentOf(waterfallBars(values[0] ?? []).flatMap(({ from, to }) => [from, to]));
    case 'tornado': {
      const { base } = tornadoRows(values[0] ?? [], values[1] ?? [], values[2]?.[0] ?? null);
      return extentOf([...(values[0] ?? []), ...(values[1] ?? []), base]);
    }
    default:
      return extentOf(values.flat());
  }
}

/** Room for the number above the highest bar. */
function withHeadroom({ low, high }: Domain): Domain {
  const [bottom, top] = [Math.min(0, low), Math.max(0, high)];
  return { low: bottom, high: top + (top - bottom) * 0.09 };
}

/** Height and depth of each stack. */
function stackEnds(values: ChartValues): number[] {
  const points = values[0]?.length ?? 0;
  return Array.from({ length: points }, (_, point) => {
    const column = values.map((series) => series[point] ?? 0);
    const up = column.reduce((sum, value) => sum + Math.max(0, value), 0);
    return [up, column.reduce((sum, value) => sum + Math.min(0, value), 0)];
  }).flat();
}

/** Whether there is any number to draw. */
export function hasNumbers(data: ChartData): boolean {
  return extentOf(valuesOf(data).flat()) !== null;
}

export function layoutChart(
  data: ChartData,
  values: ChartValues,
  ticks: Ticks,
  domain: Domain,
  frame: ChartFrame,
): ChartLayout {
  switch (data.kind) {
    case 'line':
      return layLines(data, values, ticks, domain, frame);
    case 'tornado':
      return layTornado(data, values, ticks, domain, frame);
    case 'heat':
      return layHeat(data, values, frame);
    default:
      return layBars(data, values, ticks, domain, frame);
  }
}
