/**
 * What every scripted change of every model keeps to: it does its work alone, beside the others and after an
 * undo; a second time it changes nothing; and what a person put in its way is never written over.
 */
import { beforeAll, describe, expect, it } from 'vitest';
import type { Demo } from '../../../src/demos/demo.ts';
import { columnName, parseArea, parseCell } from '../../../src/workbook/address.ts';
import type { CellInput } from '../../../src/workbook/engine.ts';
import type { WorkbookCommand } from '../../../src/workbook/schema.ts';
import { rulesOf } from '../../../src/workbook/view/sheet-rules.ts';
import { ModelTable } from './play-model.ts';

interface ModelCase {
  readonly demo: Demo;
  /** Beside the offered changes. */
  readonly more?: readonly string[];
  /** How far the model is from its second calculation; empty where they agree. */
  misfit(table: ModelTable): readonly unknown[];
}

/** A cell that a change writes. */
interface Probe {
  readonly sheet: string;
  readonly row: number;
  readonly column: number;
}

const refusal = /by hand.*Nothing was touched.*live model/;

export function modelChangesContract({ demo, more = [], misfit }: ModelCase): void {
  const requests = [...demo.changes.map(({ label }) => label), ...more];
  const script = demo.rehearsal(demo.brand);
  let table: ModelTable;

  beforeAll(async () => {
    table = await new ModelTable(demo).play(script.build());
    table.desk.settle();
  });

  const fileText = () => JSON.stringify(table.desk.workbook.toFile());
  const undoAll = () => {
    while (table.desk.canUndo) table.desk.undo();
  };
  const edit = (commands: WorkbookCommand | WorkbookCommand[]) => {
    table.desk.beginStep('an edit by hand');
    table.desk.apply(commands, 'person');
  };

  /** Plays a request. What the model's own checks say is looked at by the tests themselves. */
  async function ask(request: string, answers: Readonly<Record<string, string>> = quick): Promise<void> {
    const part = script.answer(request);
    if (!part) throw new Error(`The script does not know “${request}”`);
    table.desk.beginStep(request);
    await table.play(part, (tool) => {
      const text = answers[tool];
      return text === undefined ? undefined : { ok: true, text };
    });
  }

  /** Cells that a change writes, one or two of each block, and the values that stood there. */
  async function probesOf(request: string): Promise<Probe[]> {
    const from = table.commands.length;
    await ask(request);
    const written = table.commands.slice(from);
    undoAll();
    return written.flatMap(probesOfCommand);
  }

  describe.each(requests)('%s', (request) => {
    it('is carried out, agrees with the second calculation, and can be taken back', async () => {
      const built = fileText();
      await ask(request, { run_checks: 'PASS' });
      expect(table.said.at(-1)).toMatch(/balances, and every check passes/);
      expect(table.calls.filter(({ result }) => !result.ok)).toEqual([]);
      expect(misfit(table)).toEqual([]);
      const failed = (await table.checks()).filter(({ pass }) => !pass);
      expect(failed.map(({ id, detail }) => `${id}: ${detail}`)).toEqual([]);
      undoAll();
      expect(fileText()).toBe(built);
    });

    it('changes nothing a second time, and does the same again after an undo', async () => {
      await ask(request);
      const once = fileText();
      await ask(request);
      expect(fileText()).toBe(once);
      undoAll();
      await ask(request);
      expect(fileText()).toBe(once);
      undoAll();
    });

    it('works beside others, before and after them', async () => {
      const index = requests.indexOf(request);
      for (const offset of [1, 4]) {
        const other = requests[(index + offset) % requests.length] ?? request;
        for (const order of [
          [request, other],
          [other, request],
        ]) {
          for (const each of order) await ask(each);
          expect(table.said.at(-1), order.join(' → ')).toMatch(/every check passes/);
          expect(misfit(table), order.join(' → ')).toEqual([]);
          undoAll();
        }
      }
    });

    it('never writes over what a person put into a cell that it would write', async () => {
      const probes = await probesOf(request);
      const edits: readonly CellInput[] = ['=1+1', 'A note of mine', 4711];
      for (const [index, { sheet, row, column }] of probes.entries()) {
        const at = `${columnName(column)}${row + 1}`;
        const isNumber = typeof table.desk.workbook.inputAt(sheet, row, column) === 'number';
        // A number that is asked for by the request itself may replace a number.
        const input = isNumber ? edits[index % 2] : edits[index % 3];
        // A sheet of a person is called “Sheet 9”: what a change writes on a new one of its own is free.
        if (!table.desk.workbook.engine.sheet(sheet)) continue;
        edit({ do: 'write', sheet, at, rows: [[input ?? null]] });
        const before = fileText();
        await ask(request);
        const said = table.said.join(' ');
        expect(table.desk.workbook.inputAt(sheet, row, column), `${sheet}!${at}`).toBe(input);
        if (refusal.test(said)) expect(fileText() === before, `${sheet}!${at}`).toBe(true);
        else expect(said, `${sheet}!${at}`).toMatch(/every check passes|in the model already/);
        undoAll();
      }
    });

    it('keeps a formula that a person gave to a whole line, and the format of it', async () => {
      const lines = (await probesOf(request)).filter(({ sheet, row, column }) =>
        String(table.desk.workbook.inputAt(sheet, row, column)).startsWith('='),
      );
      for (const { sheet, row, column } of lines) {
        const formula = `${table.desk.workbook.inputAt(sheet, row, column)}+7`;
        const end = table.desk.workbook.engine.sheet(sheet)?.lastColumn ?? column;
        const [at, to] = [`${columnName(column)}${row + 1}`, `${columnName(end)}${row + 1}`];
        edit([
          { do: 'write', sheet, at, rows: [[formula]] },
          { do: 'fill', sheet, from: at, to: `${at}:${to}` },
          { do: 'format', sheet, rules: [{ area: `${at}:${to}`, format: '0.000' }], add: true },
        ]);
        await ask(request);
        const now = String(table.desk.workbook.inputAt(sheet, row, column + 1));
        expect(now, `${sheet}!${at}`).toContain('+7');
        const look = table.desk.workbook.sheets.find(({ name }) => name === sheet);
        expect(look && rulesOf(look).formatAt(row, column + 1)).toBe('0.000');
        undoAll();
      }
    });
  });

  it('work all together, forwards and backwards, and pass every check', async () => {
    const built = fileText();
    for (const order of [requests, requests.toReversed()]) {
      for (const request of order) await ask(request);
      expect(misfit(table)).toEqual([]);
      expect((await table.checks()).filter(({ pass }) => !pass)).toEqual([]);
      undoAll();
      expect(fileText()).toBe(built);
    }
  });
}

const quick: Readonly<Record<string, string>> = { run_checks: 'PASS', check: 'No errors and no circles.' };

/** The first cells of a block, and the last of a line that is filled. */
function probesOfCommand(command: WorkbookCommand): Probe[] {
  if (command.do === 'fill') {
    const area = parseArea(command.to);
    return area ? [{ sheet: command.sheet, row: area.bottom, column: area.right - 1 }] : [];
  }
  if (command.do !== 'write') return [];
  const place = parseCell(command.at);
  const last = command.rows.length - 1;
  const width = (row: number) => (command.rows[row]?.length ?? 1) - 1;
  return place
    ? [...new Map([0, last].map((row) => [row, width(row)]))].map(([row, column]) => ({
        sheet: command.sheet,
        row: place.row + row,
        column: place.column + column,
      }))
    : [];
}
