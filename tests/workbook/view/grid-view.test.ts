import { beforeEach, describe, expect, it } from 'vitest';
import type { WorkbookCommand } from '../../../src/workbook/schema.ts';
import { GridView } from '../../../src/workbook/view/grid-view.ts';
import { selectionAt } from '../../../src/workbook/view/selection.ts';
import type { Workbook } from '../../../src/workbook/workbook.ts';
import { smallModel } from './small-model.ts';

let workbook: Workbook;
let view: GridView;
let labels: string[];
let clock: number;

beforeEach(() => {
  workbook = smallModel();
  labels = [];
  clock = 100;
  const onEdit = (commands: readonly WorkbookCommand[], label: string) => {
    workbook.apply(commands);
    clock += 7;
    labels.push(label);
  };
  view = new GridView(
    { workbook, subscribe: (listener) => workbook.subscribe(listener) },
    { onEdit, readOnly: false },
    () => clock,
  );
  view.attach();
});

const at = (row: number, column: number) => view.select(selectionAt(row, column));
const value = (address: string) => {
  const range = workbook.engine.reference(address);
  return range?.at(0, 0);
};

describe('editing by hand', () => {
  it('reads what is typed by the format of the cell, says what was done, and measures it', () => {
    at(3, 2);
    view.startEdit({ text: '3' });
    expect(view.commit()).toBe(true);
    expect(value('Inputs!C4')).toBe(0.03);
    expect(labels).toEqual(['Churn a month, Base to 3%']);
    expect(view.state.recalculation?.took).toBe(7);
    expect(view.state.recalculation?.cells).toBeGreaterThan(8);
  });

  it('hands over nothing where nothing was changed', () => {
    at(3, 2);
    view.startEdit();
    expect(view.state.editing?.text).toBe('1.8%');
    expect(view.commit()).toBe(true);
    expect(labels).toEqual([]);
  });

  it('keeps the cell open, and the workbook as it was, where a rule or the engine refuses', () => {
    at(3, 2);
    view.startEdit({ text: '50%' });
    expect(view.commit()).toBe(false);
    expect(view.state.refusal?.hint).toContain('from 0 to 0.2');
    view.type('=SUM(');
    expect(view.commit()).toBe(false);
    expect(view.state.editing).not.toBeNull();
    view.cancel();
    expect(view.state.refusal).toBeNull();
    expect(value('Inputs!C4')).toBe(0.018);
  });

  it('a workbook that may only be read stays closed', () => {
    view.host = { ...view.host, readOnly: true };
    view.startEdit({ text: '1' });
    expect(view.state.editing).toBeNull();
    expect(view.state.refusal?.what).toContain('only be read');
    expect(view.edit([{ do: 'write', sheet: 'Inputs', at: 'A1', rows: [[1]] }], 'x')).toBe(false);
  });

  it('points at cells while a formula is typed, also on another sheet', () => {
    at(20, 0);
    view.startEdit({ text: '=' });
    expect(view.point({ row: 3, column: 1 }, 1)).toBe(true);
    expect(view.point({ row: 4, column: 2 }, 3, true)).toBe(true);
    expect(view.state.editing?.text).toBe('=B4:C5');
    view.type('=B4:C5*');
    view.showSheet('Cash flow');
    expect(view.point({ row: 7, column: 1 }, 7)).toBe(true);
    expect(view.state.editing?.text).toBe("=B4:C5*'Cash flow'!B8");
    view.type('=5');
    expect(view.point({ row: 0, column: 0 }, 2)).toBe(false);
  });

  it('fills from the cell before, where one is selected, and over the area, where more are', () => {
    view.visit({ sheet: 'Cash flow', area: { top: 7, left: 3, bottom: 7, right: 3 } });
    view.fill('right');
    expect(workbook.inputAt('Cash flow', 7, 3)).toBe('=AVERAGE(D4,D6)*Price');
    view.select({ anchor: { row: 3, column: 1 }, end: { row: 4, column: 3 } });
    view.fill('down');
    expect(workbook.inputAt('Cash flow', 4, 2)).toBe('=B7');
  });
});

describe('copying', () => {
  it('copies what is shown and pastes what was typed, references moved', () => {
    view.visit({ sheet: 'Cash flow', area: { top: 4, left: 1, bottom: 5, right: 1 } });
    const text = view.copy();
    expect(text).toBe('(18)\n982');
    at(20, 2);
    view.paste(text);
    expect(workbook.inputAt('Cash flow', 20, 2)).toBe('=-C20*Churn');
    expect(workbook.inputAt('Cash flow', 21, 2)).toBe('=SUM(C20:C21)');
  });

  it('reads tables of other programs, quotes and all', () => {
    at(20, 0);
    view.paste('"a\tb"\t(1,200)\n5%\t2027-01-31\n');
    expect(workbook.inputAt('Inputs', 20, 0)).toBe('a\tb');
    expect(workbook.inputAt('Inputs', 20, 1)).toBe(-1200);
    expect(workbook.inputAt('Inputs', 21, 0)).toBe(0.05);
    expect(workbook.inputAt('Inputs', 21, 1)).toBe(46418);
    expect(view.state.selection).toEqual({ anchor: { row: 20, column: 0 }, end: { row: 21, column: 1 } });
  });

  it('is refused where a rule refuses one of the cells', () => {
    at(3, 2);
    view.paste('50%\t10%');
    expect(view.state.refusal).not.toBeNull();
    expect(value('Inputs!C4')).toBe(0.018);
  });
});

describe('going places', () => {
  it('comes back through the places that were left by a jump', () => {
    at(3, 1);
    expect(view.goTo('Price')).toBe(true);
    expect(view.goTo("'Cash flow'!D9")).toBe(true);
    expect(view.state.sheet).toBe('Cash flow');
    view.back();
    expect(view.state).toMatchObject({ sheet: 'Inputs', selection: selectionAt(4, 1), canGoBack: true });
    view.back();
    expect(view.state).toMatchObject({ selection: selectionAt(3, 1), canGoBack: false });
    expect(view.goTo('Nowhere')).toBe(false);
  });

  it('follows the agent until the person selects something, and again when asked', () => {
    const spot = { sheet: 'Cash flow', area: { top: 4, left: 1, bottom: 4, right: 3 } };
    view.setFocus(spot);
    expect(view.state).toMatchObject({ sheet: 'Cash flow', reveal: { area: spot.area } });
    view.showSheet('Inputs');
    view.setFocus({ ...spot, area: { ...spot.area, bottom: 5 } });
    expect(view.state).toMatchObject({ sheet: 'Inputs', following: false });
    view.follow();
    expect(view.state).toMatchObject({ sheet: 'Cash flow', following: true });
  });
});

describe('flashing', () => {
  it('marks the cells that changed, for a moment', () => {
    const { sheet } = view;
    workbook.apply({ do: 'write', sheet: 'Inputs', at: 'C4', rows: [[0.05]] });
    const live = sheet?.find(3, 1);
    const other = sheet?.find(4, 1);
    if (!live || !other) throw new Error('The model has no such cell');
    expect(view.flashOf(live)).toBe(view.state.version);
    expect(view.flashOf(other)).toBe(0);
    clock += 2000;
    expect(view.flashOf(live)).toBe(0);
  });
});
