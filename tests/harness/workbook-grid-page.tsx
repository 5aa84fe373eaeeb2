/** The workbook screen with a whole model, for specs: `?model=60m|small|empty|subscription&theme=dark&stage&readonly`. */
import '../../src/components/tokens.css';
import { useState } from 'react';
import { createRoot } from 'react-dom/client';
import type { CellInput } from '../../src/workbook/engine.ts';
import type { WorkbookCommand, WorkbookFile } from '../../src/workbook/schema.ts';
import { WorkbookScreen } from '../../src/workbook/view/workbook-screen.tsx';
import { Workbook } from '../../src/workbook/workbook.ts';

interface Fixture {
  names: Record<string, string>;
  sheets: {
    name: string;
    cells: Record<string, CellInput>;
    formats: Record<string, string>;
    freeze: [number, number];
  }[];
}

const emptySheet = {
  formats: [],
  validations: [],
  conditionals: [],
  widths: {},
  frozen: { rows: 0, columns: 0 },
};

function fileOf(fixture: Fixture): WorkbookFile {
  return {
    type: 'firsthand.workbook',
    version: 1,
    title: 'Model',
    sheets: fixture.sheets.map(({ name, cells, formats, freeze: [rows, columns] }) => ({
      ...emptySheet,
      name,
      cells,
      formats: Object.entries(formats ?? {}).map(([area, format]) => ({ area, format })),
      frozen: { rows, columns },
    })),
    names: fixture.names,
    charts: [],
    checks: [],
    drivers: [],
    sensitivities: [],
  };
}

async function load(which: string): Promise<Workbook> {
  if (which === 'empty') return new Workbook('Model');
  if (which === 'small') return small();
  if (which === 'subscription') {
    const { builtWorkbook } = await import('../demos/model/built-model.ts');
    return await builtWorkbook();
  }
  const answer = await fetch('/tests/fixtures/workbook/model-60m.json');
  return Workbook.fromFile(fileOf(await answer.json()));
}

/** A small model with every role, rule and kind of error, in four sheets. */
function small(): Workbook {
  const workbook = new Workbook('Model');
  const apply = (command: WorkbookCommand) => workbook.apply(command);
  for (const name of ['Assumptions', 'Cash flow', 'Checks', 'Notes']) apply({ do: 'add-sheet', name });
  apply({
    do: 'write',
    sheet: 'Assumptions',
    at: 'A1',
    rows: [
      ['Assumptions'],
      ['Input', 'Value', 'Unit', 'Source'],
      ['New customers'],
      ['New customers a month', 420, '', 'P2'],
      ['Churn a month', 0.018, '%', 'P3'],
      ['Price', 95, '€', 'P2'],
      ['Scenario', 'Base', '', 'P4'],
      ['Start', 46387, 'date', 'P1'],
    ],
  });
  apply({
    do: 'write',
    sheet: 'Cash flow',
    at: 'A1',
    rows: [
      ['Cash flow'],
      ['Thousands', '=EOMONTH(Assumptions!B8,0)'],
      ['Operations'],
      ['Opening customers', 1200],
      ['Closing customers', '=B4*(1-Churn)+New_customers'],
      ['Revenue', '=AVERAGE(B4,B5)*Price/1000'],
      ['Costs', '=-B6*0.62'],
      ['Cash from operations', '=B6+B7'],
      ['Financing'],
      ['Interest', -31],
      ['Net cash', '=B8+B10'],
      ['Ties to balance', '=ROUND(B11-(B8+B10),2)'],
    ],
  });
  apply({ do: 'define-name', name: 'Churn', refersTo: 'Assumptions!$B$5' });
  apply({ do: 'define-name', name: 'New_customers', refersTo: 'Assumptions!$B$4' });
  apply({ do: 'define-name', name: 'Price', refersTo: 'Assumptions!$B$6' });
  const months = 18;
  for (let month = 1; month < months; month += 1) {
    const column = String.fromCharCode(66 + month);
    const before = String.fromCharCode(65 + month);
    apply({ do: 'write', sheet: 'Cash flow', at: `${column}2`, rows: [[`=EOMONTH(${before}2,1)`]] });
    apply({
      do: 'write',
      sheet: 'Cash flow',
      at: `${column}4`,
      rows: [
        [`=${before}5`],
        [`=${column}4*(1-Churn)+New_customers`],
        [`=AVERAGE(${column}4,${column}5)*Price/1000`],
        [`=-${column}6*0.62`],
        [`=${column}6+${column}7`],
      ],
    });
    apply({
      do: 'write',
      sheet: 'Cash flow',
      at: `${column}10`,
      rows: [[-31], [`=${column}8+${column}10`], [`=ROUND(${column}11-(${column}8+${column}10),2)`]],
    });
  }
  apply({
    do: 'write',
    sheet: 'Checks',
    at: 'A1',
    rows: [
      ['Checks'],
      ['Divides by nothing', '=1/B9'],
      ['Follows from it', '=B2+1'],
      ['No such name', '=Churm*2'],
      ['Text', '="a"*2'],
      ['Balanced', '=B9=0'],
    ],
  });
  apply({
    do: 'write',
    sheet: 'Notes',
    at: 'A1',
    rows: [
      ['Notes'],
      [
        'P3',
        'The briefing gives two numbers for churn: 1.8 % a month for new customers and 2.4 % for those who came by the partner. The model takes the first, since the partner ends in March.',
      ],
      ['P5', 'It is left open whether interest is paid monthly. The model pays it monthly.'],
    ],
  });
  apply({
    do: 'format',
    sheet: 'Cash flow',
    rules: [
      { area: 'A1', role: 'title' },
      { area: 'A2', role: 'label' },
      { area: 'B2:S2', format: 'mmm yy' },
      { area: 'A3', role: 'heading' },
      { area: 'A9', role: 'heading' },
      { area: 'B4:S12', format: '#,##0;(#,##0)', role: 'formula' },
      { area: 'B4', role: 'input' },
      { area: 'B10:S10', role: 'input' },
      { area: 'A8:S8', role: 'subtotal' },
      { area: 'A11:S11', role: 'total' },
      { area: 'A12:S12', role: 'check' },
    ],
  });
  apply({
    do: 'format',
    sheet: 'Assumptions',
    rules: [
      { area: 'A1', role: 'title' },
      { area: 'A2:D2', role: 'heading' },
      { area: 'A3', role: 'heading' },
      { area: 'B4:B8', role: 'input' },
      { area: 'C3:D9', role: 'note' },
      { area: 'B5', format: '0.0%' },
      { area: 'B8', format: 'd mmm yyyy' },
    ],
  });
  apply({
    do: 'validate',
    sheet: 'Assumptions',
    rules: [
      { area: 'B7', kind: 'list', list: ['Base', 'Upside', 'Downside'] },
      { area: 'B5', kind: 'number', least: 0, most: 0.2 },
    ],
  });
  apply({
    do: 'conditional',
    sheet: 'Cash flow',
    rules: [{ area: 'B11:S11', when: 'below', value: 30, show: 'warn' }],
  });
  apply({
    do: 'format',
    sheet: 'Notes',
    rules: [
      { area: 'A1', role: 'title' },
      { area: 'A2:A9', role: 'label' },
      { area: 'B2:B9', role: 'note' },
    ],
  });
  for (const sheet of ['Assumptions', 'Cash flow']) apply({ do: 'freeze', sheet, rows: 2, columns: 1 });
  return workbook;
}

const plainBriefing = {
  title: 'A subscription business',
  from: 'The head of finance, 3 September',
  paragraphs: [
    { id: 'P1', text: 'The model begins on 31 December 2026 and runs for 60 months.' },
    { id: 'P2', text: 'We win 420 new customers a month, each at €95 a month.' },
    {
      id: 'P3',
      text: 'Of all customers 1.8 % leave in a month; of those who came by the partner it was 2.4 %.',
    },
    { id: 'P4', text: 'Show a base, an upside and a downside case.' },
  ],
};

const query = new URLSearchParams(location.search);
const briefing =
  query.get('model') === 'subscription'
    ? (await import('../../src/demos/subscription-model/spec.ts')).briefing
    : plainBriefing;
document.documentElement.dataset.theme = query.get('theme') ?? 'light';

/** What specs read and drive. */
const bench = {
  workbook: await load(query.get('model') ?? '60m'),
  labels: [] as string[],
  setFocus: (_focus: { sheet: string; area: string } | null) => {},
};
Object.assign(window, { bench });

function Page() {
  const [focus, setFocus] = useState<{ sheet: string; area: string } | null>(null);
  bench.setFocus = setFocus;
  const { workbook } = bench;
  const undo = useState<(readonly WorkbookCommand[])[]>([])[0];
  const redo = useState<(readonly WorkbookCommand[])[]>([])[0];
  const take = (from: (readonly WorkbookCommand[])[], to: (readonly WorkbookCommand[])[]) => {
    const commands = from.pop();
    if (commands) to.push(workbook.apply(commands, { circles: 'allowed' }).back);
  };
  return (
    <div className="flex h-dvh flex-col bg-sunk p-2">
      <h1 className="sr-only">A workbook</h1>
      <WorkbookScreen
        desk={workbook2desk(workbook)}
        readOnly={query.has('readonly')}
        stage={query.has('stage')}
        focus={focus}
        briefing={briefing}
        onEdit={(commands, label) => {
          undo.push(workbook.apply(commands).back);
          redo.length = 0;
          bench.labels.push(label);
        }}
        onUndo={() => take(undo, redo)}
        onRedo={() => take(redo, undo)}
      />
    </div>
  );
}

const desks = new WeakMap<Workbook, { workbook: Workbook; subscribe: Workbook['subscribe'] }>();
function workbook2desk(workbook: Workbook) {
  const desk = desks.get(workbook) ?? { workbook, subscribe: workbook.subscribe.bind(workbook) };
  desks.set(workbook, desk);
  return desk;
}

const root = document.getElementById('screen');
if (!root) throw new Error('The page has no place for the screen.');
createRoot(root).render(<Page />);
document.body.dataset.ready = 'yes';

declare global {
  interface Window {
    readonly bench: typeof bench;
  }
}
