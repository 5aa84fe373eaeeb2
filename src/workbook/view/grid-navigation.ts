/** The workbook screen without React: what is shown and selected, where one was, whom one follows. */
import type { AreaAddress, CellAddress } from '../address.ts';
import type { Cell, Sheet } from '../cell.ts';
import type { CellInput } from '../engine.ts';
import type { SheetLook, Workbook, WorkbookChange } from '../workbook.ts';
import { firstState, type GridHost, type GridState, type Reveal, type ScreenDesk } from './grid-state.ts';
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

interface Recent {
  readonly at: number;
  readonly number: number;
  readonly cells: ReadonlySet<Cell>;
}

/** Milliseconds in which a changed cell may still begin to flash. */
const flashTime = 900;
/** Places that "back" remembers. */
const mostVisits = 50;

export abstract class GridNavigation {
  readonly desk: ScreenDesk;
  host: GridHost;
  #state: GridState;
  readonly #listeners = new Set<() => void>();
  /** The selection on each sheet. */
  protected readonly selections = new Map<string, Selection>();
  readonly #visits: { readonly sheet: string; readonly selection: Selection }[] = [];
  protected readonly now: () => number;
  #recent: Recent[] = [];
  /** Cells that changed since an edit began. */
  protected counted = 0;
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
    this.now = now;
    this.#state = firstState(desk.workbook.engine.sheetNames[0] ?? null);
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
    if (this.#state.sheet === null) this.set({ sheet: this.workbook.engine.sheetNames[0] ?? null });
    return stop;
  }

  protected set(part: Partial<GridState>): void {
    this.#state = { ...this.#state, ...part };
    for (const listener of this.#listeners) listener();
  }

  #take(change: WorkbookChange): void {
    const at = this.now();
    const version = this.#state.version + 1;
    this.#recent = this.#recent.filter((each) => at - each.at < flashTime);
    if (change.cells.size > 0) this.#recent.push({ at, number: version, cells: change.cells });
    this.counted += change.cells.size;
    const names = this.workbook.engine.sheetNames;
    const sheet = this.sheet ? this.#state.sheet : (names[0] ?? null);
    const recalculation =
      change.cells.size > 0 ? { cells: change.cells.size, took: null } : this.#state.recalculation;
    const shape = this.#state.shape + (changesShape(change) ? 1 : 0);
    this.changed = change.cells;
    this.set({ version, shape, sheet, recalculation });
  }

  /** The number of the change that a cell flashes for; 0 where it does not. */
  flashOf(cell: Cell): number {
    for (let index = this.#recent.length - 1; index >= 0; index -= 1) {
      const recent = this.#recent[index];
      if (recent?.cells.has(cell)) return this.now() - recent.at < flashTime ? recent.number : 0;
    }
    return 0;
  }

  // Selecting and moving

  select(selection: Selection, reveal = true): void {
    const { sheet } = this.#state;
    if (sheet !== null) this.selections.set(sheet, selection);
    this.set({
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
    this.set({ grab: this.#state.grab + 1 });
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
    this.set({ reveal: { area: areaOfSelection({ anchor, end: anchor }), align: 'auto' } });
    this.#keepAreaAround(anchor);
  }

  /** Moves the active cell inside the selected area; the area keeps its size. */
  #keepAreaAround(anchor: CellAddress): void {
    this.set({ selection: { ...this.#state.selection, anchor } });
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
    this.show(sheet, {
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

  protected show(sheet: string, selection: Selection, align: Reveal['align'] = 'auto'): void {
    this.selections.set(sheet, selection);
    this.set({
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
    if (visit) this.show(visit.sheet, visit.selection);
  }

  showSheet(name: string): void {
    if (name === this.#state.sheet) return;
    const { editing } = this.#state;
    if (editing?.text.startsWith('=')) {
      // A formula stays open, so that cells of another sheet can be pointed at.
      this.set({
        sheet: name,
        selection: this.selections.get(name) ?? selectionAt(0, 0),
        following: false,
      });
      return;
    }
    if (editing && !this.commit()) return;
    this.show(name, this.selections.get(name) ?? selectionAt(0, 0));
  }

  turnSheet(by: 1 | -1): void {
    const names = this.workbook.engine.sheetNames;
    const next = names[names.indexOf(this.#state.sheet ?? '') + by];
    if (next !== undefined) this.showSheet(next);
  }

  /** Opens or closes the panel “Where this number comes from”. */
  trace(open = !this.#state.tracing): void {
    this.set({ tracing: open });
  }

  // Following the agent

  setFocus(focus: Spot | null): void {
    const { following, editing } = this.#state;
    this.set({ focus });
    if (focus && following && !editing) this.#followTo(focus);
  }

  follow(): void {
    this.set({ following: true });
    if (this.#state.focus) this.#followTo(this.#state.focus);
  }

  /** A person who scrolls looks at something else. */
  stopFollowing(): void {
    if (this.#state.following && this.#state.focus) this.set({ following: false });
  }

  #followTo({ sheet, area }: Spot): void {
    if (!this.workbook.engine.sheet(sheet)) return;
    const selection =
      sheet === this.#state.sheet ? this.#state.selection : (this.selections.get(sheet) ?? selectionAt(0, 0));
    this.set({ sheet, selection, reveal: { area, align: 'auto' } });
  }

  /** Puts in what is being typed; false where it is refused. */
  abstract commit(): boolean;
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
