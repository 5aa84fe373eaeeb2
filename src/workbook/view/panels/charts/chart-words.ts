/** A chart in words: what a person hears who cannot see it, and what stands at a point. */
import type { ChartData, ChartSeries } from './chart-data.ts';

const kinds: Record<ChartData['kind'], string> = {
  line: 'Line chart',
  bar: 'Bar chart',
  stacked: 'Stacked bar chart',
  waterfall: 'Waterfall chart',
  tornado: 'Tornado chart',
  heat: 'Heat map',
};

/** "Line chart. Cash: from 120 in Jan 26 to 4,310 in Dec 30, lowest −35 in Mar 26." */
export function describeChart(data: ChartData): string {
  const series = data.series.slice(0, 6).map((each) => describeSeries(each, data.labels));
  const more = data.series.length > 6 ? [`And ${data.series.length - 6} more.`] : [];
  return [`${kinds[data.kind]}.`, ...series, ...more].join(' ');
}

function describeSeries({ name, points }: ChartSeries, labels: readonly string[]): string {
  const known = points.flatMap((point, index) =>
    point.value === null ? [] : [{ value: point.value, text: point.text, label: labels[index] ?? '' }],
  );
  const [first] = known;
  const last = known.at(-1);
  if (!first || !last) return `${name}: no numbers.`;
  if (known.length === 1) return `${name}: ${first.text} in ${first.label}.`;
  const least = known.reduce((low, each) => (each.value < low.value ? each : low));
  const most = known.reduce((high, each) => (each.value > high.value ? each : high));
  const parts = [`from ${first.text} in ${first.label} to ${last.text} in ${last.label}`];
  if (least !== first && least !== last) parts.push(`lowest ${least.text} in ${least.label}`);
  if (most !== first && most !== last) parts.push(`highest ${most.text} in ${most.label}`);
  return `${name}: ${parts.join(', ')}.`;
}

/** "Mar 27: Cash 269, Debt 40." */
export function describePoint(data: ChartData, index: number): string {
  const values = data.series.map(({ name, points }) => `${name} ${points[index]?.text || 'nothing'}`);
  return `${data.labels[index] ?? ''}: ${values.join(', ')}`;
}
