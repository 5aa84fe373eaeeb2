import { layValueAxis } from './axis-layout.ts';
import type { ChartData } from './chart-data.ts';
import {
  type ChartFrame,
  type ChartLayout,
  type ChartLine,
  type ChartText,
  type ChartValues,
  textWidth,
} from './chart-layout.ts';
import { spreadLabels } from './label-places.ts';
import { layPointLabels, shorten } from './point-labels.ts';
import type { Domain, Ticks } from './scale.ts';

/** Lines with their names at their ends; where the ends have no room, the names stand in a key. */
export function layLines(
  data: ChartData,
  values: ChartValues,
  ticks: Ticks,
  domain: Domain,
  frame: ChartFrame,
): ChartLayout {
  const { width, height, font } = frame;
  const names = data.series.map(({ name }) => name);
  const fits = names.length * font * 1.25 < height - font * 3 && width > font * 16;
  const named = names.length > 1 && fits;
  const gutter = named
    ? Math.min(width * 0.32, Math.max(...names.map((name) => textWidth(name, font))) + font)
    : font;
  const axis = layValueAxis(data, ticks, domain, frame, Math.ceil(gutter));
  const count = data.labels.length;
  const centres = data.labels.map((_, index) =>
    count === 1 ? (axis.left + axis.right) / 2 : axis.left + (index / (count - 1)) * (axis.right - axis.left),
  );
  const lines = values.map((series, index) => drawLine(series, index, centres, axis.place));
  return {
    lines,
    bars: [],
    rules: axis.rules,
    texts: [
      ...axis.texts,
      ...layPointLabels(axis.labels, centres, axis.labelsAt, font, width),
      ...(named ? endNames(names, values, axis, gutter, font) : []),
    ],
    centres,
    along: 'x',
    plot: axis,
    keyed: names.length > 1 && !named,
    place: axis.place,
  };
}

function drawLine(
  series: readonly (number | null)[],
  index: number,
  centres: readonly number[],
  place: (value: number) => number,
): ChartLine {
  let d = '';
  const dots: { x: number; y: number }[] = [];
  for (const [point, value] of series.entries()) {
    if (value === null) continue;
    const x = round(centres[point] ?? 0);
    const y = round(place(value));
    const joins = point > 0 && typeof series[point - 1] === 'number';
    d += `${joins ? 'L' : 'M'}${x} ${y}`;
    const goesOn = typeof series[point + 1] === 'number';
    if (!joins && !goesOn) dots.push({ x, y });
  }
  return { series: index, d, dots };
}

function endNames(
  names: readonly string[],
  values: ChartValues,
  axis: {
    readonly right: number;
    readonly top: number;
    readonly bottom: number;
    place(value: number): number;
  },
  gutter: number,
  font: number,
): ChartText[] {
  const ends = values.map((series) => {
    const last = series.findLast((value) => value !== null);
    return last === undefined || last === null ? axis.bottom : axis.place(last);
  });
  const places = spreadLabels(ends, font * 1.25, axis.top, axis.bottom);
  return names.map((name, series) => ({
    x: axis.right + font * 0.6,
    y: round((places[series] ?? 0) + font * 0.35),
    text: shorten(name, gutter - font * 0.6, font),
    anchor: 'start' as const,
    strong: true as const,
    series,
  }));
}

export function round(value: number): number {
  return Math.round(value * 10) / 10;
}
