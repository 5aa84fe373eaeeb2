/**
 * The workbook screen without React, and its changes: typing, filling, copying, undoing.
 * Reads the workbook, and changes it only by commands handed to `onEdit`.
 */
import { type AreaAddress, areaName, type CellAddress, cellName, quoteSheet } from '../address.ts';
import type { Sheet } from '../cell.ts';
import type { CellInput } from '../engine.ts';
import type { WorkbookCommand } from '../schema.ts';
import { WorkbookError } from '../workbook.ts';
import { copiedRows, pastedRows, tableText } from './clipboard.ts';
import { entryReadings, entryText, questionOf, refusalOf } from './entry.ts';
import { GridNavigation } from './grid-navigation.ts';
import type { Editing } from './grid-state.ts';
import { phraseOf } from './labels.ts';
import { areaOfSelection, type Spot } from './selection.ts';
import { rulesOf } from './sheet-rules.ts';

export class GridView extends GridNavigation {
  #copied: { readonly text: string; readonly spot: Spot; readonly rows: CellInput[][] } | null = null;

  inputAt({ row, column }: CellAddress): CellInput {
    return this.state.sheet === null ? null : this.workbook.inputAt(this.state.sheet, row, column);
  }

  formatAt({ row, column }: CellAddress): string | undefined {
    return this.look && rulesOf(this.look).formatAt(row, column);
  }

  /** Opens the active cell; `text` replaces what stands there. A value, not a formula, can open `selected`. */
  startEdit(options: { text?: string; where?: Editing['where']; selected?: boolean } = {}): void {
    const { sheet, selection, editing } = this.state;
    if (sheet === null || this.#refuseReadOnly()) return;
    if (editing) {
      this.set({ editing: { ...editing, where: options.where ?? editing.where } });
      return;
    }
    const place = selection.anchor;
    const text = options.text ?? entryText(this.inputAt(place), this.formatAt(place));
    this.set({
      editing: {
        sheet,
        place,
        text,
        caret: text.length,
        selected: options.selected === true && !text.startsWith('='),
        mode: options.text === undefined ? 'edit' : 'type',
        where: options.where ?? 'cell',
        pointing: null,
      },
      refusal: null,
      following: false,
    });
  }

  #refuseReadOnly(): boolean {
    if (!this.host.readOnly) return false;
    this.set({
      refusal: this.state.focus
        ? { what: 'The agent is at work', hint: 'Cells can be changed by hand as soon as it is done' }
        : { what: 'This workbook can only be read here', hint: 'Nothing was changed' },
    });
    return true;
  }

  type(text: string, caret: number | null = null): void {
    const { editing } = this.state;
    if (editing)
      this.set({ editing: { ...editing, text, caret, selected: false, pointing: null }, refusal: null });
  }

  /**
   * Puts the reference of a cell where the caret is, while a formula is typed. Returns false where
   * no reference can stand there: then a click leaves the cell. `extend` makes the last one a range.
   */
  point(place: CellAddress, caret: number, extend = false): boolean {
    const { editing, sheet } = this.state;
    if (!editing?.text.startsWith('=') || sheet === null) return false;
    const { pointing, text } = editing;
    const from = pointing?.from ?? caret;
    if (!pointing && !/[=(,;+\-*/^&<>:]\s*$/.test(text.slice(0, caret))) return false;
    const start = extend && pointing ? pointing.start : place;
    const area = areaOfSelection({ anchor: start, end: place });
    const reference = (sheet === editing.sheet ? '' : `${quoteSheet(sheet)}!`) + areaName(area);
    const next = text.slice(0, from) + reference + text.slice(pointing?.to ?? caret);
    const to = from + reference.length;
    this.set({
      editing: { ...editing, text: next, caret: to, selected: false, pointing: { from, to, start } },
    });
    return true;
  }

  /** F2 while typing: arrows move the caret from now on. */
  editFully(): void {
    const { editing } = this.state;
    if (editing) this.set({ editing: { ...editing, mode: 'edit' } });
  }

  cancel(): void {
    const { editing, sheet, selection } = this.state;
    if (editing && editing.sheet !== sheet) {
      this.show(editing.sheet, this.selections.get(editing.sheet) ?? selection);
      return;
    }
    this.set({ editing: null, refusal: null, grab: this.state.grab + 1 });
  }

  /** Puts in what was typed. Returns false, and keeps it open, where it is refused. */
  commit(): boolean {
    const { editing } = this.state;
    if (!editing) return true;
    const rules = this.#rulesOf(editing.sheet);
    const { row, column } = editing.place;
    const format = rules?.formatAt(row, column);
    const before = this.workbook.inputAt(editing.sheet, row, column);
    if (editing.text === entryText(before, format)) {
      this.cancel();
      return true;
    }
    const rule = rules?.validationAt(row, column);
    const readings = entryReadings(editing.text, { format, rule, before });
    const question = questionOf(editing.text, readings, format);
    if (question) {
      this.set({ refusal: question });
      return false;
    }
    return this.put(editing.sheet, editing.place, readings[0] ?? null);
  }

  /** Puts in what was meant, after a text that can be read in two ways. */
  answer(input: CellInput): void {
    const { editing } = this.state;
    if (editing) this.put(editing.sheet, editing.place, input);
  }

  /** Puts an input into a cell as one edit; false where it is refused. */
  put(sheet: string, place: CellAddress, input: CellInput): boolean {
    const refusal = refusalOf(input, this.#rulesOf(sheet)?.validationAt(place.row, place.column));
    if (refusal) {
      this.set({ refusal });
      return false;
    }
    const at = cellName(place.row, place.column);
    return this.edit([{ do: 'write', sheet, at, rows: [[input]] }], this.#labelOf(sheet, place, input));
  }

  #rulesOf(sheet: string) {
    const look = this.workbook.sheets.find(({ name }) => name === sheet);
    return look && rulesOf(look);
  }

  #labelOf(sheet: string, place: CellAddress, input: CellInput): string {
    const found = this.workbook.engine.sheet(sheet);
    const what = found
      ? phraseOf(this.workbook, { sheet: found, ...place })
      : cellName(place.row, place.column);
    if (input === null) return `Cleared ${what}`;
    if (typeof input === 'string' && input.startsWith('=')) return `New formula for ${what}`;
    return `${what} to ${entryText(input, this.#rulesOf(sheet)?.formatAt(place.row, place.column))}`;
  }

  /** Hands over commands and measures what they take. False, with a reason on screen, where they are refused. */
  edit(commands: readonly WorkbookCommand[], label: string): boolean {
    if (this.#refuseReadOnly()) return false;
    this.counted = 0;
    const started = this.now();
    try {
      this.host.onEdit(commands, label);
    } catch (error) {
      if (!(error instanceof WorkbookError)) throw error;
      this.set({ refusal: { what: error.message, hint: error.hint } });
      return false;
    }
    const took = this.now() - started;
    if (this.state.editing) this.cancel();
    this.set({
      refusal: null,
      recalculation: this.counted > 0 ? { cells: this.counted, took } : this.state.recalculation,
      said: label,
    });
    return true;
  }

  undo(): void {
    this.#timed(this.host.onUndo);
  }
  redo(): void {
    this.#timed(this.host.onRedo);
  }

  #timed(run: (() => void) | undefined): void {
    if (!run || this.#refuseReadOnly()) return;
    this.counted = 0;
    const started = this.now();
    run();
    const took = this.now() - started;
    if (this.counted > 0) this.set({ recalculation: { cells: this.counted, took } });
  }

  /** Empties what is selected. */
  clear(): void {
    const { sheet } = this;
    const area = sheet && this.#usedPart(sheet, this.area);
    if (!sheet || !area) return;
    const rows = blankRows(area);
    const at = cellName(area.top, area.left);
    this.edit([{ do: 'write', sheet: sheet.name, at, rows }], `Cleared ${areaName(area)}`);
  }

  #usedPart(sheet: Sheet, area: AreaAddress): AreaAddress | null {
    const bottom = Math.min(area.bottom, sheet.lastRow);
    const right = Math.min(area.right, sheet.lastColumn);
    return bottom < area.top || right < area.left ? null : { ...area, bottom, right };
  }

  /** Ctrl+R and Ctrl+D: copies the first column or row over the rest; for one cell, the one before it. */
  fill(direction: 'right' | 'down'): void {
    const { sheet, area } = this;
    if (!sheet) return;
    const single = direction === 'right' ? area.left === area.right : area.top === area.bottom;
    const before =
      direction === 'right' ? { left: Math.max(0, area.left - 1) } : { top: Math.max(0, area.top - 1) };
    const to = single ? { ...area, ...before } : area;
    const from = direction === 'right' ? { ...to, right: to.left } : { ...to, bottom: to.top };
    if (areaName(from) === areaName(to)) return;
    this.edit(
      [{ do: 'fill', sheet: sheet.name, from: areaName(from), to: areaName(to) }],
      `Filled ${areaName(to)} from ${areaName(from)}`,
    );
  }

  // Copy and paste

  /** The selected cells as a table of tabs and lines, as they are shown. */
  copy(): string {
    const { sheet, area } = this;
    const used = sheet && this.#usedPart(sheet, area);
    if (!sheet || !used || !this.look) return '';
    const text = tableText(sheet, rulesOf(this.look), used);
    this.#copied = {
      text,
      spot: { sheet: sheet.name, area: used },
      rows: copiedRows(this.workbook, sheet.name, used),
    };
    return text;
  }

  /** Puts a copied table at the selection; formulas copied here keep being formulas, references moved along. */
  paste(text: string): void {
    const { sheet, area, look } = this;
    if (!sheet || !look) return;
    const copied = this.#copied?.text === text ? this.#copied : null;
    const pasted = pastedRows(text, copied, { area, rules: rulesOf(look) });
    if ('what' in pasted) {
      this.set({ refusal: pasted });
      return;
    }
    const { rows } = pasted;
    const at = cellName(area.top, area.left);
    const place = { row: area.top, column: area.left };
    if (rows.length === 0) return;
    if (this.edit([{ do: 'write', sheet: sheet.name, at, rows }], `Pasted at ${at}`)) {
      const columns = Math.max(...rows.map((row) => row.length));
      this.select(
        { anchor: place, end: { row: area.top + rows.length - 1, column: area.left + columns - 1 } },
        false,
      );
    }
  }
}

function blankRows({ top, left, bottom, right }: AreaAddress): CellInput[][] {
  return Array.from({ length: bottom - top + 1 }, () => new Array<CellInput>(right - left + 1).fill(null));
}
