/**
 * A workbook: the engine's cells, and what stands around them (formats, names, charts, checks).
 * Changed only by commands. A list of them is carried out whole or not at all, and tells how to undo it.
 */
import { type AreaAddress, cellName, parseCell } from './address.ts';
import type { Cell } from './cell.ts';
import { type CellEdit, type CellInput, Engine, type EngineOptions } from './engine.ts';
import { put } from './entries.ts';
import { fillEdits, fillProblem } from './fill.ts';
import { workbookLimits } from './limits.ts';
import {
  areaAt,
  cellAt,
  readableName,
  refusalOf,
  refuseLongTexts,
  refuseName,
  refuseNewCircle,
  refuseOutside,
  refuseSheetName,
  refuseTooFull,
  refuseTooMany,
} from './refusals.ts';
import type {
  Driver,
  IntegrityCheck,
  ScenarioSwitch,
  Sensitivity,
  WorkbookChart,
  WorkbookCommand,
  WorkbookFile,
} from './schema.ts';
import { emptyLook, hides, type SheetLook } from './sheet-look.ts';
import { withinWork } from './work.ts';
import { WorkbookError } from './workbook-error.ts';

export type { SheetLook } from './sheet-look.ts';
export { WorkbookError } from './workbook-error.ts';

/** What a change did. */
export interface WorkbookChange {
  readonly commands: readonly WorkbookCommand[];
  /** Commands that take it back, in the order in which to carry them out. */
  readonly back: readonly WorkbookCommand[];
  /** Cells whose value is another one now. */
  readonly cells: ReadonlySet<Cell>;
  /** An input that is only tried while a slider is dragged: no command, see {@link Workbook.try}. */
  readonly passing?: true;
}

export interface ApplyOptions {
  /** Circles are let through: for states that were there before (undo, a record, an import). */
  readonly circles?: 'refused' | 'allowed';
}

export class Workbook {
  readonly engine: Engine;
  title: string;
  readonly #looks = new Map<string, SheetLook>();
  readonly #charts = new Map<string, WorkbookChart>();
  readonly #checks = new Map<string, IntegrityCheck>();
  readonly #drivers = new Map<string, Driver>();
  readonly #sensitivities = new Map<string, Sensitivity>();
  #scenario: ScenarioSwitch | undefined;
  /** What stood in cells in which a number is tried. */
  readonly #tried = new Map<string, CellEdit>();
  readonly #listeners = new Set<(change: WorkbookChange) => void>();

  constructor(title: string, options: EngineOptions = {}) {
    this.title = title;
    this.engine = new Engine(options);
  }

  get sheets(): readonly SheetLook[] {
    return this.engine.sheetNames.map((name) => this.#look(name));
  }
  get charts(): readonly WorkbookChart[] {
    return [...this.#charts.values()];
  }
  get checks(): readonly IntegrityCheck[] {
    return [...this.#checks.values()];
  }
  get drivers(): readonly Driver[] {
    return [...this.#drivers.values()];
  }
  /** Drivers that are moved along a range; the cell that chooses the scenario is a choice among its names. */
  get movableDrivers(): readonly Driver[] {
    return this.drivers.filter(({ cell }) => !this.choosesScenario(cell));
  }
  get sensitivities(): readonly Sensitivity[] {
    return [...this.#sensitivities.values()];
  }
  get scenario(): ScenarioSwitch | undefined {
    return this.#scenario;
  }

  /** Whether an address or a name leads to the cell that chooses the scenario. */
  choosesScenario(reference: string): boolean {
    const chooser = this.#scenario && this.engine.reference(this.#scenario.cell);
    const asked = chooser && this.engine.reference(reference);
    if (!asked) return false;
    return asked.sheet === chooser.sheet && asked.top === chooser.top && asked.left === chooser.left;
  }

  subscribe(listener: (change: WorkbookChange) => void): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  /** Carries out one command or all of a list. Throws {@link WorkbookError} and changes nothing where it cannot. */
  apply(
    commands: WorkbookCommand | readonly WorkbookCommand[],
    { circles = 'refused' }: ApplyOptions = {},
  ): WorkbookChange {
    const list = isList(commands) ? commands : [commands];
    this.#putBackTried();
    const circular = new Set(this.engine.cycles.flat());
    const back: WorkbookCommand[] = [];
    try {
      for (const command of list) back.unshift(...this.#perform(command));
      refuseTooFull(this.engine.filled);
      const cells = withinWork(workbookLimits.workPerChange, () => this.engine.recalculate());
      if (circles === 'refused') refuseNewCircle(this.engine, circular);
      const change = { commands: list, back, cells };
      for (const listener of this.#listeners) listener(change);
      return change;
    } catch (error) {
      this.engine.rebuild(() => {
        for (const command of back) this.#perform(command);
      });
      this.engine.recalculate();
      throw refusalOf(error);
    }
  }

  /**
   * Tries a number in a cell, for a slider that is being dragged: everything recalculates and the
   * listeners are told (`passing`), but it is no command: nothing is recorded, nothing can be undone.
   * The next command, or {@link endTry}, puts back what stood there.
   */
  try(sheet: string, at: string, input: number): WorkbookChange {
    const { name } = this.#look(sheet);
    const place = cellAt(at);
    const address = `${name}!${at}`;
    if (!this.#tried.has(address)) {
      this.#tried.set(address, { sheet: name, ...place, input: this.inputAt(name, place.row, place.column) });
    }
    this.engine.set([{ sheet: name, ...place, input }]);
    return this.#tellPassing();
  }

  /** Puts back what stood in cells that were tried. */
  endTry(): void {
    if (this.#tried.size === 0) return;
    this.#putBackTried();
    this.#tellPassing();
  }

  #tellPassing(): WorkbookChange {
    const change: WorkbookChange = {
      commands: [],
      back: [],
      cells: this.engine.recalculate(),
      passing: true,
    };
    for (const listener of this.#listeners) listener(change);
    return change;
  }

  #putBackTried(): void {
    this.engine.set([...this.#tried.values()]);
    this.#tried.clear();
  }

  /** Does it and returns the commands that undo it. Whole or not at all. */
  #perform(command: WorkbookCommand): WorkbookCommand[] {
    switch (command.do) {
      case 'add-sheet':
        return this.#addSheet(command.name, command.at);
      case 'remove-sheet':
        return this.#removeSheet(command.name);
      case 'write':
        return this.#write(command);
      case 'fill':
        return this.#fill(command);
      case 'define-name':
        return this.#defineName(command.name, command.refersTo);
      case 'set-chart': {
        const { entry, at } = put(this.#charts, command, command.chart);
        return [{ do: 'set-chart', id: command.id, chart: entry, at }];
      }
      case 'set-check': {
        const { entry, at } = put(this.#checks, command, command.check);
        return [{ do: 'set-check', id: command.id, check: entry, at }];
      }
      case 'set-driver': {
        const { entry, at } = put(this.#drivers, command, command.driver);
        return [{ do: 'set-driver', id: command.id, driver: entry, at }];
      }
      case 'set-sensitivity': {
        const { entry, at } = put(this.#sensitivities, command, command.sensitivity);
        return [{ do: 'set-sensitivity', id: command.id, sensitivity: entry, at }];
      }
      case 'set-scenario': {
        const before = this.#scenario ?? null;
        this.#scenario = command.scenario ?? undefined;
        return [{ ...command, scenario: before }];
      }
      case 'freeze': {
        const { rows, columns } = command;
        return [{ ...command, ...this.#relook(command.sheet, { frozen: { rows, columns } }).frozen }];
      }
      case 'widths': {
        const { widths } = command;
        return [{ ...command, widths: { ...this.#relook(command.sheet, { widths }).widths } }];
      }
      case 'format':
        return [{ do: 'format', sheet: command.sheet, rules: this.#setRules('formats', command) }];
      case 'validate':
        return [{ do: 'validate', sheet: command.sheet, rules: this.#setRules('validations', command) }];
      case 'conditional':
        return [{ do: 'conditional', sheet: command.sheet, rules: this.#setRules('conditionals', command) }];
    }
  }

  /** Replaces or adds rules of a sheet; returns the rules that were there. */
  #setRules<Kind extends 'formats' | 'validations' | 'conditionals'>(
    kind: Kind,
    { sheet, rules, add }: { sheet: string; rules: SheetLook[Kind]; add?: true | undefined },
  ): SheetLook[Kind][number][] {
    const before: SheetLook[Kind][number][] = [...this.#look(sheet)[kind]];
    const now = add ? [...before.filter((old) => !rules.some((rule) => hides(rule, old))), ...rules] : rules;
    if (now.length > workbookLimits.rules[kind]) {
      throw new WorkbookError(
        'limit',
        `${now.length} rules on “${sheet}”; ${workbookLimits.rules[kind]} are allowed`,
        'Give one rule for a whole area',
      );
    }
    this.#relook(sheet, { [kind]: now });
    return before;
  }

  /** Changes what stands around the cells of a sheet; returns what stood there before. */
  #relook(sheet: string, part: Partial<SheetLook>): SheetLook {
    const before = this.#look(sheet);
    this.#looks.set(key(before.name), { ...before, ...part });
    return before;
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

  #addSheet(name: string, at?: number): WorkbookCommand[] {
    if (this.#looks.has(key(name))) return [];
    refuseSheetName(name);
    if (this.#looks.size >= workbookLimits.sheets) {
      throw new WorkbookError(
        'limit',
        `A workbook has at most ${workbookLimits.sheets} sheets`,
        'Put it on a sheet that is there',
      );
    }
    this.engine.addSheet(name, at);
    this.#looks.set(key(name), { name, ...emptyLook });
    return [{ do: 'remove-sheet', name }];
  }

  #removeSheet(sheet: string): WorkbookCommand[] {
    const { name, formats, validations, conditionals, widths, frozen } = this.#look(sheet);
    const at = this.engine.sheetNames.indexOf(name);
    const cells = this.#filledAreas(name).flatMap((area) => this.#writesOf(name, area));
    this.engine.removeSheet(name);
    this.#looks.delete(key(name));
    return [
      { do: 'add-sheet', name, at },
      ...cells,
      { do: 'format', sheet: name, rules: [...formats] },
      { do: 'validate', sheet: name, rules: [...validations] },
      { do: 'conditional', sheet: name, rules: [...conditionals] },
      { do: 'widths', sheet: name, widths: { ...widths } },
      { do: 'freeze', sheet: name, ...frozen },
    ];
  }

  #defineName(name: string, refersTo: string | null): WorkbookCommand[] {
    refuseName(name);
    const before = this.engine.names.find((each) => key(each.name) === key(name)) ?? { name, refersTo: null };
    if (before.refersTo === null && this.engine.names.length >= workbookLimits.names) {
      throw new WorkbookError(
        'limit',
        `A workbook has at most ${workbookLimits.names} names`,
        'Name ranges, not every cell',
      );
    }
    if (refersTo === null) this.engine.removeName(name);
    else readableName(name, () => this.engine.defineName(name, refersTo.replace(/^=/, '')));
    return [{ do: 'define-name', ...before }];
  }

  #write({ sheet, at, rows }: Extract<WorkbookCommand, { do: 'write' }>): WorkbookCommand[] {
    const { name } = this.#look(sheet);
    const place = cellAt(at);
    refuseTooMany(rows.reduce((sum, inputs) => sum + inputs.length, 0));
    refuseOutside(place, rows);
    const edits = rows.flatMap((inputs, row) =>
      inputs.map((input, column) => ({
        sheet: name,
        row: place.row + row,
        column: place.column + column,
        input,
      })),
    );
    const before = rows.map((inputs, row) =>
      inputs.map((_, column) => this.inputAt(name, place.row + row, place.column + column)),
    );
    this.#setAll(edits);
    return [{ do: 'write', sheet: name, at, rows: before }];
  }

  #fill({ sheet, from, to }: Extract<WorkbookCommand, { do: 'fill' }>): WorkbookCommand[] {
    const { name } = this.#look(sheet);
    const [source, target] = [areaAt(from), areaAt(to)];
    const problem = fillProblem(source, target);
    if (problem) throw new WorkbookError('bad-place', problem, `Give ${from} as a part of the area filled`);
    refuseTooMany((target.bottom - target.top + 1) * (target.right - target.left + 1));
    const back = this.#writesOf(name, target);
    this.#setAll(fillEdits(name, source, target, (row, column) => this.inputAt(name, row, column)));
    return back;
  }

  /** Areas of the size of a write that hold everything on a sheet: few, however far apart its cells are. */
  #filledAreas(sheet: string): AreaAddress[] {
    const areas = new Map<string, AreaAddress>();
    for (const { isBlank, row, column } of this.engine.sheet(sheet)?.cells() ?? []) {
      if (isBlank) continue;
      const { rowsPerWrite, columnsPerWrite } = workbookLimits;
      const tile = `${Math.floor(row / rowsPerWrite)},${Math.floor(column / columnsPerWrite)}`;
      const { top, left, bottom, right } = areas.get(tile) ?? {
        top: row,
        left: column,
        bottom: row,
        right: column,
      };
      areas.set(tile, {
        top,
        left: Math.min(left, column),
        bottom: Math.max(bottom, row),
        right: Math.max(right, column),
      });
    }
    return [...areas.values()];
  }

  /** Writes that bring back what stands in an area, in pieces that one write may have. */
  #writesOf(sheet: string, area: AreaAddress): WorkbookCommand[] {
    const { rowsPerWrite, columnsPerWrite } = workbookLimits;
    const writes: WorkbookCommand[] = [];
    for (let top = area.top; top <= area.bottom; top += rowsPerWrite) {
      for (let left = area.left; left <= area.right; left += columnsPerWrite) {
        const bottom = Math.min(area.bottom, top + rowsPerWrite - 1);
        const right = Math.min(area.right, left + columnsPerWrite - 1);
        const rows = this.#inputsOf(sheet, { top, left, bottom, right });
        writes.push({ do: 'write', sheet, at: cellName(top, left), rows });
      }
    }
    return writes;
  }

  #inputsOf(sheet: string, { top, left, bottom, right }: AreaAddress): CellInput[][] {
    return Array.from({ length: bottom - top + 1 }, (_, row) =>
      Array.from({ length: right - left + 1 }, (__, column) => this.inputAt(sheet, top + row, left + column)),
    );
  }

  #setAll(edits: readonly CellEdit[]): void {
    refuseLongTexts(edits);
    try {
      this.engine.set(edits);
    } catch (error) {
      throw refusalOf(error, edits);
    }
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
      // Spelled out, and checked by its type: the constant would bring the whole schema library along.
      version: 1,
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
      names: Object.fromEntries(
        this.engine.names.map(({ name, refersTo }) => [name, refersTo] as const).sort(byName),
      ),
      charts: [...this.charts],
      checks: [...this.checks],
      drivers: [...this.drivers],
      sensitivities: [...this.sensitivities],
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
    refuseTooFull(count);
    for (const { cells, ...look } of file.sheets) {
      workbook.engine.addSheet(look.name);
      workbook.#looks.set(key(look.name), look);
    }
    for (const [name, refersTo] of Object.entries(file.names))
      readableName(name, () => workbook.engine.defineName(name, refersTo));
    workbook.#setAll(
      file.sheets.flatMap(({ name, cells }) =>
        Object.entries(cells).map(([address, input]) => editAt(name, address, input)),
      ),
    );
    for (const chart of file.charts) workbook.#charts.set(chart.id, chart);
    for (const check of file.checks) workbook.#checks.set(check.id, check);
    for (const driver of file.drivers) workbook.#drivers.set(driver.id, driver);
    for (const table of file.sensitivities) workbook.#sensitivities.set(table.id, table);
    workbook.#scenario = file.scenario;
    try {
      withinWork(workbookLimits.workPerChange, () => workbook.engine.recalculate());
    } catch (error) {
      throw refusalOf(error);
    }
    return workbook;
  }

  /** The workbook that a list of commands builds, like those of a record. Throws {@link WorkbookError}. */
  static fromCommands(
    title: string,
    commands: readonly WorkbookCommand[],
    options: EngineOptions = {},
  ): Workbook {
    const workbook = new Workbook(title, options);
    workbook.apply(commands, { circles: 'allowed' });
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

function isList(
  commands: WorkbookCommand | readonly WorkbookCommand[],
): commands is readonly WorkbookCommand[] {
  return Array.isArray(commands);
}

/** In an order that does not depend on the way to this state. */
function byName([a]: readonly [string, string], [b]: readonly [string, string]): number {
  return a < b ? -1 : 1;
}
