import { describe, expect, it } from 'vitest';
import { Workbook } from '../../../src/workbook/workbook.ts';
import { importXlsx } from '../../../src/workbook/xlsx/import.ts';
import { type Foreign, foreignFile } from './foreign.ts';

async function open(file: Foreign) {
  const { file: read, leftOut, notUnderstood } = await importXlsx(foreignFile(file));
  const cells = read.sheets[0]?.cells ?? {};
  const kinds = Object.fromEntries(leftOut.map(({ kind, count }) => [kind, count]));
  return { read, cells, kinds, leftOut, notUnderstood, sheet: read.sheets[0] };
}

function rows(...cells: readonly string[]): Foreign {
  return { sheets: [{ name: 'Model', rows: `<row r="1">${cells.join('')}</row>` }] };
}

describe('a workbook of another program', () => {
  it('gives formulas, numbers, texts and truth values', async () => {
    const { cells, notUnderstood } = await open({
      ...rows(
        '<c r="A1" t="s"><v>0</v></c><c r="B1"><v>1.5</v></c><c r="C1" t="b"><v>1</v></c>',
        '<c r="D1" t="inlineStr"><is><t>in &amp; out</t></is></c><c r="E1" t="str"><f>A1&amp;"!"</f><v>Sales!</v></c>',
        '<c r="F1" t="e"><v>#N/A</v></c><c r="G1"><f>SUM(B1:B1)</f><v>1.5</v></c>',
      ),
      strings: ['Sales'],
    });
    expect(cells).toEqual({
      A1: 'Sales',
      B1: 1.5,
      C1: true,
      D1: 'in & out',
      E1: '=A1&"!"',
      F1: '=#N/A',
      G1: '=SUM(B1:B1)',
    });
    expect(notUnderstood).toEqual([]);
  });

  it('takes prefixes off', async () => {
    const { cells, kinds } = await open(
      rows(
        '<c r="A1"><v>2</v></c><c r="B1"><f>_xlfn.LET(_xlpm.x,A1,_xlpm.x*2)</f><v>4</v></c>',
        '<c r="C1" cm="1"><f t="array" ref="C1:D1">_xlfn._xlws.SORT(A1:B1,1,-1,TRUE)</f><v>4</v></c><c r="D1"><v>2</v></c>',
      ),
    );
    expect(cells).toEqual({ A1: 2, B1: '=LET(x,A1,x*2)', C1: '=SORT(A1:B1,1,-1,TRUE)' });
    expect(kinds).toEqual({});
  });

  it('writes out formulas that are shared', async () => {
    const { cells } = await open({
      sheets: [
        {
          name: 'Model',
          rows: '<row r="1"><c r="A1"><v>1</v></c><c r="B1"><f t="shared" ref="B1:B3" si="0">A1*$A$1+Other!A1</f><v>1</v></c></row><row r="2"><c r="B2"><f t="shared" si="0"/><v>0</v></c></row><row r="3"><c r="B3"><f t="shared" si="0"/><v>0</v></c></row>',
        },
        { name: 'Other', rows: '' },
      ],
    });
    expect([cells.B1, cells.B2, cells.B3]).toEqual([
      '=A1*$A$1+Other!A1',
      '=A2*$A$1+Other!A2',
      '=A3*$A$1+Other!A3',
    ]);
  });

  it('keeps dates as exact numbers with their format', async () => {
    const { cells, sheet } = await open(
      rows(
        '<c r="A1" s="1"><v>46023</v></c><c r="B1" s="1"><v>46023.123456789012</v></c><c r="C1" s="1"><f>A1+1</f><v>46024</v></c>',
        '<c r="D1" s="2"><v>0.25</v></c>',
      ),
    );
    expect(cells).toEqual({ A1: 46023, B1: Number('46023.123456789012'), C1: '=A1+1', D1: 0.25 });
    expect(sheet?.formats.map(({ area }) => area)).toEqual(['A1:C1', 'D1']);
    expect(sheet?.formats[1]?.format).toBe('0.00%');
  });

  it('moves the dates of workbooks that count from 1904', async () => {
    const { cells, kinds } = await open({
      ...rows('<c r="A1" s="1"><v>44561</v></c><c r="B1"><v>5</v></c>'),
      workbookPr: '<workbookPr date1904="1"/>',
    });
    expect(cells).toEqual({ A1: 46023, B1: 5 });
    expect(kinds).toEqual({ 'mac-dates': 1 });
  });

  it('has names, panes, widths, rules', async () => {
    const { read, sheet, kinds } = await open({
      names:
        '<definedName name="Rate">Model!$A$1</definedName><definedName name="Gone">Model!#REF!</definedName><definedName name="Far">[1]Model!$A$1</definedName><definedName name="_xlnm.Print_Area" localSheetId="0">Model!$A$1:$B$2</definedName>',
      sheets: [
        {
          name: 'Model',
          before:
            '<sheetViews><sheetView workbookViewId="0"><pane xSplit="2" ySplit="1" topLeftCell="C2" state="frozen"/></sheetView></sheetViews><cols><col min="1" max="1" width="20.7109375" customWidth="1"/><col min="2" max="16384" width="9.140625"/></cols>',
          rows: '<row r="1"><c r="A1"><v>1</v></c><c r="B1" t="inlineStr"><is><t>Yes</t></is></c></row><row r="2"><c r="B2" t="inlineStr"><is><t>No</t></is></c></row>',
          after:
            '<dataValidations count="4"><dataValidation type="list" sqref="A1"><formula1>"a,b"</formula1></dataValidation><dataValidation type="list" sqref="A2"><formula1>$B$1:$B$2</formula1></dataValidation><dataValidation type="whole" operator="between" sqref="A3:A4"><formula1>1</formula1><formula2>9</formula2></dataValidation><dataValidation type="custom" sqref="A5"><formula1>A5&gt;A4</formula1></dataValidation></dataValidations>',
        },
      ],
    });
    expect(read.names).toEqual({ Rate: 'Model!$A$1' });
    expect(sheet?.frozen).toEqual({ rows: 1, columns: 2 });
    expect(sheet?.widths).toEqual({ A: 145, B: 64 });
    expect(sheet?.validations).toEqual([
      { area: 'A1', kind: 'list', list: ['a', 'b'] },
      { area: 'A2', kind: 'list', list: ['Yes', 'No'] },
      { area: 'A3:A4', kind: 'number', least: 1, most: 9 },
    ]);
    expect(kinds).toEqual({ names: 2, validations: 1 });
  });

  it('can be calculated at once', async () => {
    const { read } = await open(rows('<c r="A1"><v>2</v></c><c r="B1"><f>A1^10</f><v>1024</v></c>'));
    expect(Workbook.fromFile(read).engine.sheet('Model')?.valueAt(0, 1)).toBe(1024);
  });
});

describe('what is not understood', () => {
  it('keeps its last value and is listed with its place', async () => {
    const { cells, kinds, notUnderstood } = await open(
      rows(
        '<c r="A1"><f>_xlfn.LAMBDA(_xlpm.x,_xlpm.x+1)(1)</f><v>2</v></c><c r="B1"><f>[1]Prices!A1*2</f><v>14</v></c>',
        '<c r="C1"><f>SUM(Sales[Amount])</f><v>99</v></c><c r="D1"><f>A1+Lost_name</f><v>3</v></c><c r="E1"><f>1+*2</f><v>5</v></c>',
        '<c r="F1"><f>CUBEVALUE("x","y")</f><v>6</v></c><c r="G1"><f>CUBEVALUE("x","z")</f><v>7</v></c>',
      ),
    );
    expect(cells).toEqual({ A1: 2, B1: 14, C1: 99, D1: 3, E1: 5, F1: 6, G1: 7 });
    expect(kinds).toEqual({
      'unknown-functions': 3,
      'external-links': 1,
      'table-references': 1,
      'unknown-names': 1,
      'unreadable-formulas': 1,
    });
    expect(notUnderstood).toContain(
      '3 formulas with functions that are not known here (LAMBDA, CUBEVALUE) keep their last values and do not recalculate: Model!A1, Model!F1, Model!G1.',
    );
    expect(notUnderstood).toContain('1 formula that reads another file keeps its last value: Model!B1.');
  });

  it('is told of everything beside the cells', async () => {
    const rels = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships';
    const { kinds } = await open({
      sheets: [
        {
          name: 'Model',
          attributes: 'state="hidden"',
          before: '<cols><col min="1" max="1" width="9" hidden="1"/></cols>',
          rows: '<row r="1" hidden="1"><c r="A1"><v>1</v></c></row>',
          after:
            '<sheetProtection sheet="1"/><autoFilter ref="A1:B2"/><mergeCells count="1"><mergeCell ref="A1:B1"/></mergeCells><conditionalFormatting sqref="A1"><cfRule type="top10" priority="1" rank="3"/></conditionalFormatting><hyperlinks><hyperlink ref="A1" location="Model!B1"/></hyperlinks>',
        },
        { name: 'Second', rows: '' },
      ],
      more: {
        'xl/media/image1.png': new Uint8Array(8),
        'xl/ctrlProps/ctrlProp1.xml': '<a/>',
        'xl/comments1.xml':
          '<comments xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><authors><author>A</author></authors><commentList><comment ref="A1" authorId="0"><text><t>Why?</t></text></comment></commentList></comments>',
        'xl/pivotTables/pivotTable1.xml':
          '<pivotTableDefinition xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main" name="P" cacheId="1"><location ref="A1:B2" firstHeaderRow="1" firstDataRow="1" firstDataCol="1"/></pivotTableDefinition>',
        'xl/worksheets/_rels/sheet1.xml.rels': `<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="rId1" Type="${rels}/comments" Target="../comments1.xml"/><Relationship Id="rId2" Type="${rels}/pivotTable" Target="../pivotTables/pivotTable1.xml"/></Relationships>`,
      },
    });
    expect(kinds).toEqual({
      images: 1,
      controls: 1,
      hidden: 1,
      'hidden-lines': 2,
      protection: 1,
      filters: 1,
      merged: 1,
      conditionals: 1,
      links: 1,
      comments: 1,
      pivots: 1,
    });
  });

  it('is a text that looks like a formula: it stays a text', async () => {
    const { cells, kinds } = await open({
      ...rows('<c r="A1" t="s"><v>0</v></c>'),
      strings: ['=HYPERLINK("x")'],
    });
    expect(cells).toEqual({ A1: '="=HYPERLINK(""x"")"' });
    expect(kinds).toEqual({ 'formula-texts': 1 });
  });

  it('is a value that comes out otherwise here', async () => {
    const { leftOut } = await open(rows('<c r="A1"><v>2</v></c><c r="B1"><f>A1*2</f><v>5</v></c>'));
    expect(leftOut).toMatchObject([{ kind: 'other-values', count: 1, places: ['Model!B1'] }]);
  });

  it('is a circle', async () => {
    const { kinds } = await open(rows('<c r="A1"><f>B1</f><v>0</v></c><c r="B1"><f>A1</f><v>0</v></c>'));
    expect(kinds).toEqual({ circles: 1 });
  });

  it('is a data table of another program: its values stay', async () => {
    const { cells, kinds } = await open(
      rows(
        '<c r="A1"><f t="dataTable" ref="A1:B1" dt2D="0" dtr="1" r1="D1"/><v>1</v></c><c r="B1"><v>2</v></c>',
      ),
    );
    expect(cells).toEqual({ A1: 1, B1: 2 });
    expect(kinds).toEqual({ 'data-tables': 1 });
  });

  it('is a sheet name with a quote: formulas follow', async () => {
    const { read } = await open({
      sheets: [
        { name: "Bob's", rows: '<row r="1"><c r="A1"><v>3</v></c></row>' },
        { name: 'Model', rows: '<row r="1"><c r="A1"><f>\'Bob\'\'s\'!A1*2</f><v>6</v></c></row>' },
      ],
    });
    expect(read.sheets.map(({ name }) => name)).toEqual(['Bob’s', 'Model']);
    expect(read.sheets[1]?.cells).toEqual({ A1: "='Bob’s'!A1*2" });
  });
});
