/**
 * Charts as the spreadsheet's own. Waterfall and tornado are stacked columns on an invisible base; what they
 * stack is calculated by formulas on a sheet of its own, so that they stay alive.
 */
import type { ConditionalRule, SheetChart } from 'hucre/xlsx';
import { areaName, cellName, columnName, quoteSheet } from '../address.ts';
import type { WorkbookChart } from '../schema.ts';
import { clip, type Range } from '../value.ts';
import type { Workbook } from '../workbook.ts';
import { styleOf } from './cell-look.ts';
import { cleanText, type SheetDraft } from './draft.ts';
import { fileFormat } from './file-format.ts';

type ChartSeries = SheetChart['series'][number];

const palette = ['2F5DA8', 'D9822B', '4B8F6B', '8A5AA8', 'B5484B', '5B7C99', 'C2A12F', '3F8FA3'];
const tones = { total: '5B6470', up: '4B8F6B', down: 'B5484B', low: 'D9822B', high: '2F5DA8' } as const;
/** Drawn, but not seen: the ground that a bar stands on. */
const unseen = { theme: 'bg1', alpha: 0 } as const;
/** Rows that a chart takes, and columns. */
const chartRows = 18;
const chartColumns = 8;
/** Points of one series; more cannot be told apart. */
const mostPoints = 400;

/** Where the charts of a workbook go. */
export interface ChartPlaces {
  /** The sheet that a chart stands on. */
  sheetFor(name: string): SheetDraft;
  /** The sheet of calculated bars, made when it is first asked for. */
  calculations(): SheetDraft;
  /** Says what was drawn in another way. */
  note(text: string): void;
}

/** Draws a chart on its sheet. One whose ranges lead nowhere is left out with a word. */
export function addChart(workbook: Workbook, chart: WorkbookChart, places: ChartPlaces): void {
  const labels = find(workbook, chart.labels);
  const series = chart.series.flatMap(({ name, values }) => {
    const range = find(workbook, values);
    return range ? [{ name, range }] : [];
  });
  if (series.length === 0) {
    places.note(`The chart “${chart.title}” is left out: its ranges lead nowhere.`);
    return;
  }
  if (chart.kind === 'heat') addHeat(chart, series, places);
  else {
    const title = cleanText(chart.title);
    const drawn = draw(workbook, chart, labels, series, places);
    place(places.sheetFor(chart.sheet), { ...drawn, title, altText: title });
  }
}

interface Source {
  readonly name: string;
  readonly range: Range;
}
type Drawing = Omit<SheetChart, 'anchor'>;

function find(workbook: Workbook, reference: string): Range | null {
  const range = workbook.engine.reference(reference);
  return range ? clip(range) : null;
}

function place(draft: SheetDraft, drawing: Drawing): void {
  const row = draft.takeRows(chartRows);
  const from = { row, col: 1 };
  draft.charts.push({
    ...drawing,
    anchor: { from, to: { row: row + chartRows - 1, col: 1 + chartColumns } },
  });
}

function fixed({ sheet, top, left, bottom, right }: Range): string {
  const corner = (row: number, column: number) => `$${columnName(column)}$${row + 1}`;
  return `${quoteSheet(sheet.name)}!${corner(top, left)}:${corner(bottom, right)}`;
}

function draw(
  workbook: Workbook,
  chart: WorkbookChart,
  labels: Range | null,
  series: readonly Source[],
  places: ChartPlaces,
): Drawing {
  if (chart.kind === 'waterfall') return drawWaterfall(workbook, chart, labels, series, places);
  if (chart.kind === 'tornado') return drawTornado(workbook, chart, labels, series, places);
  const drawn = series.map(
    ({ name, range }, index): ChartSeries => ({
      name: cleanText(name),
      values: fixed(range),
      color: palette[index % palette.length] ?? tones.high,
      ...(labels && { categories: fixed(labels) }),
      ...(chart.kind === 'line' && { marker: { symbol: 'none' as const }, stroke: { width: 2.25 } }),
    }),
  );
  const shared = {
    series: drawn,
    axes: axesOf(chart),
    legend: series.length > 1 ? ('bottom' as const) : (false as const),
  };
  if (chart.kind === 'line') return { type: 'line', ...shared };
  return {
    type: 'column',
    barGrouping: chart.kind === 'stacked' ? 'stacked' : 'clustered',
    gapWidth: 60,
    ...shared,
  };
}

function axesOf(chart: WorkbookChart): NonNullable<SheetChart['axes']> {
  const format = chart.format === undefined ? undefined : fileFormat(chart.format);
  return {
    x: { tickLblPos: 'low' },
    y: { gridlines: { major: true }, ...(format !== undefined && { numberFormat: { formatCode: format } }) },
  };
}

/** One cell after another of a range, as addresses that stay. */
function cellsOf(range: Range): string[] {
  const count = Math.min(mostPoints, range.rows * range.columns);
  return Array.from({ length: count }, (_, index) => {
    const row = range.top + Math.floor(index / range.columns);
    const column = range.left + (index % range.columns);
    return `${quoteSheet(range.sheet.name)}!$${columnName(column)}$${row + 1}`;
  });
}

/** A formula, `{row}` and `{before}` standing for its row and the one above, and its value as of now. */
type Calculated = readonly [formula: string, value: string | number | boolean];

/** A block of formulas on the calculations' sheet; returns the address of each of its columns. */
function putBlock(
  draft: SheetDraft,
  title: string,
  heads: readonly string[],
  rows: readonly (readonly Calculated[])[],
): string[] {
  const top = draft.takeRows(rows.length + 2);
  draft.put(top, 0, { value: title, style: styleOf('title', undefined) ?? {} });
  for (const [column, head] of heads.entries()) {
    draft.put(top + 1, column, { value: head, style: styleOf('heading', undefined) ?? {} });
    draft.widths.set(column, column === 0 ? 180 : 96);
  }
  for (const [index, cells] of rows.entries()) {
    for (const [column, [formula, value]] of cells.entries()) {
      const row = top + 2 + index;
      const text = formula.replaceAll('{row}', String(row + 1)).replaceAll('{before}', String(row));
      const style = styleOf(column === 0 ? 'label' : 'formula', column === 0 ? undefined : '#,##0.00');
      draft.put(row, column, { value: null, formula: text, formulaResult: value, ...(style && { style }) });
    }
  }
  return heads.map((_, column) => {
    const corner = (row: number) => `$${columnName(column)}$${row + 1}`;
    return `${quoteSheet(draft.name)}!${corner(top + 2)}:${corner(top + 1 + rows.length)}`;
  });
}

/** The part of a bar above zero, and the part below. */
const above = 'MAX(0,MAX(D{row},E{row}))-MAX(0,MIN(D{row},E{row}))';
const below = 'MIN(0,MIN(D{row},E{row}))-MIN(0,MAX(D{row},E{row}))';

/** The first bar stands on zero, and so does one that equals the sum before it: a total. */
function drawWaterfall(
  workbook: Workbook,
  chart: WorkbookChart,
  labels: Range | null,
  [source]: readonly Source[],
  places: ChartPlaces,
): Drawing {
  const names = labels ? cellsOf(labels) : [];
  let before = 0;
  const rows = (source ? cellsOf(source.range) : []).map((cell, index): Calculated[] => {
    const value = numberAt(workbook, cell);
    const total =
      index === 0 || (index > 1 && Math.abs(value - before) <= 1e-9 * Math.max(1, Math.abs(before)));
    const from = total ? 0 : before;
    const to = from + value;
    before = to;
    const parts = [
      Math.max(0, from, to) - Math.max(0, Math.min(from, to)),
      Math.min(0, from, to) - Math.min(0, Math.max(from, to)),
    ];
    const up = !total && value >= 0;
    const down = !total && value < 0;
    const [high = 0, low = 0] = parts;
    return [
      labelOf(workbook, names, index),
      [`N(${cell})`, value],
      [
        index === 0
          ? 'TRUE'
          : index === 1
            ? 'FALSE'
            : 'ABS(B{row}-E{before})<=0.000000001*MAX(1,ABS(E{before}))',
        total,
      ],
      [index === 0 ? '0' : 'IF(C{row},0,E{before})', from],
      ['D{row}+B{row}', to],
      [
        'MAX(0,MIN(D{row},E{row}))+MIN(0,MAX(D{row},E{row}))',
        total ? 0 : Math.max(0, Math.min(from, to)) + Math.min(0, Math.max(from, to)),
      ],
      ['IF(C{row},B{row},0)', total ? value : 0],
      [`IF(AND(NOT(C{row}),B{row}>=0),${above},0)`, up ? high : 0],
      [`IF(AND(NOT(C{row}),B{row}>=0),${below},0)`, up ? low : 0],
      [`IF(AND(NOT(C{row}),B{row}<0),${above},0)`, down ? high : 0],
      [`IF(AND(NOT(C{row}),B{row}<0),${below},0)`, down ? low : 0],
    ];
  });
  const heads = [
    'Step',
    'Value',
    'Total',
    'From',
    'To',
    'Base',
    'Total bar',
    'Up',
    'Up below 0',
    'Down',
    'Down below 0',
  ];
  const columns = putBlock(places.calculations(), chart.title, heads, rows);
  const colours = [unseen, tones.total, tones.up, tones.up, tones.down, tones.down];
  return stackedOn('column', columns, heads, 5, colours, chart);
}

function labelOf(workbook: Workbook, names: readonly string[], index: number): Calculated {
  const address = names[index];
  const value = address === undefined ? null : workbook.engine.reference(address)?.at(0, 0);
  if (address === undefined) return [`"${index + 1}"`, String(index + 1)];
  return [address, typeof value === 'string' || typeof value === 'number' ? value : ''];
}

function stackedOn(
  type: 'column' | 'bar',
  columns: readonly string[],
  heads: readonly string[],
  first: number,
  colours: readonly NonNullable<ChartSeries['color']>[],
  chart: WorkbookChart,
): Drawing {
  const categories = columns[0];
  const series = colours.map(
    (color, index): ChartSeries => ({
      name: heads[first + index] ?? '',
      values: columns[first + index] ?? '',
      color,
      ...(categories !== undefined && { categories }),
    }),
  );
  const axes = axesOf(chart);
  const turned = type === 'bar' ? { ...axes, x: { ...axes.x, reverse: true } } : axes;
  return { type, barGrouping: 'stacked', overlap: 100, gapWidth: 40, legend: false, series, axes: turned };
}

/** Widest first, as it stands now; the lengths stay alive. A third series is the value where nothing changes. */
function drawTornado(
  workbook: Workbook,
  chart: WorkbookChart,
  labels: Range | null,
  [low, high, base]: readonly Source[],
  places: ChartPlaces,
): Drawing {
  const lows = low ? cellsOf(low.range) : [];
  const highs = high ? cellsOf(high.range) : [];
  const names = labels ? cellsOf(labels) : [];
  const spread = (index: number) =>
    Math.abs(numberAt(workbook, highs[index]) - numberAt(workbook, lows[index]));
  const order = lows.map((_, index) => index).toSorted((a, b) => spread(b) - spread(a));
  const middles = base ? cellsOf(base.range) : [];
  const between = middleOf(workbook, lows, highs);
  const rows = order.map((index): Calculated[] => {
    const from = numberAt(workbook, lows[index]);
    const to = numberAt(workbook, highs[index]);
    const given = middles[index] ?? middles[0];
    const middle = given === undefined ? between : numberAt(workbook, given);
    const least = Math.min(from, to, middle);
    const base = least > 0 ? least : 0;
    const left = (end: number) => (base > 0 ? Math.max(0, middle - end) : Math.min(0, end - middle));
    return [
      labelOf(workbook, names, index),
      [`N(${lows[index]})`, from],
      [`N(${highs[index] ?? lows[index]})`, to],
      [given === undefined ? String(between) : `N(${given})`, middle],
      // Lengths to both sides of the middle; a base below them only where everything is above zero.
      ['MAX(0,MIN(B{row},C{row},D{row}))', base],
      ['IF(E{row}>0,MAX(0,D{row}-B{row}),MIN(0,B{row}-D{row}))', left(from)],
      ['IF(E{row}>0,MAX(0,D{row}-C{row}),MIN(0,C{row}-D{row}))', left(to)],
      ['MAX(0,B{row}-D{row})', Math.max(0, from - middle)],
      ['MAX(0,C{row}-D{row})', Math.max(0, to - middle)],
    ];
  });
  const heads = [
    'Driver',
    'Low',
    'High',
    'Middle',
    'Base',
    'Low, left',
    'High, left',
    'Low, right',
    'High, right',
  ];
  const columns = putBlock(places.calculations(), chart.title, heads, rows);
  const colours = [unseen, tones.low, tones.high, tones.low, tones.high];
  return stackedOn('bar', columns, heads, 4, colours, chart);
}

function numberAt(workbook: Workbook, address: string | undefined): number {
  const value = address === undefined ? null : workbook.engine.reference(address)?.at(0, 0);
  return typeof value === 'number' ? value : 0;
}

/** Between the two ends of every driver lies the value where nothing changes; 0 where the ends are differences. */
function middleOf(workbook: Workbook, lows: readonly string[], highs: readonly string[]): number {
  const smaller = lows.map((low, index) =>
    Math.min(numberAt(workbook, low), numberAt(workbook, highs[index])),
  );
  const larger = lows.map((low, index) =>
    Math.max(numberAt(workbook, low), numberAt(workbook, highs[index])),
  );
  const [from, to] = [Math.max(...smaller), Math.min(...larger)];
  return from <= 0 && to >= 0 ? 0 : (from + to) / 2;
}

const heatScale: NonNullable<ConditionalRule['colorScale']> = {
  cfvo: [{ type: 'min' }, { type: 'percentile', value: '50' }, { type: 'max' }],
  colors: ['FFFBE0DD', 'FFFDEFC8', 'FFDDF3E6'],
};

/** A heat map is the colours of its cells. */
function addHeat(chart: WorkbookChart, series: readonly Source[], places: ChartPlaces): void {
  const bySheet = new Map<string, string[]>();
  for (const { range } of series) {
    const areas = bySheet.get(range.sheet.name) ?? [];
    bySheet.set(range.sheet.name, [...areas, areaName(range)]);
  }
  for (const [sheet, areas] of bySheet) {
    const draft = places.sheetFor(sheet);
    draft.rules.push({
      type: 'colorScale',
      range: areas.join(' '),
      priority: draft.rules.length + 1,
      colorScale: heatScale,
    });
  }
  const first = series[0]?.range;
  const where = first ? `${first.sheet.name}!${cellName(first.top, first.left)}` : chart.sheet;
  places.note(`“${chart.title}” is drawn as the colours of its cells, from ${where}.`);
}
