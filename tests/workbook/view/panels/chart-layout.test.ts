import { describe, expect, it } from 'vitest';
import type { CellInput } from '../../../../src/workbook/engine.ts';
import type { WorkbookChart } from '../../../../src/workbook/schema.ts';
import { readChart } from '../../../../src/workbook/view/panels/charts/chart-data.ts';
import {
  type ChartLayout,
  hasNumbers,
  layoutChart,
  ticksOf,
  valuesOf,
} from '../../../../src/workbook/view/panels/charts/chart-layout.ts';
import { describeChart, describePoint } from '../../../../src/workbook/view/panels/charts/chart-words.ts';
import { planPointLabels } from '../../../../src/workbook/view/panels/charts/point-labels.ts';
import { waterfallBars } from '../../../../src/workbook/view/panels/charts/running-total.ts';
import { seriesLooks } from '../../../../src/workbook/view/panels/charts/series-look.ts';
import { tornadoRows } from '../../../../src/workbook/view/panels/charts/tornado-rows.ts';
import { chartOf, panelWorkbook, rowOf } from './panel-workbook.ts';

const frame = { width: 480, height: 240, font: 12 };
const kinds = ['line', 'bar', 'stacked', 'waterfall', 'tornado', 'heat'] as const;

function layoutOf(
  values: readonly CellInput[],
  kind: WorkbookChart['kind'],
  series = ['S!A2:Z2'],
): ChartLayout {
  const data = readChart(rowOf(values), chartOf(kind, series));
  const numbers = valuesOf(data);
  const ticks = ticksOf(data, numbers, 4);
  return layoutChart(data, numbers, ticks, ticks, frame);
}

function hasOnlyNumbers(layout: ChartLayout): boolean {
  const text = JSON.stringify(layout, (_, value) =>
    typeof value === 'number' && !Number.isFinite(value) ? 'BAD' : value,
  );
  return !text.includes('BAD') && !text.includes('NaN') && !text.includes('Infinity');
}

describe('what a chart reads', () => {
  it('has labels and values as their cells show them', () => {
    const data = readChart(panelWorkbook(), {
      ...chartOf('line', ["'Cash flow'!B3:D3"], "'Cash flow'!B1:D1"),
      series: [{ name: 'Cash', values: "'Cash flow'!B3:D3" }],
    });
    expect(data.labels).toEqual(['Jan 26', 'Feb 26', 'Mar 26']);
    expect(data.series[0]?.points.map(({ text }) => text)).toEqual(['2,000', '3,950', '5,851']);
    expect(data.format).toBe('#,##0');
  });

  it('passes over errors, texts and blanks, and counts the errors', () => {
    const data = readChart(rowOf([1, '=1/0', null, 'text', true, -4]), chartOf('line', ['S!A2:F2']));
    expect(data.series[0]?.points.map(({ value }) => value)).toEqual([1, null, null, null, null, -4]);
    expect(data.series[0]?.points[1]?.text).toBe('#DIV/0!');
    expect(data.errors).toBe(1);
  });

  it('of a range that is not there is empty, not broken', () => {
    const data = readChart(rowOf([1]), chartOf('line', ['Nowhere!A1:B2'], 'Nowhere!A1'));
    expect(data.labels).toEqual([]);
    expect(hasNumbers(data)).toBe(false);
  });

  it('pads the shorter of two series', () => {
    const data = readChart(rowOf([1, 2, 3]), chartOf('bar', ['S!A2:C2', 'S!A2:A2']));
    expect(data.series[1]?.points.map(({ value }) => value)).toEqual([1, null, null]);
  });
});

describe.each(kinds)('a %s chart', (kind) => {
  it.each<[string, readonly CellInput[]]>([
    ['one point', [7]],
    ['errors and blanks', [1, '=1/0', null, 'text', -5]],
    ['zeros only', [0, 0, 0]],
    ['negative numbers', [-3, -8, -1]],
    ['huge numbers', [1e15, -1e15, 1e200]],
    ['sixty points', Array.from({ length: 60 }, (_, index) => Math.sin(index) * 1000)],
    ['no numbers', ['a', null]],
  ])('stands with %s', (_, values) => {
    const last = String.fromCharCode(64 + Math.min(26, values.length));
    const range = values.length > 26 ? 'S!A2:BH2' : `S!A2:${last}2`;
    const layout = layoutOf(values, kind, [range, range]);
    expect(hasOnlyNumbers(layout)).toBe(true);
    for (const { x, y, width, height } of layout.bars) {
      expect(x).toBeGreaterThanOrEqual(-1);
      expect(x + width).toBeLessThanOrEqual(frame.width + 1);
      expect(y).toBeGreaterThanOrEqual(-1);
      expect(y + height).toBeLessThanOrEqual(frame.height + 1);
    }
  });
});

describe('lines', () => {
  it('break where there is no number, and a lone number is a dot', () => {
    const [line] = layoutOf([1, 2, null, 4, null, 5, 6], 'line', ['S!A2:G2']).lines;
    expect(line?.d.match(/M/g)).toHaveLength(3);
    expect(line?.dots).toHaveLength(1);
  });

  it('have their names at their ends, apart from one another', () => {
    const layout = layoutOf([1, 2, 3], 'line', ['S!A2:C2', 'S!A2:C2']);
    const names = layout.texts.filter(({ series }) => series !== undefined);
    expect(names.map(({ text }) => text)).toEqual(['Series 1', 'Series 2']);
    expect(Math.abs((names[0]?.y ?? 0) - (names[1]?.y ?? 0))).toBeGreaterThanOrEqual(14);
    expect(layout.keyed).toBe(false);
  });
});

describe('labels under points', () => {
  const months = Array.from({ length: 60 }, (_, index) => `Month ${index + 1}`);

  it('are the first and the last where no more fit', () => {
    const plan = planPointLabels(months, 130, 12);
    expect(plan.step).toBe(59);
    expect(plan.lines).toBe(1);
  });

  it('wrap where that lets all of them stand, and never end in “…” all over', () => {
    const names = ['Revenue', 'Cost of sales', 'Gross profit', 'Net income'];
    expect(planPointLabels(names, 260, 12)).toMatchObject({
      lines: 2,
      step: 1,
      words: [['Revenue'], ['Cost of', 'sales'], ['Gross', 'profit'], ['Net', 'income']],
    });
    const cut = planPointLabels(names, 120, 12);
    expect(cut.step).toBeGreaterThan(1);
    expect(cut.lines).toBe(1);
  });
});

describe('stacked bars', () => {
  it('stand on one another, what is negative below zero', () => {
    const workbook = rowOf([5, 3]);
    workbook.apply({ do: 'write', sheet: 'S', at: 'A3', rows: [[-2, 4]] });
    const data = readChart(workbook, chartOf('stacked', ['S!A2:B2', 'S!A3:B3']));
    const numbers = valuesOf(data);
    const ticks = ticksOf(data, numbers, 4);
    const { bars, place } = layoutChart(data, numbers, ticks, ticks, frame);
    const at = (series: number, point: number) =>
      bars.find((bar) => bar.series === series && bar.point === point);
    expect(at(1, 0)?.y).toBeCloseTo(place(0), 0);
    expect((at(1, 1)?.y ?? 0) + (at(1, 1)?.height ?? 0)).toBeCloseTo(place(3), 0);
    expect(ticks.high).toBeGreaterThanOrEqual(7);
    expect(ticks.low).toBeLessThanOrEqual(-2);
  });
});

describe('a waterfall', () => {
  it('begins each bar where the last ended and knows totals', () => {
    expect(waterfallBars([100, -30, 20, 90, -10])).toEqual([
      { from: 0, to: 100, kind: 'total' },
      { from: 100, to: 70, kind: 'down' },
      { from: 70, to: 90, kind: 'up' },
      { from: 0, to: 90, kind: 'total' },
      { from: 90, to: 80, kind: 'down' },
    ]);
  });

  it('does not take a step that repeats the opening for a total', () => {
    expect(waterfallBars([50, 50]).map(({ kind }) => kind)).toEqual(['total', 'up']);
  });
});

describe('a tornado', () => {
  it('has the widest driver first and its base between the ends of all', () => {
    const { base, rows } = tornadoRows([90, 60, 98], [112, 130, 101], null);
    expect(rows.map(({ index }) => index)).toEqual([1, 0, 2]);
    expect(base).toBe(99.5);
  });

  it('of differences stands on zero, and takes a base that is given', () => {
    expect(tornadoRows([-5, -9], [4, 12], null).base).toBe(0);
    expect(tornadoRows([90], [110], 97).base).toBe(97);
    expect(tornadoRows([null], [3], null).base).toBe(0);
  });
});

describe('a chart in words', () => {
  const data = readChart(rowOf([5, -3, 9, '=1/0']), chartOf('line', ['S!A2:D2']));

  it('says where it begins, ends and turns', () => {
    expect(describeChart(data)).toBe('Line chart. Series 1: from 5 in m1 to 9 in m3, lowest −3 in m2.');
  });

  it('says what stands at a point, also where it is an error', () => {
    expect(describePoint(data, 1)).toBe('m2: Series 1 −3');
    expect(describePoint(data, 3)).toBe('m4: Series 1 #DIV/0!');
  });
});

describe('colours of series', () => {
  it('say what the cases of a plan are', () => {
    expect(seriesLooks(['Upside', 'Base', 'Downside']).map(({ colour }) => colour)).toEqual([
      'var(--chart-1)',
      'var(--field)',
      'var(--bad)',
    ]);
  });

  it('are told apart by dashes from the sixth on', () => {
    const looks = seriesLooks(Array.from({ length: 12 }, (_, index) => `s${index}`));
    expect(new Set(looks.map(({ colour, dash }) => `${colour} ${dash}`)).size).toBe(12);
  });
});
