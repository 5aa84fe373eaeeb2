/** The panels beside a whole model, for specs: `?panel=charts&theme=dark&stage&readonly&height=380&model=odd`. */
import '../../src/components/tokens.css';
import { useState } from 'react';
import { createRoot } from 'react-dom/client';
import { WorkbookDesk } from '../../src/workbook/desk.ts';
import type { CellInput } from '../../src/workbook/engine.ts';
import type { WorkbookCommand } from '../../src/workbook/schema.ts';
import { WorkbookPanels } from '../../src/workbook/view/panels/panels.tsx';
import type { PanelId, PanelSelection } from '../../src/workbook/view/panels/props.ts';
import { WorkbookScreen } from '../../src/workbook/view/workbook-screen.tsx';

interface Fixture {
  names: Record<string, string>;
  sheets: { name: string; cells: Record<string, CellInput>; formats: Record<string, string> }[];
}

const query = new URLSearchParams(location.search);
document.documentElement.dataset.theme = query.get('theme') ?? 'light';

/** A chart of 60 months of one row. */
function line(id: string, title: string, rows: readonly (readonly [string, string])[]): WorkbookCommand {
  const series = rows.map(([name, values]) => ({ name, values }));
  return {
    do: 'set-chart',
    id,
    chart: { id, kind: 'line', title, sheet: 'Annual', labels: 'Balance!E3:BL3', series, format: '#,##0' },
  };
}

const exhibits: readonly WorkbookCommand[] = [
  line('cash', 'Cash and debt', [
    ['Cash', 'Balance!E6:BL6'],
    ['Term loan', 'Balance!E14:BL14'],
    ['Revolver', 'Balance!E15:BL15'],
  ]),
  {
    do: 'set-chart',
    id: 'years',
    chart: {
      id: 'years',
      kind: 'bar',
      title: 'Results by year',
      sheet: 'Annual',
      labels: 'Annual!B4:F4',
      series: [
        { name: 'EBITDA', values: 'Annual!B7:F7' },
        { name: 'Net income', values: 'Annual!B8:F8' },
        { name: 'Free cash flow', values: 'Annual!B9:F9' },
      ],
    },
  },
  {
    do: 'set-chart',
    id: 'revenue',
    chart: {
      id: 'revenue',
      kind: 'stacked',
      title: 'Revenue by product',
      sheet: 'Annual',
      labels: 'Revenue!E3:BL3',
      series: [1, 2, 3, 4, 5].map((product) => ({
        name: `Product ${product}`,
        values: `Revenue!E${3 + product * 9}:BL${3 + product * 9}`,
      })),
    },
  },
  {
    do: 'set-chart',
    id: 'bridge',
    chart: {
      id: 'bridge',
      kind: 'waterfall',
      title: 'From revenue to net income',
      sheet: 'Annual',
      labels: 'Bridge!A1:A6',
      series: [{ name: 'First year', values: 'Bridge!B1:B6' }],
    },
  },
  {
    do: 'set-chart',
    id: 'margin',
    chart: {
      id: 'margin',
      kind: 'heat',
      title: 'Margins by month',
      sheet: 'Annual',
      labels: 'PnL!E3:P3',
      series: [
        { name: 'Gross margin', values: 'PnL!E9:P9' },
        { name: 'EBITDA margin', values: 'PnL!E12:P12' },
      ],
    },
  },
  {
    do: 'set-check',
    id: 'balance',
    check: { id: 'balance', label: 'The balance sheet balances', range: 'Balance!E20:BL20', tolerance: 0.01 },
  },
  {
    do: 'set-check',
    id: 'cash',
    check: { id: 'cash', label: 'Cash ties to the cash flow', range: 'Balance!E21:BL21', tolerance: 0.01 },
  },
  { do: 'set-scenario', scenario: { cell: 'Assumptions!C2', labels: ['Base', 'Upside', 'Downside'] } },
  {
    do: 'set-driver',
    id: 'churn',
    driver: {
      id: 'churn',
      label: 'Churn a month',
      cell: 'Assumptions!D25',
      least: 0.005,
      most: 0.03,
      step: 0.0005,
    },
  },
  {
    do: 'set-driver',
    id: 'price',
    driver: { id: 'price', label: 'Price a month', cell: 'Assumptions!D26', least: 150, most: 260, step: 1 },
  },
  {
    do: 'set-driver',
    id: 'wage',
    driver: {
      id: 'wage',
      label: 'Wage increase a year',
      cell: 'Assumptions!D8',
      least: 0,
      most: 0.08,
      step: 0.005,
    },
  },
  {
    do: 'set-driver',
    id: 'capex',
    driver: {
      id: 'capex',
      label: 'Spending on equipment a month',
      cell: 'Assumptions!D18',
      least: 20000,
      most: 80000,
      step: 1000,
    },
  },
  {
    do: 'set-sensitivity',
    id: 'npv',
    sensitivity: {
      id: 'npv',
      title: 'Present value',
      output: 'Annual!B15',
      format: '#,##0',
      across: {
        cell: 'Assumptions!D25',
        label: 'Churn a month',
        values: [0.0075, 0.01, 0.0125, 0.015, 0.0175],
      },
      down: { cell: 'Assumptions!D26', label: 'Price a month', values: [185, 195, 205, 215, 225] },
    },
  },
];

/** Cells that no chart should break on. */
const odd: readonly WorkbookCommand[] = [
  { do: 'add-sheet', name: 'Odd' },
  {
    do: 'write',
    sheet: 'Odd',
    at: 'A1',
    rows: [
      ['a', 'b', 'c', 'd', 'e', 'f'],
      [1, '=1/0', null, 'text', -5, 1e15],
      [7, null, null, null, null, null],
    ],
  },
  ...(['line', 'bar', 'stacked', 'waterfall', 'tornado', 'heat'] as const).map(
    (kind): WorkbookCommand => ({
      do: 'set-chart',
      id: kind,
      chart: {
        id: kind,
        kind,
        title: `Odd ${kind}`,
        sheet: 'Odd',
        labels: 'Odd!A1:F1',
        series: [
          { name: 'Odd', values: 'Odd!A2:F2' },
          { name: 'One', values: 'Odd!A3:F3' },
        ],
      },
    }),
  ),
  {
    do: 'set-chart',
    id: 'nothing',
    chart: {
      id: 'nothing',
      kind: 'line',
      title: 'Nothing',
      sheet: 'Odd',
      labels: 'Nowhere!A1',
      series: [{ name: 'x', values: 'Nowhere!B1' }],
    },
  },
];

const bridge: readonly WorkbookCommand[] = [
  { do: 'add-sheet', name: 'Bridge' },
  {
    do: 'write',
    sheet: 'Bridge',
    at: 'A1',
    rows: [
      ['Revenue', '=Annual!B5'],
      ['Cost of sales', '=Annual!B6-Annual!B5'],
      ['Gross profit', '=Annual!B6'],
      ['Operations', '=Annual!B7-Annual!B6'],
      ['Below the line', '=Annual!B8-Annual!B7'],
      ['Net income', '=Annual!B8'],
    ],
  },
];

/** One rule for a row's cells of one format: a sheet has at most 2,000 rules. */
function rowRules(formats: Record<string, string>): { area: string; format: string }[] {
  const rules: { from: string; to: string; row: string; format: string }[] = [];
  for (const [cell, format] of Object.entries(formats)) {
    const row = cell.replace(/^[A-Z]+/, '');
    const rule = rules.find((each) => each.row === row && each.format === format);
    if (rule) rule.to = cell;
    else rules.push({ from: cell, to: cell, row, format });
  }
  return rules.map(({ from, to, format }) => ({ area: from === to ? from : `${from}:${to}`, format }));
}

async function build(): Promise<readonly WorkbookCommand[]> {
  if (query.get('model') === 'empty') return [];
  if (query.get('model') === 'odd') return odd;
  const fixture: Fixture = await (await fetch('/tests/fixtures/workbook/model-60m.json')).json();
  const cells = fixture.sheets.flatMap(({ name, cells: inputs }) =>
    Object.entries(inputs).map(
      ([at, input]): WorkbookCommand => ({ do: 'write', sheet: name, at, rows: [[input]] }),
    ),
  );
  return [
    ...fixture.sheets.map(({ name }): WorkbookCommand => ({ do: 'add-sheet', name })),
    ...Object.entries(fixture.names).map(
      ([name, refersTo]): WorkbookCommand => ({ do: 'define-name', name, refersTo }),
    ),
    ...cells,
    ...fixture.sheets.map(
      ({ name, formats }): WorkbookCommand => ({
        do: 'format',
        sheet: name,
        rules: rowRules(formats ?? {}),
      }),
    ),
    { do: 'write', sheet: 'Assumptions', at: 'G25', rows: [['P3']] },
    { do: 'write', sheet: 'Assumptions', at: 'G26', rows: [['P2']] },
    { do: 'write', sheet: 'Assumptions', at: 'G23', rows: [['P2']] },
    ...bridge,
    ...exhibits,
  ];
}

const briefing = {
  title: 'A subscription business',
  from: 'The head of finance to the team, 3 September',
  paragraphs: [
    { id: 'P1', text: 'The model begins on 1 January 2026 and runs for 60 months.' },
    { id: 'P2', text: 'The first product has 460 customers at the start, and costs 205 a month.' },
    {
      id: 'P3',
      text: 'Of its customers 1.25 % leave in a month; of those who came by the partner it was 2.4 %.',
    },
    { id: 'P4', text: 'Show a base, an upside and a downside case.' },
  ],
};

const checks = [
  {
    id: 'signs',
    title: 'Signs are right',
    state: 'pass' as const,
    detail: 'Costs are negative in all 60 months.',
  },
  {
    id: 'second',
    title: 'A second calculation agrees',
    state: 'fail' as const,
    detail: 'Net income is 4 % off in Mar 27.',
    where: { cells: 'PnL!S18' },
  },
];

const desk = new WorkbookDesk({
  title: 'Model',
  onCommand: (command, by) => bench.commands.push({ command, by }),
});
/** What specs read and drive. */
const bench = {
  desk,
  commands: [] as { command: WorkbookCommand; by: string }[],
  labels: [] as string[],
  selected: [] as string[],
  setSelection: (_selection: PanelSelection | null) => {},
};
Object.assign(window, { bench });
desk.restore(await build());

function Page() {
  const [panel, setPanel] = useState((query.get('panel') ?? 'drivers') as PanelId);
  const [selection, setSelection] = useState<PanelSelection | null>(null);
  bench.setSelection = setSelection;
  return (
    <div className="bg-paper p-4" style={{ height: `${query.get('height') ?? 420}px` }}>
      <WorkbookPanels
        desk={desk}
        stage={query.has('stage')}
        readOnly={query.has('readonly')}
        briefing={briefing}
        checks={checks}
        selection={selection}
        panel={panel}
        onPanel={setPanel}
        onEdit={(commands, label) => {
          desk.beginStep(label);
          desk.apply(commands, 'person');
          bench.labels.push(label);
        }}
        onSelect={(cells) => bench.selected.push(cells)}
      />
    </div>
  );
}

/** The whole screen, to see the panels in their place: `?screen`. */
function Screen() {
  return (
    <div className="h-dvh bg-paper p-4">
      <WorkbookScreen
        desk={desk}
        briefing={briefing}
        checks={checks}
        onEdit={(commands, label) => {
          desk.beginStep(label);
          desk.apply(commands, 'person');
        }}
      />
    </div>
  );
}

const root = document.getElementById('screen');
if (!root) throw new Error('The page has no place for the panels.');
createRoot(root).render(query.has('screen') ? <Screen /> : <Page />);
document.body.dataset.ready = 'yes';
