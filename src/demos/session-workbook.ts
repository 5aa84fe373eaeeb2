/** The workbook of a session: the live desk, its place in the record, and what a person does to it by hand. */
import type { OwnEventValue } from '../run/schema.ts';
import type { WorkbookAuthor, WorkbookDesk } from '../workbook/desk.ts';
import type { WorkbookCommand } from '../workbook/schema.ts';
import { type CellEditMoment, joinsEdit, withoutPassed } from './joined-edits.ts';
import type { SessionBoard } from './session-board.ts';
import type { WorkbookParts } from './session-parts.ts';

/** Longest text of a moment in the record. */
const MOST_TEXT = 300;

export class SessionWorkbook {
  readonly desk: WorkbookDesk;
  readonly #board: SessionBoard;
  readonly #parts: WorkbookParts;
  #version = 0;
  /** What a person's change carries out, until it is recorded. */
  #carried: WorkbookCommand[] | null = null;
  /** The desk follows a record: what it carries out is recorded already. */
  #follows = false;
  /** The last edit by hand, and the place in the record after it. */
  #edited: (CellEditMoment & { readonly seq: number }) | null = null;

  constructor(board: SessionBoard, parts: WorkbookParts, title: string) {
    this.#board = board;
    this.#parts = parts;
    this.desk = parts.createDesk({
      title,
      onCommand: (command, by) => this.#carriedOut(command, by),
    });
    this.desk.subscribe(({ kind }) => {
      if (kind === 'try') return;
      this.#version += 1;
      board.gather();
    });
  }

  /** Grows with every change that lasts. */
  get version(): number {
    return this.#version;
  }

  /** An empty workbook. */
  clear(): void {
    this.desk.restore([]);
  }

  /** As the record of the session leaves it. */
  takeUp(): void {
    this.#following(() => this.#parts.takeUp(this.desk, this.#board.mustRecord().events));
  }

  /** What a recorded run did next, in a replay. */
  follow(value: OwnEventValue<'workbook'>): void {
    this.#following(() => this.#parts.follow(this.desk, value, this.#board.mustRecord().events));
  }

  /** A round of the agent: all it does is one step of undo. */
  beginRound(request: string | null): void {
    this.desk.workbook.endTry();
    if (request !== null) this.desk.beginStep(request.slice(0, MOST_TEXT));
  }

  /** The first build is where undo ends: `reset` takes that back. */
  endRound(): void {
    if (this.#board.tell().rounds <= 1) this.desk.settle();
  }

  /** A person's change. Throws `WorkbookError` and changes nothing where it cannot be. */
  edit(commands: readonly WorkbookCommand[], label: string): void {
    const recorder = this.#board.mustRecord();
    const moment = { at: this.#board.clock.now(), commands };
    const before = this.#edited?.seq === recorder.lastSeq ? this.#edited : null;
    if (!joinsEdit(before, moment)) this.desk.beginStep(label);
    const carried = this.#carrying(() => this.desk.apply(commands, 'person'));
    this.#record('edit', label, carried);
    this.#edited = { ...moment, seq: recorder.lastSeq };
  }

  /** Takes everything away, so that a script that was not written for these sheets can begin. */
  makeRoom(): void {
    const { workbook } = this.desk;
    const names = workbook.engine.names.map(({ name }) => name);
    const commands: WorkbookCommand[] = [
      ...(workbook.scenario ? [{ do: 'set-scenario', scenario: null } as const] : []),
      ...workbook.sensitivities.map(({ id }) => ({ do: 'set-sensitivity', id, sensitivity: null }) as const),
      ...workbook.drivers.map(({ id }) => ({ do: 'set-driver', id, driver: null }) as const),
      ...workbook.checks.map(({ id }) => ({ do: 'set-check', id, check: null }) as const),
      ...workbook.charts.map(({ id }) => ({ do: 'set-chart', id, chart: null }) as const),
      ...names.map((name) => ({ do: 'define-name', name, refersTo: null }) as const),
      ...workbook.sheets.map(({ name }) => ({ do: 'remove-sheet', name }) as const).toReversed(),
    ];
    if (commands.length > 0) this.edit(commands, 'Made room: the rehearsal builds its own sheets');
  }

  undo(): void {
    const label = this.desk.undoLabel;
    if (label === undefined) return;
    const carried = this.#carrying(() => this.desk.undo());
    this.#record('undo', `Took back: ${label}`, withoutPassed(carried));
  }

  redo(): void {
    const label = this.desk.redoLabel;
    if (label === undefined) return;
    const carried = this.#carrying(() => this.desk.redo());
    this.#record('redo', `Made again: ${label}`, withoutPassed(carried));
  }

  #record(kind: 'edit' | 'undo' | 'redo', text: string, commands: readonly WorkbookCommand[]): void {
    const recorder = this.#board.mustRecord();
    recorder.fact('human', { kind, text: text.slice(0, MOST_TEXT) });
    for (const command of commands) recorder.fact('workbook', { by: 'person', command });
    this.#board.flush();
  }

  #carriedOut(command: WorkbookCommand, by: WorkbookAuthor): void {
    // The agent's tools report theirs as facts of the call.
    if (by !== 'person' || this.#follows) return;
    if (this.#carried) this.#carried.push(command);
    else this.#record('edit', 'Changed the model by hand', [command]);
  }

  #carrying(change: () => unknown): readonly WorkbookCommand[] {
    const carried: WorkbookCommand[] = [];
    this.#carried = carried;
    try {
      change();
    } finally {
      this.#carried = null;
    }
    return carried;
  }

  #following(change: () => void): void {
    this.#follows = true;
    try {
      change();
    } finally {
      this.#follows = false;
    }
  }
}
