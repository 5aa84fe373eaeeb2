/**
 * A whole model for the corpus: a second shift at Castellan Pumps, 48 months. Uses what the other models do not:
 * loan functions, dates by EDATE, moving sums by OFFSET, ramps by INDEX and MATCH, lists that spill.
 */
import { columnName } from '../../src/workbook/address.ts';
import type { CellInput } from '../../src/workbook/engine.ts';
import { type FormatRule, type WorkbookFile, workbookFileSchema } from '../../src/workbook/schema.ts';

const months = 48;
const firstColumn = 4;
const first = columnName(firstColumn);
const last = columnName(firstColumn + months - 1);

class SheetPlan {
  readonly name: string;
  readonly cells: Record<string, CellInput> = {};
  readonly formats: FormatRule[] = [];
  #row = 1;

  constructor(name: string, title: string) {
    this.name = name;
    this.cells.A1 = title;
    this.formats.push({ area: 'A1', role: 'title' });
  }

  /** Puts cells of one row, from A on; returns its number. */
  line(...inputs: readonly CellInput[]): number {
    this.#row += 1;
    for (const [column, input] of inputs.entries()) {
      if (input !== null) this.cells[`${columnName(column)}${this.#row}`] = input;
    }
    return this.#row;
  }

  gap(): void {
    this.#row += 1;
  }

  /** A row of months: `{c}` is the column, `{p}` the one before. Another formula may stand in the first month. */
  months(label: string, unit: string, formula: string, start?: string, format = '#,##0;(#,##0);"-"'): string {
    const row = this.line(label, unit);
    for (let month = 0; month < months; month += 1) {
      const text = month === 0 && start !== undefined ? start : formula;
      this.cells[`${columnName(firstColumn + month)}${row}`] = `=${text
        .replaceAll('{c}', columnName(firstColumn + month))
        .replaceAll('{p}', columnName(firstColumn + month - 1))}`;
    }
    this.formats.push({ area: `${first}${row}:${last}${row}`, format });
    return String(row);
  }
}

/** Row of months 3 and years 4 on every monthly sheet. */
function timeline(sheet: SheetPlan): void {
  sheet.months('Month', 'date', 'EDATE({p}2,1)', 'Start_date', 'mmm-yy');
  sheet.months('Month number', '', 'COLUMN({c}2)-5', undefined, '0');
  sheet.months('Year', '', 'YEAR({c}2)', undefined, '0');
}

const names: Record<string, string> = {};

function inputsSheet(): SheetPlan {
  const sheet = new SheetPlan('Inputs', 'Castellan Pumps: second shift, inputs');
  const input = (label: string, name: string, value: number, format: string, source: string) => {
    const row = sheet.line(label, source, value);
    names[name] = `Inputs!$C$${row}`;
    sheet.formats.push({ area: `C${row}`, format, role: 'input' });
  };
  input('First month', 'Start_date', 46023, 'yyyy-mm-dd', 'P1');
  input('Line hours of a shift, a month', 'Shift_hours', 168, '0', 'P2');
  input('Pumps an hour at full speed', 'Rate_hour', 26, '0.0', 'P2');
  input('OEE today', 'OEE_now', 0.61, '0.0%', 'P3');
  input('OEE aimed at', 'OEE_then', 0.68, '0.0%', 'P3');
  input('Scrap today', 'Scrap_now', 0.032, '0.0%', 'P3');
  input('Scrap aimed at', 'Scrap_then', 0.024, '0.0%', 'P3');
  input('Months until both are reached', 'Ramp_months', 14, '0', 'P3');
  input('Contribution before scrap, a pump', 'Margin_pump', 79.5, '0.00', 'P4');
  input('Cost of a scrapped pump', 'Scrap_cost', 96, '0.00', 'P4');
  input('Share of capacity that is sold', 'Sold_share', 0.86, '0.0%', 'P4');
  input('Wage rise a year', 'Wage_rise', 0.031, '0.0%', 'P5');
  input('Shift premium', 'Premium', 0.18, '0.0%', 'P5');
  input('Energy an hour of the line', 'Energy_hour', 64, '0.00', 'P6');
  input('Loan share of capex', 'Loan_share', 0.6, '0.0%', 'P7');
  input('Loan rate a year', 'Loan_rate', 0.058, '0.0%', 'P7');
  input('Loan months', 'Loan_months', 36, '0', 'P7');
  input('Tax rate', 'Tax_rate', 0.24, '0.0%', 'P8');
  input('Discount rate a year', 'Discount', 0.09, '0.0%', 'P8');
  input('Months that customers take to pay', 'Pay_months', 2, '0', 'P8');
  sheet.gap();
  tables(sheet);
  return sheet;
}

function tables(sheet: SheetPlan): void {
  const list = (name: string, head: readonly string[], rows: readonly (readonly CellInput[])[]) => {
    const top = sheet.line(...head) + 1;
    for (const row of rows) sheet.line(...row);
    const bottom = top + rows.length - 1;
    for (const [column, title] of head.entries()) {
      const letter = columnName(column);
      names[`${name}_${title.replaceAll(' ', '_')}`] = `Inputs!$${letter}$${top}:$${letter}$${bottom}`;
    }
    sheet.formats.push({ area: `A${top - 1}:E${top - 1}`, role: 'heading' });
    sheet.gap();
  };
  list(
    'Kit',
    ['Item', 'Area', 'Month', 'Amount', 'Life'],
    [
      ['Assembly cell', 'Line', 0, 640_000, 84],
      ['Test bench', 'Quality', 0, 310_000, 60],
      ['Robot arm', 'Line', 2, 455_000, 72],
      ['Compressor', 'Utilities', 3, 120_000, 96],
      ['Vision station', 'Quality', 5, 175_000, 48],
      ['Racking', 'Stores', 6, 100_000, 120],
    ],
  );
  list(
    'Crew',
    ['Role', 'Group', 'From', 'Heads', 'Wage'],
    [
      ['Operators', 'Direct', 1, 14, 2950],
      ['Setters', 'Direct', 1, 3, 3600],
      ['Shift lead', 'Direct', 0, 1, 4700],
      ['Quality', 'Support', 2, 2, 3500],
      ['Stores', 'Support', 3, 2, 2700],
      ['Maintenance', 'Support', 4, 2, 3800],
      ['More operators', 'Direct', 13, 4, 2950],
    ],
  );
  list(
    'Load',
    ['Step', 'Share'],
    [
      [0, 0],
      [1, 0.35],
      [3, 0.6],
      [6, 0.8],
      [9, 0.95],
      [12, 1],
    ],
  );
}

function outputSheet(): SheetPlan {
  const sheet = new SheetPlan('Output', 'Pumps made');
  timeline(sheet);
  sheet.months('Load of the shift', '%', 'INDEX(Load_Share,MATCH({c}3,Load_Step,1))', undefined, '0.0%');
  sheet.months(
    'OEE',
    '%',
    'LET(t,MIN(1,{c}3/Ramp_months),OEE_now+(OEE_then-OEE_now)*t*t*(3-2*t))',
    undefined,
    '0.0%',
  );
  sheet.months(
    'Scrap',
    '%',
    'LET(t,MIN(1,{c}3/Ramp_months),Scrap_now+(Scrap_then-Scrap_now)*t)',
    undefined,
    '0.00%',
  );
  sheet.months(
    'Hours of the second shift',
    'h',
    'Shift_hours*{c}5*IF(OR(MONTH({c}2)=8,MONTH({c}2)=12),0.8,1)',
    undefined,
    '0.0',
  );
  sheet.months('Pumps made', 'pumps', 'ROUND({c}8*Rate_hour*{c}6,0)');
  sheet.months('Scrapped', 'pumps', 'ROUNDUP({c}9*{c}7,0)');
  sheet.months('Good pumps', 'pumps', '{c}9-{c}10');
  sheet.months('Sold', 'pumps', 'INT({c}11*Sold_share)');
  sheet.months(
    'First shift: pumps more through OEE',
    'pumps',
    'ROUND(Shift_hours*Rate_hour*({c}6-OEE_now),0)',
  );
  sheet.months(
    'First shift: pumps saved from scrap',
    'pumps',
    'ROUND(Shift_hours*Rate_hour*{c}6*(Scrap_now-{c}7),1)',
    undefined,
    '0.0',
  );
  sheet.months('Made in the last 12 months', 'pumps', 'SUM(OFFSET({c}9,0,-MIN(11,{c}3),1,MIN(12,{c}3+1)))');
  return sheet;
}

function costSheet(): SheetPlan {
  const sheet = new SheetPlan('Costs', 'Costs of the shift');
  timeline(sheet);
  sheet.months('Wage index', '', '(1+Wage_rise)^({c}4-YEAR(Start_date))', undefined, '0.000');
  sheet.months(
    'Direct crew',
    'people',
    'SUMIFS(Crew_Heads,Crew_Group,"Direct",Crew_From,"<="&{c}3)',
    undefined,
    '0',
  );
  sheet.months(
    'Support crew',
    'people',
    'SUMIFS(Crew_Heads,Crew_Group,"Support",Crew_From,"<="&{c}3)',
    undefined,
    '0',
  );
  sheet.months('Wages', '', 'SUMPRODUCT((Crew_From<={c}3)*Crew_Heads*Crew_Wage)*(1+Premium)*{c}5');
  sheet.months('Energy', '', 'Energy_hour*Output!{c}8');
  sheet.months('Scrap', '', 'Scrap_cost*Output!{c}10');
  sheet.months('Upkeep', '', 'IF({c}3<6,0,0.0009*SUMIFS(Kit_Amount,Kit_Month,"<="&{c}3))');
  sheet.months('All costs', '', 'SUM({c}8:{c}11)');
  sheet.months('Cost a good pump', '', 'IFERROR({c}12/Output!{c}11,0)', undefined, '0.00');
  sheet.months('Highest month so far', '', `MAX($${first}12:{c}12)`);
  return sheet;
}

function loanSheet(): SheetPlan {
  const sheet = new SheetPlan('Loan', 'Equipment and loan');
  timeline(sheet);
  sheet.months('Capex', '', 'SUMIFS(Kit_Amount,Kit_Month,{c}3)');
  sheet.months(
    'Depreciation',
    '',
    'SUMPRODUCT((Kit_Month<={c}3)*({c}3<Kit_Month+Kit_Life)*Kit_Amount/Kit_Life)',
  );
  sheet.months('Book value', '', '{p}7+{c}5-{c}6', '{c}5-{c}6');
  names.Loan = 'Loan!$C$1';
  sheet.cells.B1 = 'Loan';
  sheet.cells.C1 = '=ROUND(SUM(Kit_Amount)*Loan_share,-3)';
  sheet.formats.push({ area: 'C1', format: '#,##0', role: 'subtotal' });
  sheet.months('Interest', '', 'IF({c}3<Loan_months,-IPMT(Loan_rate/12,{c}3+1,Loan_months,Loan),0)');
  sheet.months('Repaid', '', 'IF({c}3<Loan_months,-PPMT(Loan_rate/12,{c}3+1,Loan_months,Loan),0)');
  sheet.months('Loan left', '', 'ROUND({p}10-{c}9,6)', 'ROUND(Loan-{c}9,6)');
  sheet.months('Interest by the rate', '', '{p}10*Loan_rate/12', 'Loan*Loan_rate/12');
  sheet.months('Difference', '', 'ROUND({c}8-{c}11,6)', undefined, '0.00');
  return sheet;
}

function cashSheet(): SheetPlan {
  const sheet = new SheetPlan('Cash', 'Profit and cash of the project');
  timeline(sheet);
  sheet.months('Contribution, second shift', '', 'Output!{c}12*Margin_pump');
  sheet.months('Contribution, first shift', '', '(Output!{c}13+Output!{c}14)*Margin_pump*Sold_share');
  sheet.months('Costs of the shift', '', '-Costs!{c}12');
  sheet.months('Depreciation', '', '-Loan!{c}6');
  sheet.months('Profit before interest', '', 'SUM({c}5:{c}8)');
  sheet.months('Interest', '', '-Loan!{c}8');
  sheet.months('Loss carried over', '', 'MIN(0,{p}11+{p}9+{p}10)', '0');
  sheet.months('Tax', '', '-Tax_rate*MAX(0,{c}9+{c}10+{c}11)');
  sheet.months('Net profit', '', '{c}9+{c}10+{c}12');
  sheet.months(
    'Owed by customers',
    '',
    'SUM(OFFSET({c}5,0,-MIN(Pay_months-1,{c}3),1,MIN(Pay_months,{c}3+1)))',
  );
  sheet.months('More owed', '', '{p}14-{c}14', '-{c}14');
  sheet.months('Capex', '', '-Loan!{c}5');
  sheet.months('Free cash, before the loan', '', '{c}9+{c}12+Loan!{c}6+{c}15+{c}16');
  sheet.months('Loan in and out', '', '-Loan!{c}9', 'Loan-Loan!{c}9');
  sheet.months('Cash of owners', '', '{c}17+{c}18+{c}10');
  sheet.months('Cash so far', '', '{p}20+{c}17', '{c}17');
  sheet.months('Paid back', '', 'IF({c}20>=0,"yes","no")');
  sheet.months(
    'Check: profit and cash agree',
    '',
    'ROUND({c}19-({c}13+Loan!{c}6+{c}15+{c}16+{c}18),6)',
    undefined,
    '0.00',
  );
  return sheet;
}

const span = (sheet: string, row: number) => `${sheet}!$${first}$${row}:$${last}$${row}`;

function returnsSheet(): SheetPlan {
  const sheet = new SheetPlan('Returns', 'Does it pay?');
  const value = (label: string, formula: string, format: string) => {
    const row = sheet.line(label, `=${formula}`);
    sheet.formats.push({ area: `B${row}`, format });
    return row;
  };
  const rate = '((1+Discount)^(1/12)-1)';
  names.Project_NPV = `Returns!$B$${value('NPV, monthly', `NPV(${rate},${span('Cash', 17)})`, '#,##0')}`;
  names.Project_IRR = `Returns!$B$${value('IRR a year', `(1+IRR(${span('Cash', 17)},0.02))^12-1`, '0.0%')}`;
  value('XNPV by dates', `XNPV(Discount,${span('Cash', 17)},${span('Cash', 2)})`, '#,##0');
  value('XIRR by dates', `XIRR(${span('Cash', 17)},${span('Cash', 2)})`, '0.0%');
  value(
    'Month of payback',
    `IFERROR(INDEX(${span('Cash', 3)},MATCH("yes",${span('Cash', 21)},0))+1,"not in time")`,
    '0',
  );
  value('Date of payback', `IFERROR(TEXT(EDATE(Start_date,B6),"mmmm yyyy"),"")`, '@');
  value('Deepest hole', `MIN(${span('Cash', 20)})`, '#,##0');
  value('When', `INDEX(${span('Cash', 2)},MATCH(B8,${span('Cash', 20)},0))`, 'mmm-yy');
  value('Full-run pumps a month', `AVERAGEIFS(${span('Output', 11)},${span('Output', 3)},">=24")`, '#,##0.0');
  value(
    'Return with one more point of OEE, simple',
    'Shift_hours*Rate_hour*0.01*Margin_pump*Sold_share*12',
    '#,##0',
  );
  value('Loan paid off', `ROUND(INDEX(${span('Loan', 10)},Loan_months),2)`, '0.00');
  value('Payment a month', '-PMT(Loan_rate/12,Loan_months,Loan)', '#,##0.00');
  value('Spread of monthly profit', `STDEV.S(${span('Cash', 13)})`, '#,##0');
  value('Scrap trend a month', `SLOPE(${span('Output', 10)},${span('Output', 3)})`, '0.000');
  value(
    'Good pumps in month 60, by trend',
    `FORECAST.LINEAR(60,${span('Output', 11)},${span('Output', 3)})`,
    '#,##0',
  );
  sheet.gap();
  const head = sheet.line('By year', '=YEAR(Start_date)', '=B18+1', '=C18+1', '=D18+1');
  sheet.formats.push(
    { area: `A${head}:E${head}`, role: 'heading' },
    { area: `B${head}:E${head}`, format: '0' },
  );
  for (const [label, place, row] of [
    ['Good pumps', 'Output', 11],
    ['Costs', 'Costs', 12],
    ['Net profit', 'Cash', 13],
    ['Free cash', 'Cash', 17],
    ['Capex', 'Loan', 5],
  ] as const) {
    const cells = ['B', 'C', 'D', 'E'].map(
      (column) => `=SUMIFS(${span(place, row)},${span(place, 4)},${column}$${head})`,
    );
    const at = sheet.line(label, ...cells);
    sheet.formats.push({ area: `B${at}:E${at}`, format: '#,##0;(#,##0);"-"' });
  }
  sheet.line('Best year', `=XLOOKUP(MAX(B22:E22),B22:E22,B${head}:E${head})`);
  sheet.gap();
  const lists = sheet.line(
    'Areas',
    'Spent',
    'Kit over 200,000, dearest first',
    'Amount',
    'Crew from month 2 on',
  );
  sheet.formats.push({ area: `A${lists}:E${lists}`, role: 'heading' });
  const top = lists + 1;
  Object.assign(sheet.cells, {
    [`A${top}`]: '=SORT(UNIQUE(Kit_Area))',
    [`B${top}`]: `=SUMIFS(Kit_Amount,Kit_Area,A${top}:A${top + 3})`,
    [`C${top}`]: '=SORTBY(FILTER(Kit_Item,Kit_Amount>200000),FILTER(Kit_Amount,Kit_Amount>200000),-1)',
    [`D${top}`]: '=SORT(FILTER(Kit_Amount,Kit_Amount>200000),1,-1)',
    [`E${top}`]: '=FILTER(Crew_Role,Crew_From>=2,"none")',
    [`G${top}`]: '=SEQUENCE(1,4,2026)',
    [`G${top + 1}`]: `=SUM((Kit_Area="Line")*Kit_Amount)`,
    [`G${top + 2}`]: '=TEXTJOIN(", ",TRUE,SORT(UNIQUE(Crew_Group)))',
    [`G${top + 3}`]: '=IFS(Project_IRR>0.5,"at once",Project_IRR>Discount,"worth it",TRUE,"not worth it")',
    [`G${top + 4}`]: '=SWITCH(MONTH(Start_date),1,"starts in January",7,"starts in July","starts otherwise")',
  });
  return sheet;
}

/** The model as a workbook's file. */
export function secondShift(): WorkbookFile {
  const sheets = [inputsSheet(), outputSheet(), costSheet(), loanSheet(), cashSheet(), returnsSheet()];
  const monthly = new Set(['Output', 'Costs', 'Loan', 'Cash']);
  return workbookFileSchema.parse({
    type: 'firsthand.workbook',
    version: 1,
    title: 'Second shift at Castellan Pumps',
    names,
    sheets: sheets.map(({ name, cells, formats }) => ({
      name,
      cells,
      formats,
      frozen: monthly.has(name) ? { rows: 4, columns: 4 } : { rows: 1, columns: 1 },
    })),
    checks: [
      { id: 'cash', label: 'Profit and cash agree', range: `Cash!${first}22:${last}22`, tolerance: 0.01 },
      {
        id: 'interest',
        label: 'Interest follows the rate',
        range: `Loan!${first}12:${last}12`,
        tolerance: 0.01,
      },
    ],
    drivers: [{ id: 'oee', label: 'OEE aimed at', cell: 'Inputs!C6', least: 0.61, most: 0.8, step: 0.005 }],
    sensitivities: [
      {
        id: 'npv',
        title: 'NPV by OEE and share sold',
        output: 'Returns!B2',
        across: { cell: 'Inputs!C6', label: 'OEE aimed at', values: [0.64, 0.66, 0.68, 0.7, 0.72] },
        down: { cell: 'Inputs!C12', label: 'Share sold', values: [0.8, 0.86, 0.92] },
        format: '#,##0',
      },
    ],
    charts: [
      {
        id: 'cash',
        kind: 'line',
        title: 'Cash so far',
        sheet: 'Returns',
        labels: `Cash!${first}2:${last}2`,
        series: [{ name: 'Cash so far', values: `Cash!${first}20:${last}20` }],
        format: '#,##0',
      },
    ],
  });
}
