/**
 * The state of the workbook screen, without React: what is shown, selected, edited, followed.
 * Reads the workbook, and changes it only by commands handed to `onEdit`.
 */
import { type AreaAddress, areaName, type CellAddress, cellName, quoteSheet } from '../address.ts';
import type { Cell, Sheet } from '../cell.ts';
import type { CellInput } from '../engine.ts';
import type { WorkbookCommand } from '../schema.ts';
import { type SheetLook, type Workbook, type WorkbookChange, WorkbookError } from '../workbook.ts';
import { copiedRows, pastedRows, tableText } from './clipboard.ts';
import { entryText, type Refusal, readEntry, refusalOf } from './entry.ts';
import { phraseOf } from './labels.ts';
import {
  areaOfSelection,
  type Bounds,
  type Direction,
  findSpot,
  isOneCell,
  isSame,
  jumpFrom,
  nextWithin,
  type Selection,
  type Spot,
  selectionAt,
  stepFrom,
} from './selection.ts';
import { rulesOf } from './sheet-rules.ts';

/** What the screen needs of a `WorkbookDesk`. */
export interface ScreenDesk {
  readonly workbook: Workbook;
  subscribe(listener: (change: WorkbookChange) => void): () => void;
}

export type EditHandler = (commands: readonly WorkbookCommand[], label: string) => void;

/** What the screen is told from outside; may be another at each render. */
export interface GridHost {
  readonly onEdit: EditHandler;
  readonly onUndo?: (() => void) | undefined;
  readonly onRedo?: (() => void) | undefined;
  readonly readOnly: boolean;
  /** On the projector the grid takes no focus by itself: the keys belong to the presenter. */
  readonly stage?: boolean | undefined;
}

export interface Editing {
  readonly sheet: string;
  readonly place: CellAddress;
  readonly text: string;
  /** Where the caret goes once the text was changed by the program. */
  readonly caret: number | null;
  /** `type`: arrows leave the cell, since typing began it; `edit`: arrows move the caret. */
  readonly mode: 'type' | 'edit';
  readonly where: 'cell' | 'bar';
  /** The reference that is being pointed at: its place in the text, and the cells. */
  readonly pointing: { readonly from: number; readonly to: number; readonly start: CellAddress } | null;
}

export interface Recalculation {
  readonly cells: number;
  /** Milliseconds from the edit to every value being up to date; null where it was not measured here. */
  readonly took: number | null;
}

/** What the grid is asked to bring into view; a new object each time. */
export interface Reveal {
  readonly area: AreaAddress;
  readonly align: 'auto' | 'center';
}

export interface GridState {
  /** Null while there is no sheet. */
  readonly sheet: string | null;
  readonly selection: Selection;
  readonly editing: Editing | null;
  readonly refusal: Refusal | null;
  readonly reveal: Reveal | null;
  /** Counts changes of the workbook. */
  readonly version: number;
  /** Counts changes of what the sheets look like: texts, formats, sizes; not of numbers alone. */
  readonly shape: number;
  readonly recalculation: Recalculation | null;
  readonly canGoBack: boolean;
  /** What the agent works on. */
  readonly focus: Spot | null;
  readonly following: boolean;
  /** What was done, for screen readers. */
  readonly said: string;
  /** Whether the panel “Where this number comes from” is open. */
  readonly tracing: boolean;
  /** Counts how often the grid was asked to take the focus. */
  readonly grab: number;
}

interface Recent {
  readonly at: number;
  readonly number: number;
  readonly cells: ReadonlySet<Cell>;
}

/** Milliseconds in which a changed cell may still begin to flash. */
const flashTime = 900;
/** Places that "back" remembers. */
const mostVisits = 50;

export class GridView {
  readonly desk: ScreenDesk;
  host: GridHost;
  #state: GridState;
  readonly #listeners = new Set<() => void>();
  readonly #selections = new Map<string, Selection>();
  readonly #visits: { readonly sheet: string; readonly selection: Selection }[] = [];
  readonly #now: () => number;
  #recent: Recent[] = [];
  #counted = 0;
  #copied: { readonly text: string; readonly spot: Spot; readonly rows: CellInput[][] } | null = null;
  /** Rows that fit on the screen, for Page Down; set by the grid. */
  pageRows = 20;
  /** Cells whose value the last change made another one. */
  changed: ReadonlySet<Cell> = new Set();
  /** The caret in the cell that is edited; set by its editor. */
  caretOf: (() => number) | null = null;
  /** Opens the name box, for Ctrl+G; set by the formula bar. */
  askWhere: () => void = () => {};
  /** How far the grid reaches; set by the grid. */
  bounds: Bounds = { rows: 30, columns: 10 };

  constructor(desk: ScreenDesk, host: GridHost, now: () => number = () => performance.now()) {
    this.desk = desk;
    this.host = host;
    this.#now = now;
    this.#state = {
      sheet: desk.workbook.engine.sheetNames[0] ?? null,
      selection: selectionAt(0, 0),
      editing: null,
      refusal: null,
      reveal: null,
      version: 0,
      shape: 0,
      recalculation: null,
      canGoBack: false,
      focus: null,
      following: true,
      said: '',
      tracing: false,
      grab: 0,
    };
  }

  get state(): GridState {
    return this.#state;
  }
  get workbook(): Workbook {
    return this.desk.workbook;
  }
  /** The sheet that is shown. */
  get sheet(): Sheet | undefined {
    return this.#state.sheet === null ? undefined : this.workbook.engine.sheet(this.#state.sheet);
  }
  get look(): SheetLook | undefined {
    return this.workbook.sheets.find(({ name }) => name === this.sheet?.name);
  }
  get area(): AreaAddress {
    return areaOfSelection(this.#state.selection);
  }
  /** The active cell, where it holds or ever held anything. */
  get activeCell(): Cell | undefined {
    const { row, column } = this.#state.selection.anchor;
    return this.sheet?.find(row, column);
  }

  readonly getState = (): GridState => this.#state;
  readonly subscribe = (listener: () => void): (() => void) => {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  };

  /** Listens to the workbook until the returned function is called. */
  attach(): () => void {
    const stop = this.desk.subscribe((change) => this.#take(change));
    // What changed before anyone listened.
    if (this.#state.sheet === null) this.#set({ sheet: this.workbook.engine.sheetNames[0] ?? null });
    return stop;
  }

  #set(part: Partial<GridState>): void {
    this.#state = { ...this.#state, ...part };
    for (const listener of this.#listeners) listener();
  }

  #take(change: WorkbookChange): void {
    const at = this.#now();
    const version = this.#state.version + 1;
    this.#recent = this.#recent.filter((each) => at - each.at < flashTime);
    if (change.cells.size > 0) this.#recent.push({ at, number: version, cells: change.cells });
    this.#counted += change.cells.size;
    const names = this.workbook.engine.sheetNames;
    const sheet = this.sheet ? this.#state.sheet : (names[0] ?? null);
    const recalculation =
      change.cells.size > 0 ? { cells: change.cells.size, took: null } : this.#state.recalculation;
    const shape = this.#state.shape + (changesShape(change) ? 1 : 0);
    this.changed = change.cells;
    this.#set({ version, shape, sheet, recalculation });
  }

  /** The number of the change that a cell flashes for; 0 where it does not. */
  flashOf(cell: Cell): number {
    for (let index = this.#recent.length - 1; index >= 0; index -= 1) {
      const recent = this.#recent[index];
      if (recent?.cells.has(cell)) return this.#now() - recent.at < flashTime ? recent.number : 0;
    }
    return 0;
  }

  // Selecting and moving

  select(selection: Selection, reveal = true): void {
    const { sheet } = this.#state;
    if (sheet !== null) this.#selections.set(sheet, selection);
    this.#set({
      selection,
      refusal: null,
      following: false,
      reveal: reveal
        ? { area: { ...areaOfSelection({ anchor: selection.end, end: selection.end }) }, align: 'auto' }
        : this.#state.reveal,
    });
  }

  /** Asks the grid to take the focus. */
  takeFocus(): void {
    this.#set({ grab: this.#state.grab + 1 });
  }

  move(direction: Direction, options: { extend?: boolean; jump?: boolean; by?: number } = {}): void {
    const { selection } = this.#state;
    const from = options.extend ? selection.end : selection.anchor;
    const to =
      options.jump && this.sheet
        ? jumpFrom(this.sheet, from, direction, this.bounds)
        : stepFrom(from, direction, this.bounds, options.by ?? 1);
    this.select(options.extend ? { anchor: selection.anchor, end: to } : { anchor: to, end: to });
  }

  /** Enter and Tab: on to the next cell, or around inside a selected area. */
  advance(by: 'row' | 'column', back: boolean): void {
    const { selection } = this.#state;
    if (isOneCell(selection)) {
      const forward: Direction = by === 'row' ? 'right' : 'down';
      const backward: Direction = by === 'row' ? 'left' : 'up';
      this.move(back ? backward : forward);
      return;
    }
    const anchor = nextWithin(this.area, selection.anchor, by, back);
    this.#set({ reveal: { area: areaOfSelection({ anchor, end: anchor }), align: 'auto' } });
    this.#keepAreaAround(anchor);
  }

  /** Moves the active cell inside the selected area; the area keeps its size. */
  #keepAreaAround(anchor: CellAddress): void {
    this.#set({ selection: { ...this.#state.selection, anchor } });
  }

  selectAll(): void {
    const { sheet } = this;
    if (!sheet) return;
    this.select(
      {
        anchor: { row: 0, column: 0 },
        end: { row: Math.max(sheet.lastRow, 0), column: Math.max(sheet.lastColumn, 0) },
      },
      false,
    );
  }

  /** Goes to a cell, range or name and remembers where one was. Returns false where it means no place. */
  goTo(text: string): boolean {
    const spot = findSpot(this.workbook, text, this.#state.sheet ?? '');
    if (!spot) return false;
    this.visit(spot);
    return true;
  }

  visit({ sheet, area }: Spot): void {
    this.#remember();
    this.#show(sheet, {
      anchor: { row: area.top, column: area.left },
      end: { row: area.bottom, column: area.right },
    });
  }

  #remember(): void {
    const { sheet, selection } = this.#state;
    if (sheet === null) return;
    const last = this.#visits.at(-1);
    if (last?.sheet === sheet && isSame(last.selection.anchor, selection.anchor)) return;
    this.#visits.push({ sheet, selection });
    if (this.#visits.length > mostVisits) this.#visits.shift();
  }

  #show(sheet: string, selection: Selection, align: Reveal['align'] = 'auto'): void {
    this.#selections.set(sheet, selection);
    this.#set({
      sheet,
      selection,
      editing: null,
      refusal: null,
      following: false,
      canGoBack: this.#visits.length > 0,
      grab: this.#state.grab + (this.host.stage ? 0 : 1),
      reveal: { area: areaOfSelection(selection), align },
    });
  }

  /** Back to where one was before the last jump. */
  back(): void {
    const visit = this.#visits.pop();
    if (visit) this.#show(visit.sheet, visit.selection);
  }

  showSheet(name: string): void {
    if (name === this.#state.sheet) return;
    const { editing } = this.#state;
    if (editing?.text.startsWith('=')) {
      // A formula stays open, so that cells of another sheet can be pointed at.
      this.#set({
        sheet: name,
        selection: this.#selections.get(name) ?? selectionAt(0, 0),
        following: false,
      });
      return;
    }
    if (editing && !this.commit()) return;
    this.#show(name, this.#selections.get(name) ?? selectionAt(0, 0));
  }

  turnSheet(by: 1 | -1): void {
    const names = this.workbook.engine.sheetNames;
    const next = names[names.indexOf(this.#state.sheet ?? '') + by];
    if (next !== undefined) this.showSheet(next);
  }

  /** Opens or closes the panel “Where this number comes from”. */
  trace(open = !this.#state.tracing): void {
    this.#set({ tracing: open });
  }

  // Following the agent

  setFocus(focus: Spot | null): void {
    const { following, editing } = this.#state;
    this.#set({ focus });
    if (focus && following && !editing) this.#followTo(focus);
  }

  follow(): void {
    this.#set({ following: true });
    if (this.#state.focus) this.#followTo(this.#state.focus);
  }

  /** A person who scrolls looks at something else. */
  stopFollowing(): void {
    if (this.#state.following && this.#state.focus) this.#set({ following: false });
  }

  #followTo({ sheet, area }: Spot): void {
    if (!this.workbook.engine.sheet(sheet)) return;
    const selection =
      sheet === this.#state.sheet
        ? this.#state.selection
        : (this.#selections.get(sheet) ?? selectionAt(0, 0));
    this.#set({ sheet, selection, reveal: { area, align: 'auto' } });
  }

  // Editing

  inputAt({ row, column }: CellAddress): CellInput {
    return this.#state.sheet === null ? null : this.workbook.inputAt(this.#state.sheet, row, column);
  }

  formatAt({ row, column }: CellAddress): string | undefined {
    return this.look && rulesOf(this.look).formatAt(row, column);
  }

  /** Opens the active cell; `text` replaces what stands there. */
  startEdit(options: { text?: string; where?: Editing['where'] } = {}): void {
    const { sheet, selection, editing } = this.#state;
    if (sheet === null || this.#refuseReadOnly()) return;
    if (editing) {
      this.#set({ editing: { ...editing, where: options.where ?? editing.where } });
      return;
    }
    const place = selection.anchor;
    const text = options.text ?? entryText(this.inputAt(place), this.formatAt(place));
    this.#set({
      editing: {
        sheet,
        place,
        text,
        caret: text.length,
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
    this.#set({
      refusal: this.#state.focus
        ? { what: 'The agent is at work', hint: 'Cells can be changed by hand as soon as it is done' }
        : { what: 'This workbook can only be read here', hint: 'Nothing was changed' },
    });
    return true;
  }

  type(text: string, caret: number | null = null): void {
    const { editing } = this.#state;
    if (editing) this.#set({ editing: { ...editing, text, caret, pointing: null }, refusal: null });
  }

  /**
   * Puts the reference of a cell where the caret is, while a formula is typed. Returns false where
   * no reference can stand there: then a click leaves the cell. `extend` makes the last one a range.
   */
  point(place: CellAddress, caret: number, extend = false): boolean {
    const { editing, sheet } = this.#state;
    if (!editing?.text.startsWith('=') || sheet === null) return false;
    const { pointing, text } = editing;
    const from = pointing?.from ?? caret;
    if (!pointing && !/[=(,;+\-*/^&<>:]\s*$/.test(text.slice(0, caret))) return false;
    const start = extend && pointing ? pointing.start : place;
    const area = areaOfSelection({ anchor: start, end: place });
    const reference = (sheet === editing.sheet ? '' : `${quoteSheet(sheet)}!`) + areaName(area);
    const next = text.slice(0, from) + reference + text.slice(pointing?.to ?? caret);
    const to = from + reference.length;
    this.#set({ editing: { ...editing, text: next, caret: to, pointing: { from, to, start } } });
    return true;
  }

  /** F2 while typing: arrows move the caret from now on. */
  editFully(): void {
    const { editing } = this.#state;
    if (editing) this.#set({ editing: { ...editing, mode: 'edit' } });
  }

  cancel(): void {
    const { editing, sheet, selection } = this.#state;
    if (editing && editing.sheet !== sheet) {
      this.#show(editing.sheet, this.#selections.get(editing.sheet) ?? selection);
      return;
    }
    this.#set({ editing: null, refusal: null, grab: this.#state.grab + 1 });
  }

  /** Puts in what was typed. Returns false, and keeps it open, where it is refused. */
  commit(): boolean {
    const { editing } = this.#state;
    if (!editing) return true;
    const rules = this.#rulesOf(editing.sheet);
    const { row, column } = editing.place;
    const format = rules?.formatAt(row, column);
    const before = this.workbook.inputAt(editing.sheet, row, column);
    if (editing.text === entryText(before, format)) {
      this.cancel();
      return true;
    }
    return this.put(editing.sheet, editing.place, readEntry(editing.text, format));
  }

  /** Puts an input into a cell as one edit; false where it is refused. */
  put(sheet: string, place: CellAddress, input: CellInput): boolean {
    const refusal = refusalOf(input, this.#rulesOf(sheet)?.validationAt(place.row, place.column));
    if (refusal) {
      this.#set({ refusal });
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
    this.#counted = 0;
    const started = this.#now();
    try {
      this.host.onEdit(commands, label);
    } catch (error) {
      if (!(error instanceof WorkbookError)) throw error;
      this.#set({ refusal: { what: error.message, hint: error.hint } });
      return false;
    }
    const took = this.#now() - started;
    if (this.#state.editing) this.cancel();
    this.#set({
      refusal: null,
      recalculation: this.#counted > 0 ? { cells: this.#counted, took } : this.#state.recalculation,
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
    this.#counted = 0;
    const started = this.#now();
    run();
    const took = this.#now() - started;
    if (this.#counted > 0) this.#set({ recalculation: { cells: this.#counted, took } });
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
      this.#set({ refusal: pasted });
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

/** Whether a change may need other sizes of rows and columns than the numbers in it do. */
function changesShape({ commands, passing }: WorkbookChange): boolean {
  if (passing) return false;
  return !(
    commands.length > 0 &&
    commands.every((command) => command.do === 'write' && command.rows.every((row) => row.every(isNumber)))
  );
}

function isNumber(input: CellInput): boolean {
  return typeof input === 'number';
}

function blankRows({ top, left, bottom, right }: AreaAddress): CellInput[][] {
  return Array.from({ length: bottom - top + 1 }, () => new Array<CellInput>(right - left + 1).fill(null));
}
