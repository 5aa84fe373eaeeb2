/** What a chart draws, read from the workbook: never fails, whatever the cells hold. */
import type { WorkbookChart } from '../../../schema.ts';
import { CellError, clip, type Range, type Scalar } from '../../../value.ts';
import type { Workbook } from '../../../workbook.ts';
import { cellOf, formatOf, valueText } from '../shown.ts';

export interface ChartPoint {
  /** Null where there is no number to draw. */
  readonly value: number | null;
  /** What the cell shows: a number in its format, an error code, or nothing. */
  readonly text: string;
}

export interface ChartSeries {
  readonly name: string;
  readonly points: readonly ChartPoint[];
}

export interface ChartData {
  readonly kind: WorkbookChart['kind'];
  readonly title: string;
  readonly labels: readonly string[];
  readonly series: readonly ChartSeries[];
  readonly format: string | undefined;
  /** Cells with an error among the values. */
  readonly errors: number;
}

/** Points of a series that are drawn; a chart of more is a chart of nothing. */
export const MOST_POINTS = 400;

export function readChart(workbook: Workbook, chart: WorkbookChart): ChartData {
  const sources = chart.series.map(({ name, values }) => ({ name, range: find(workbook, values) }));
  const first = sources.find(({ range }) => range)?.range;
  const format =
    chart.format ?? (first ? formatOf(workbook, first.sheet.name, first.top, first.left) : undefined);
  const series = sources.map(({ name, range }) => ({
    name,
    points: range ? cellsOf(range).map((value) => pointOf(value, format)) : [],
  }));
  const count = Math.max(0, ...series.map(({ points }) => points.length));
  return {
    kind: chart.kind,
    title: chart.title,
    labels: labelsOf(workbook, chart.labels, count),
    series: series.map(({ name, points }) => ({ name, points: padded(points, count) })),
    format,
    errors: sources.reduce((sum, { range }) => sum + (range ? countErrors(range) : 0), 0),
  };
}

function find(workbook: Workbook, reference: string): Range | null {
  const range = workbook.engine.reference(reference);
  return range ? clip(range) : null;
}

/** Row by row, at most {@link MOST_POINTS}. */
function cellsOf(range: Range): Scalar[] {
  const count = Math.min(MOST_POINTS, range.rows * range.columns);
  return Array.from({ length: count }, (_, index) =>
    range.at(Math.floor(index / range.columns), index % range.columns),
  );
}

function pointOf(value: Scalar, format: string | undefined): ChartPoint {
  if (typeof value === 'number' && Number.isFinite(value)) return { value, text: valueText(value, format) };
  return { value: null, text: valueText(value, undefined) };
}

function padded(points: readonly ChartPoint[], count: number): readonly ChartPoint[] {
  if (points.length === count) return points;
  return [...points, ...Array.from({ length: count - points.length }, () => ({ value: null, text: '' }))];
}

function labelsOf(workbook: Workbook, reference: string, count: number): string[] {
  const range = find(workbook, reference);
  return Array.from({ length: count }, (_, index) => {
    const row = range ? Math.floor(index / range.columns) : 0;
    if (!range || row >= range.rows) return String(index + 1);
    return cellOf(workbook, range, row, index % range.columns).text || String(index + 1);
  });
}

function countErrors(range: Range): number {
  return cellsOf(range).filter((value) => value instanceof CellError).length;
}
