import { strFromU8, unzipSync } from 'fflate';
import { beforeAll, describe, expect, it } from 'vitest';
import { Workbook } from '../../../src/workbook/workbook.ts';
import { originText } from '../../../src/workbook/xlsx/about-sheet.ts';
import { exportXlsx } from '../../../src/workbook/xlsx/export.ts';
import { fileFormat } from '../../../src/workbook/xlsx/file-format.ts';
import { smallModel } from './small-model.ts';

let parts: Record<string, Uint8Array>;
const part = (path: string) => strFromU8(parts[path] ?? new Uint8Array());
const sheet = (number: number) => part(`xl/worksheets/sheet${number}.xml`);
const cell = (number: number, address: string) =>
  new RegExp(`<c r="${address}"[^>]*?(?:/>|>.*?</c>)`).exec(sheet(number))?.[0] ?? '';

beforeAll(async () => {
  const origin = { mode: 'rehearsal', at: Date.UTC(2026, 10, 21, 9) } as const;
  parts = unzipSync(await exportXlsx(Workbook.fromFile(smallModel), { origin }));
});

describe('the .xlsx of a workbook', () => {
  it('holds formulas with their values', () => {
    expect(cell(2, 'C4')).toMatch(/<f>B4\*\(1\+Growth\)<\/f><v>484\.00000000000006<\/v>/);
    expect(cell(2, 'A17')).toMatch(/t="str".*<v>yes<\/v>/);
    expect(cell(2, 'C17')).toMatch(/t="b".*<v>1<\/v>/);
  });

  it('spells younger functions as the format does', () => {
    expect(cell(2, 'B6')).toContain('<f>_xlfn.XLOOKUP(200,');
    expect(cell(2, 'C6')).toContain('<f>_xlfn.LET(_xlpm.x,SUM(Prices),_xlpm.x*Half)</f>');
  });

  it('marks formulas that spill or run over ranges', () => {
    expect(cell(2, 'A12')).toMatch(/cm="1".*<f t="array" ref="A12:A14">_xlfn\._xlws\.SORT/);
    expect(cell(2, 'C12')).toMatch(/<f t="array" ref="C12:D13">_xlfn\.SEQUENCE\(2,2\)<\/f><v>1<\/v>/);
    expect(cell(2, 'D6')).toMatch(/<f t="array" ref="D6">SUM\(Prices\*2\)<\/f><v>880<\/v>/);
    expect(cell(2, 'A13')).toContain('t="s"');
    expect(cell(2, 'B4')).toContain('<f>SUM(Prices)</f>');
  });

  it('keeps errors as errors', () => {
    expect(cell(2, 'B10')).toMatch(/t="e".*<f>1\/0<\/f><v>#DIV\/0!<\/v>/);
    expect(cell(2, 'D10')).toMatch(/t="e".*<v>#DIV\/0!<\/v>/);
  });

  it('has names, frozen panes, widths, formats and roles', () => {
    expect(part('xl/workbook.xml')).toContain('<definedName name="Growth">Inputs!$B$3</definedName>');
    expect(sheet(1)).toContain('xSplit="1" ySplit="1" topLeftCell="B2" state="frozen"');
    expect(sheet(1)).toContain('<col min="1" max="1" width="25.7143" customWidth="true"/>');
    expect(part('xl/styles.xml')).toContain('formatCode="#,##0;(#,##0);&quot;-&quot;"');
    expect(part('xl/styles.xml')).toMatch(/FFF9E5/);
  });

  it('has rules for what may be typed, and conditional formats', () => {
    expect(sheet(1)).toMatch(/<dataValidation type="list" sqref="B2".*<formula1>"1,2,3"<\/formula1>/);
    expect(sheet(1)).toMatch(
      /type="decimal" sqref="B3" operator="between".*<formula1>0<\/formula1><formula2>0.2</,
    );
    expect(sheet(2)).toMatch(
      /<conditionalFormatting sqref="B5:D5"><cfRule type="cellIs"[^>]*operator="lessThan"/,
    );
    expect(sheet(2)).toContain('<colorScale>');
  });

  it('has a chart of the spreadsheet for each of ours but the heat map', () => {
    const charts = Object.keys(parts).filter((path) => /charts\/chart\d+\.xml$/.test(path));
    expect(charts).toHaveLength(5);
    const all = charts.map(part).join('');
    for (const title of ['Cash', 'Prices', 'In and out', 'From price to cash', 'What moves cash'])
      expect(all).toContain(`<a:t>${title}</a:t>`);
    expect(all).toContain("<c:f>'Cash flow'!$B$5:$D$5</c:f>");
    expect(all).toContain('<c:f>Inputs!$B$4:$B$6</c:f>');
  });

  it('stacks the bars of a waterfall by formulas that stay alive', () => {
    expect(cell(4, 'B4')).toContain('<f>N(Inputs!$D$5)</f><v>-130</v>');
    expect(cell(4, 'E4')).toContain('<f>D4+B4</f><v>-30</v>');
    expect(cell(4, 'C6')).toMatch(/<v>1<\/v>/);
  });

  it('has live sensitivity tables beside their inputs, with values', () => {
    expect(cell(1, 'B19')).toContain('<f t="dataTable" ref="B19:D20" dt2D="1" dtr="1" r1="B3" r2="B4"/>');
    expect(cell(1, 'A18')).toContain("<f>'Cash flow'!D5</f>");
    expect(Number(/<v>([^<]+)</.exec(cell(1, 'C20'))?.[1])).toBeCloseTo(1456.4, 9);
    expect(Number(/<v>([^<]+)</.exec(cell(1, 'B19'))?.[1])).toBeCloseTo(1355.575, 9);
    expect(cell(1, 'B25')).toContain('<f t="dataTable" ref="B25:C25" dt2D="0" dtr="1" r1="B3"/>');
  });

  it('leaves calculation to the program: settings for it make LibreOffice show tables empty', () => {
    expect(part('xl/workbook.xml')).not.toContain('calcPr');
  });

  it('names the dialect, so that LibreOffice trusts the values that formulas carry', () => {
    expect(part('docProps/app.xml')).toContain('<Application>Microsoft Excel</Application>');
    expect(part('docProps/core.xml')).toContain('<dc:creator>Firsthand</dc:creator>');
  });

  it('says where it comes from: on a sheet, in its properties, on every page', () => {
    const line =
      'Made in a rehearsal on 21 November 2026: an authored script played the model’s part, no model was asked.';
    expect(part('xl/sharedStrings.xml')).toContain(line);
    expect(part('docProps/core.xml')).toContain(`<dc:description>${line}</dc:description>`);
    expect(part('docProps/core.xml')).toContain('<dc:title>Pumps &amp; parts &lt;draft&gt;</dc:title>');
    for (const number of [1, 2, 3, 4, 5]) expect(sheet(number)).toContain(line);
  });

  it('says on a sheet whether the checks hold', () => {
    expect(sheet(5)).toContain("<f>MAX(MAX('Cash flow'!B8:D8),-MIN('Cash flow'!B8:D8))</f><v>0</v>");
    expect(sheet(5)).toContain('<v>holds</v>');
    expect(part('xl/sharedStrings.xml')).toContain('its two inputs are on different sheets');
  });

  it('is whole XML throughout, whatever stands in the cells', async () => {
    const workbook = new Workbook('A\u0001 & \uFFFF <b>');
    workbook.apply({ do: 'add-sheet', name: 'S' });
    workbook.apply({
      do: 'write',
      sheet: 'S',
      at: 'A1',
      rows: [['\u0000\u0008 \uD800 \uFFFE', '="<&>"', '=1']],
    });
    const { isWellFormed } = await import('../../../src/workbook/xlsx/well-formed.ts');
    const made = unzipSync(await exportXlsx(workbook));
    for (const [path, bytes] of Object.entries(made)) {
      const text = strFromU8(bytes);
      expect(isWellFormed(text), path).toBe(true);
      const wrong = ['\u0000', '\u0001', '\u0008', '\uFFFE', '\uFFFF'].filter((sign) => text.includes(sign));
      expect(wrong, path).toEqual([]);
    }
  });
});

describe('what a program would call damaged', () => {
  it.each([
    ['#,##0.0x', '#,##0.0"x"'],
    ['0.0 "per day"', '0.0 "per day"'],
    ['[Red]-0;[>1]0.0E+00;General;@', '[Red]-0;[>1]0.0E+00;General;@'],
    ['mmm-yy hh:mm AM/PM', 'mmm-yy hh:mm AM/PM'],
    ['_(* #,##0_);\\x0', '_(* #,##0_);\\x0'],
    ['0 "days', undefined],
    ['[Red', undefined],
    ['0;0;0;0;0', undefined],
  ])('the number format %s is written %s', (code, written) => expect(fileFormat(code)).toBe(written));

  it('is a list of choices that is too long, or has commas: it is left out with a word', async () => {
    const workbook = Workbook.fromFile({
      ...smallModel,
      sheets: smallModel.sheets.map((each) => ({
        ...each,
        validations: [
          { area: 'B2', kind: 'list', list: ['one, two', 'three'] },
          { area: 'B3', kind: 'list', list: Array.from({ length: 50 }, (_, index) => `Choice ${index}`) },
          { area: 'B4', kind: 'list', list: ['a', 'b'] },
        ],
      })),
    });
    const made = unzipSync(await exportXlsx(workbook));
    const first = strFromU8(made['xl/worksheets/sheet1.xml'] ?? new Uint8Array());
    expect(first.match(/<dataValidation /g)).toHaveLength(1);
    expect(strFromU8(made['xl/sharedStrings.xml'] ?? new Uint8Array())).toContain(
      'choices at Inputs!B2 is left out',
    );
  });
});

describe('where a file comes from', () => {
  const at = Date.UTC(2026, 0, 5);
  it.each([
    [
      { mode: 'live', at, model: 'some-model' },
      'Made by an agent in a live run with some-model on 5 January 2026.',
    ],
    [{ mode: 'replay', at }, 'Made in a replay of an earlier run on 5 January 2026.'],
    [{ mode: 'hand', at }, 'Made by hand on 5 January 2026.'],
  ] as const)('%o', (origin, text) => expect(originText(origin)).toBe(text));
});
