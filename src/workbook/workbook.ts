/**
 * A workbook: the engine's cells, and what stands around them (formats, names, charts, checks).
 * Changed only by commands, each of which is whole or not at all, and can be undone.
 */
import { cellName, parseCell } from './address.ts';
import type { Cell } from './cell.ts';
import { type CellEdit, type CellInput, Engine, type EngineOptions } from './engine.ts';
import { explainErrors } from './explain.ts';
import { workbookLimits } from './limits.ts';
import { parseFormula } from './parse.ts';
import {
  type ConditionalRule,
  type FormatRule,
  type IntegrityCheck,
  type ScenarioSwitch,
  type ValidationRule,
  WORKBOOK_VERSION,
  type WorkbookChart,
  type WorkbookCommand,
  type WorkbookFile,
} from './schema.ts';
import { FormulaSyntaxError } from './tokens.ts';

/** What stands around the cells of one sheet. */
export interface SheetLook {
  readonly name: string;
  readonly formats: readonly FormatRule[];
  readonly validations: readonly ValidationRule[];
  readonly conditionals: readonly ConditionalRule[];
  readonly widths: Readonly<Record<string, number>>;
  readonly frozen: { readonly rows: number; readonly columns: number };
}

export type WorkbookErrorCode = 'bad-formula' | 'cycle' | 'no-sheet' | 'bad-place' | 'limit' | 'bad-name';

/** A change that was refused; the workbook is as it was before. */
export class WorkbookError extends Error {
  readonly code: WorkbookErrorCode;
  /** Where, like PnL!F9, or undefined where it is no single cell. */
  readonly cell: string | undefined;
  readonly hint: string;
  constructor(code: WorkbookErrorCode, message: string, hint: string, cell?: string) {
    super(message);
    this.name = 'WorkbookError';
    this.code = code;
    this.hint = hint;
    this.cell = cell;
  }
}

/** What a change did. */
export interface WorkbookChange {
  readonly command: WorkbookCommand;
  /** Cells whose value is another one now. */
  readonly cells: ReadonlySet<Cell>;
  /** An input that is only tried while a slider is dragged: no command, see {@link Workbook.try}. */
  readonly passing?: true;
}

interface Step {
  readonly forward: WorkbookCommand;
  readonly back: readonly WorkbookCommand[];
}

const emptyLook = {
  formats: [],
  validations: [],
  conditionals: [],
  widths: {},
  frozen: { rows: 0, columns: 0 },
};

export class Workbook {
  readonly engine: Engine;
  title: string;
  readonly #looks = new Map<string, SheetLook>();
  readonly #charts = new Map<string, WorkbookChart>();
  readonly #checks = new Map<string, IntegrityCheck>();
  #scenario: ScenarioSwitch | undefined;
  readonly #undo: Step[] = [];
  readonly #redo: Step[] = [];
  readonly #listeners = new Set<(change: WorkbookChange) => void>();

  constructor(title: string, options: EngineOptions = {}) {
    this.title = title;
    this.engine = new Engine(options);
  }

  get sheets(): readonly SheetLook[] {
    return [...this.#looks.values()];
  }
  get charts(): readonly WorkbookChart[] {
    return [...this.#charts.values()];
  }
  get checks(): readonly IntegrityCheck[] {
    return [...this.#checks.values()];
  }
  get scenario(): ScenarioSwitch | undefined {
    return this.#scenario;
  }
  get canUndo(): boolean {
    return this.#undo.length > 0;
  }
  get canRedo(): boolean {
    return this.#redo.length > 0;
  }

  subscribe(listener: (change: WorkbookChange) => void): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  /** Carries out a command. Throws {@link WorkbookError} and changes nothing where it cannot. */
  apply(command: WorkbookCommand): WorkbookChange {
    const { back, change } = this.#carryOut(command);
    this.#undo.push({ forward: command, back });
    if (this.#undo.length > workbookLimits.undoSteps) this.#undo.shift();
    this.#redo.length = 0;
    return change;
  }

  /**
   * Tries a number in a cell, for a slider that is being dragged: everything recalculates and the
   * listeners are told (`passing`), but it is no command: nothing is recorded, nothing can be undone.
   * The next command, or {@link endTry}, puts back what stood there.
   */
  try(sheet: string, at: string, input: number): WorkbookChange {
    const { name } = this.#look(sheet);
    const place = parseCell(at);
    if (!place) throw new WorkbookError('bad-place', `“${at}” is not a cell`, 'Give a cell like B7');
    const key = `${name}!${at}`;
    if (!this.#tried.has(key)) {
      this.#tried.set(key, { sheet: name, ...place, input: this.inputAt(name, place.row, place.column) });
    }
    this.engine.set([{ sheet: name, ...place, input }]);
    return this.#tellPassing({ do: 'write', sheet: name, at, rows: [[input]] });
  }

  /** Puts back what stood in cells that were tried. */
  endTry(): void {
    if (this.#tried.size === 0) return;
    const [first] = this.#tried.values();
    this.#putBackTried();
    if (!first) return;
    const at = cellName(first.row, first.column);
    this.#tellPassing({ do: 'write', sheet: first.sheet, at, rows: [[first.input]] });
  }

  #tellPassing(command: WorkbookCommand): WorkbookChange {
    const change = { command, cells: this.engine.recalculate(), passing: true } as const;
    for (const listener of this.#listeners) listener(change);
    return change;
  }

  #putBackTried(): void {
    if (this.#tried.size === 0) return;
    this.engine.set([...this.#tried.values()]);
    this.#tried.clear();
  }
  readonly #tried = new Map<string, CellEdit>();

  /** Takes the last change back; returns false where there is none. */
  undo(): boolean {
    const step = this.#undo.pop();
    if (!step) return false;
    for (const command of step.back) this.#carryOut(command);
    this.#redo.push(step);
    return true;
  }

  redo(): boolean {
    const step = this.#redo.pop();
    if (!step) return false;
    this.#carryOut(step.forward);
    this.#undo.push(step);
    return true;
  }

  #carryOut(command: WorkbookCommand): { back: WorkbookCommand[]; change: WorkbookChange } {
    this.#putBackTried();
    const back = this.#perform(command);
    const change = { command, cells: this.#recalculated ?? this.engine.recalculate() };
    this.#recalculated = undefined;
    for (const listener of this.#listeners) listener(change);
    return { back, change };
  }
  /** What a write has already recalculated while it looked for new cycles. */
  #recalculated: Set<Cell> | undefined;

  /** Does it and returns the commands that undo it. */
  #perform(command: WorkbookCommand): WorkbookCommand[] {
    switch (command.do) {
      case 'add-sheet':
        return this.#addSheet(command.name);
      case 'write':
        return this.#write(command.sheet, command.at, command.rows);
      case 'define-name':
        return this.#defineName(command.name, command.refersTo);
      case 'set-chart':
        return [
          { do: 'set-chart', id: command.id, chart: setOrRemove(this.#charts, command.id, command.chart) },
        ];
      case 'set-check':
        return [
          { do: 'set-check', id: command.id, check: setOrRemove(this.#checks, command.id, command.check) },
        ];
      case 'set-scenario': {
        const before = this.#scenario ?? null;
        this.#scenario = command.scenario ?? undefined;
        return [{ do: 'set-scenario', scenario: before }];
      }
      case 'freeze': {
        const look = this.#look(command.sheet);
        this.#looks.set(key(look.name), {
          ...look,
          frozen: { rows: command.rows, columns: command.columns },
        });
        return [{ do: 'freeze', sheet: look.name, ...look.frozen }];
      }
      case 'format': {
        const look = this.#look(command.sheet);
        this.#looks.set(key(look.name), { ...look, formats: command.rules });
        return [{ do: 'format', sheet: look.name, rules: [...look.formats] }];
      }
      case 'validate': {
        const look = this.#look(command.sheet);
        this.#looks.set(key(look.name), { ...look, validations: command.rules });
        return [{ do: 'validate', sheet: look.name, rules: [...look.validations] }];
      }
      case 'conditional': {
        const look = this.#look(command.sheet);
        this.#looks.set(key(look.name), { ...look, conditionals: command.rules });
        return [{ do: 'conditional', sheet: look.name, rules: [...look.conditionals] }];
      }
    }
  }

  #look(sheet: string): SheetLook {
    const look = this.#looks.get(key(sheet));
    if (look) return look;
    throw new WorkbookError(
      'no-sheet',
      `There is no sheet “${sheet}”`,
      `Sheets: ${this.engine.sheetNames.join(', ') || 'none yet'}`,
    );
  }

  /** A sheet that is added stays when this is undone: empty, it does no harm, and formulas may name it. */
  #addSheet(name: string): WorkbookCommand[] {
    if (!this.#looks.has(key(name))) {
      this.engine.addSheet(name);
      this.#looks.set(key(name), { name, ...emptyLook });
    }
    return [];
  }

  #defineName(name: string, refersTo: string | null): WorkbookCommand[] {
    if (parseCell(name))
      throw new WorkbookError('bad-name', `“${name}” is a cell, not a name`, 'Choose a word, like Tax_rate');
    const before = this.engine.names.find((each) => key(each.name) === key(name))?.refersTo ?? null;
    try {
      if (refersTo === null) this.engine.removeName(name);
      else this.engine.defineName(name, refersTo.replace(/^=/, ''));
    } catch (error) {
      if (!(error instanceof FormulaSyntaxError)) throw error;
      throw new WorkbookError(
        'bad-formula',
        `${name}: ${error.message}`,
        'A name refers to a cell or range, like Inputs!$C$4',
      );
    }
    return [{ do: 'define-name', name, refersTo: before }];
  }

  #write(sheetName: string, at: string, rows: readonly (readonly CellInput[])[]): WorkbookCommand[] {
    const { name } = this.#look(sheetName);
    const place = parseCell(at);
    if (!place) throw new WorkbookError('bad-place', `“${at}” is not a cell`, 'Give a cell like B7');
    const edits = rows.flatMap((inputs, row) =>
      inputs.map(
        (input, column): CellEdit => ({
          sheet: name,
          row: place.row + row,
          column: place.column + column,
          input,
        }),
      ),
    );
    this.#refuseTooMany(edits.length);
    const before = this.#inputsOf(name, place, rows);
    this.#setAll(edits);
    this.#refuseNewCycle(edits, name, at, before);
    return [{ do: 'write', sheet: name, at, rows: before }];
  }

  #refuseTooMany(count: number): void {
    const { cellsPerWrite } = workbookLimits;
    if (count <= cellsPerWrite) return;
    throw new WorkbookError(
      'limit',
      `${count} cells in one write; ${cellsPerWrite} are allowed`,
      'Write it in parts',
    );
  }

  /** The inputs that a write of this size would replace. */
  #inputsOf(
    name: string,
    at: { row: number; column: number },
    rows: readonly (readonly CellInput[])[],
  ): CellInput[][] {
    return rows.map((inputs, row) =>
      inputs.map((_, column) => this.inputAt(name, at.row + row, at.column + column)),
    );
  }

  #setAll(edits: readonly CellEdit[]): void {
    try {
      this.engine.set(edits);
    } catch (error) {
      if (!(error instanceof FormulaSyntaxError)) throw error;
      const bad = edits.find(
        ({ input }) => typeof input === 'string' && input.startsWith('=') && !canRead(input),
      );
      const cell = bad && `${bad.sheet}!${cellName(bad.row, bad.column)}`;
      throw new WorkbookError(
        'bad-formula',
        `${cell}: ${error.message}`,
        `The formula was ${bad?.input}; nothing was written`,
        cell,
      );
    }
  }

  #refuseNewCycle(edits: readonly CellEdit[], sheet: string, at: string, before: CellInput[][]): void {
    const cyclesBefore = new Set(this.engine.cycles.flat());
    const changed = this.engine.recalculate();
    const fresh = this.engine.cycles.flat().find((cell) => !cyclesBefore.has(cell));
    if (!fresh || edits.length === 0) {
      this.#recalculated = changed;
      return;
    }
    const { cycles } = explainErrors(this.engine);
    const way = cycles.find(({ path }) => path.includes(this.engine.nameOf(fresh)))?.path ?? [];
    const place = parseCell(at) ?? { row: 0, column: 0 };
    this.#setAll(
      before.flatMap((inputs, row) =>
        inputs.map(
          (input, column): CellEdit => ({
            sheet,
            row: place.row + row,
            column: place.column + column,
            input,
          }),
        ),
      ),
    );
    this.engine.recalculate();
    throw new WorkbookError(
      'cycle',
      `This makes a circle: ${way.join(' → ')}`,
      'Base interest on the opening balance, or use last period’s value; nothing was written',
      way[0],
    );
  }

  /** What was typed into a cell: a constant or a formula with `=`. */
  inputAt(sheet: string, row: number, column: number): CellInput {
    const cell = this.engine.sheet(sheet)?.find(row, column);
    if (!cell) return null;
    if (cell.formula !== undefined) return `=${cell.formula}`;
    return typeof cell.constant === 'object' ? null : cell.constant;
  }

  /** The workbook as it is kept and exchanged. */
  toFile(): WorkbookFile {
    return {
      type: 'firsthand.workbook',
      version: WORKBOOK_VERSION,
      title: this.title,
      sheets: this.sheets.map((look) => ({
        name: look.name,
        cells: this.#cellsOf(look.name),
        formats: [...look.formats],
        validations: [...look.validations],
        conditionals: [...look.conditionals],
        widths: { ...look.widths },
        frozen: { ...look.frozen },
      })),
      names: Object.fromEntries(this.engine.names.map(({ name, refersTo }) => [name, refersTo])),
      charts: [...this.charts],
      checks: [...this.checks],
      ...(this.#scenario && { scenario: this.#scenario }),
    };
  }

  #cellsOf(sheet: string): Record<string, CellInput> {
    const cells: Record<string, CellInput> = {};
    for (const cell of this.engine.sheet(sheet)?.cells() ?? []) {
      const input = this.inputAt(sheet, cell.row, cell.column);
      if (input !== null) cells[cellName(cell.row, cell.column)] = input;
    }
    return cells;
  }

  /** Opens a file that was parsed by the schema. Throws {@link WorkbookError}. */
  static fromFile(file: WorkbookFile, options: EngineOptions = {}): Workbook {
    const workbook = new Workbook(file.title, options);
    const count = file.sheets.reduce((sum, { cells }) => sum + Object.keys(cells).length, 0);
    if (count > workbookLimits.cells) {
      throw new WorkbookError(
        'limit',
        `The workbook has ${count} cells; ${workbookLimits.cells} are allowed`,
        'Take out what the model does not need',
      );
    }
    for (const { cells, ...look } of file.sheets) {
      workbook.engine.addSheet(look.name);
      workbook.#looks.set(key(look.name), look);
    }
    for (const [name, refersTo] of Object.entries(file.names)) workbook.engine.defineName(name, refersTo);
    workbook.#setAll(
      file.sheets.flatMap(({ name, cells }) =>
        Object.entries(cells).map(([address, input]) => editAt(name, address, input)),
      ),
    );
    for (const chart of file.charts) workbook.#charts.set(chart.id, chart);
    for (const check of file.checks) workbook.#checks.set(check.id, check);
    workbook.#scenario = file.scenario;
    workbook.engine.recalculate();
    return workbook;
  }
}

function key(name: string): string {
  return name.toUpperCase();
}

function editAt(sheet: string, address: string, input: CellInput): CellEdit {
  const place = parseCell(address);
  if (!place) throw new WorkbookError('bad-place', `“${address}” is not a cell`, 'The file is damaged');
  return { sheet, ...place, input };
}

function canRead(input: string): boolean {
  try {
    parseFormula(input.slice(1));
    return true;
  } catch {
    return false;
  }
}

/** Sets or removes an entry; returns what stood there, or null. */
function setOrRemove<T>(entries: Map<string, T>, id: string, entry: T | null): T | null {
  const before = entries.get(id) ?? null;
  if (entry === null) entries.delete(id);
  else entries.set(id, entry);
  return before;
}
