/** One run of a demo, from the empty sandbox to the last change: no interface in it. */
import { isSameBrand } from '../brand/same-brand.ts';
import type { Brand } from '../brand/schema.ts';
import { assertWhole } from '../run/integrity.ts';
import type { RecordedEvent, RunRecord } from '../run/schema.ts';
import type { Sandbox } from '../sandbox/sandbox.ts';
import type { WorkbookDesk } from '../workbook/desk.ts';
import type { WorkbookCommand } from '../workbook/schema.ts';
import type { PreviewPlace } from './preview-place.ts';
import { SessionBoard } from './session-board.ts';
import { browserDependencies } from './session-browser.ts';
import { SessionChecks } from './session-checks.ts';
import { editByHand, redoLastChange, undoLastChange } from './session-edits.ts';
import { SessionLife } from './session-life.ts';
import type { ReadySession, SessionOptions, SessionOrigin } from './session-options.ts';
import type { SessionDependencies } from './session-parts.ts';
import { openSeed } from './session-records.ts';
import { SessionRounds } from './session-rounds.ts';
import type { Pace, Rung, SessionActions, SessionState } from './session-state.ts';

export type { SessionOptions } from './session-options.ts';

export class DemoSession implements SessionActions {
  readonly #previews: PreviewPlace;
  readonly #board: SessionBoard;
  readonly #rounds: SessionRounds;
  readonly #checks: SessionChecks;
  readonly #life: SessionLife;

  /** @throws RecordDamagedError where the run of `origin` is damaged */
  constructor(options: SessionOptions, dependencies?: SessionDependencies, origin?: SessionOrigin) {
    if (origin) assertWhole(origin.record);
    const use = dependencies ?? browserDependencies();
    this.#previews = use.createPreviewPlace();
    this.#board = new SessionBoard(options, use, origin ?? null);
    this.#checks = new SessionChecks(this.#board, this.#previews);
    this.#rounds = new SessionRounds(this.#board, this.#previews, this.#checks);
    this.#life = new SessionLife(this.#board, this.#rounds, this.#checks, this.#previews);
  }

  /**
   * Takes a kept run up again: files, story and conversation as they were. Null where there is none.
   *
   * @throws RecordDamagedError
   */
  static async resume(
    runId: string,
    options: Omit<SessionOptions, 'demoId' | 'brand'> = {},
    dependencies: SessionDependencies = browserDependencies(),
  ): Promise<DemoSession | null> {
    const record = await dependencies.store.load(runId);
    if (!record) return null;
    const known = { title: record.header.title, ...options, demoId: record.header.demo };
    const session = new DemoSession(known, dependencies, { record, fork: false });
    await session.prepare();
    return session;
  }

  // What the screens read

  getState = (): SessionState => this.#board.state;

  subscribe = (onChange: () => void): (() => void) => this.#board.subscribe(onChange);

  get sandbox(): Sandbox | null {
    return this.#board.ready?.sandbox ?? null;
  }

  get workbook(): WorkbookDesk | null {
    return this.#board.ready?.workbook?.desk ?? null;
  }

  get record(): RunRecord | null {
    return this.#board.recorder;
  }

  elapsed = (): number => {
    const { base, since } = this.#board.state.clock;
    return base + (since === null ? 0 : Math.max(0, this.#board.clock.now() - since));
  };

  events = (from: number, to: number): readonly RecordedEvent[] => {
    return (this.#board.recorder?.since(from - 1) ?? []).filter((event) => event.seq <= to);
  };

  attachPreview = (element: HTMLElement | null): void => this.#previews.setElement(element);

  startPreview = (): void => this.#life.startPreview();

  // Beginning

  prepare(): Promise<void> {
    return this.#life.prepare();
  }

  async start(options: { readonly extra?: string } = {}): Promise<void> {
    const ready = await this.#restingAndReady();
    if (ready) await this.#start(ready, options.extra);
  }

  async #start(ready: ReadySession, extra: string | undefined): Promise<void> {
    const { rounds } = this.#board.tell();
    if (this.#rounds.step?.rung === 'replay') {
      if (rounds > 0) await this.#life.beginAgain(ready);
      return this.#rounds.playReplay();
    }
    // "Try again" after a failure goes on where the record ends.
    if (rounds > 0) return this.#rounds.play(null);
    const { demo } = ready;
    await this.#rounds.play({ text: demo.goal(this.#board.wornBrand(demo), extra) });
  }

  async request(text: string, changeId?: string): Promise<void> {
    const asked = text.trim();
    if (asked === '' || this.#board.state.readOnly) return;
    if (this.#board.round) return this.message(asked);
    const ready = await this.#restingAndReady();
    // Another request was first while the sandbox opened.
    if (this.#board.round) return this.message(asked);
    if (!ready) return;
    if (this.#board.tell().rounds === 0) return this.#start(ready, asked);
    await this.#rounds.play({ text: asked, ...(changeId ? { changeId } : {}) });
  }

  message(text: string): void {
    const said = text.trim();
    if (said === '' || this.#board.state.readOnly) return;
    if (this.#board.round) this.#rounds.message(said);
    else void this.request(said);
  }

  // Steering

  stop(): void {
    this.#checks.stop();
    if (this.#board.state.status === 'booting') this.#life.stopBoot();
    else this.#rounds.stop();
  }

  pause(): void {
    this.#rounds.pause();
  }

  resume(): void {
    const { interrupted, status } = this.#board.state;
    if (this.#board.round) this.#rounds.resume();
    else if (interrupted || status === 'stopped') void this.start();
  }

  async fallback(): Promise<void> {
    const { nextRung, status, readOnly } = this.#board.state;
    const { ready } = this.#board;
    if (!nextRung || !ready || readOnly) return;
    const left = this.#rounds.step?.model.label ?? '';
    const reason = status === 'failed' ? 'The model did not answer.' : `${left} was left by hand.`;
    const begun = this.#board.tell().rounds > 0;
    // A finished show is not thrown away for a recorded one: that is chosen, not fallen back on.
    if (nextRung === 'replay' && status === 'done') return;
    if (nextRung === 'replay') {
      await this.#life.beginAgain(ready, { rung: nextRung, reason });
      if (begun) await this.#rounds.playReplay();
      return;
    }
    const makeRoom = await this.#stopForScript(ready, nextRung);
    const step = this.#rounds.take(ready, nextRung, reason);
    if (makeRoom) {
      ready.workbook?.makeRoom();
      await this.#rounds.play(null);
    } else if (this.#board.round) this.#rounds.switchNow(reason);
    else if (!begun) openSeed(this.#board, ready, step);
    else if (status === 'failed' || status === 'stopped') await this.#rounds.play(null);
  }

  /**
   * A script is written for its own sheets: where it takes over in the middle of the first build of a model, the round
   * ends and the sheets that another model began make room. Files of an app it simply writes anew.
   */
  async #stopForScript({ workbook }: ReadySession, next: Rung): Promise<boolean> {
    const { rounds, workbook: written } = this.#board.tell();
    if (!workbook || next !== 'rehearsal' || rounds !== 1 || !written) return false;
    if (this.#board.state.status === 'done') return false;
    this.#rounds.stop();
    await this.#board.round;
    return true;
  }

  setPace(pace: Pace): void {
    this.#board.set({ pace });
  }

  /** From here on; what was begun is recorded as begun with another. A replay keeps the brand of the recorded run. */
  setBrand(brand: Brand): void {
    const { ready, recorder, state } = this.#board;
    if (this.#rounds.step?.rung === 'replay') return;
    const changed = !isSameBrand(brand, state.brand);
    this.#board.wear(brand);
    if (!ready) return;
    if (this.#board.tell().rounds === 0) openSeed(this.#board, ready, this.#rounds.takeAgain(ready));
    else if (changed) recorder?.fact('brand', brand);
  }

  // Files and checks

  undo(): Promise<void> {
    return undoLastChange(this.#board);
  }

  redo(): Promise<void> {
    return redoLastChange(this.#board);
  }

  editWorkbook = (commands: readonly WorkbookCommand[], label: string): void => {
    if (!this.#board.busy) this.#board.ready?.workbook?.edit(commands, label);
  };

  selectCell = (cell: string | null): void => {
    if (cell !== this.#board.state.selectedCell) this.#board.set({ selectedCell: cell });
  };

  edit(path: string, text: string | null): Promise<void> {
    return editByHand(this.#board, path, text);
  }

  async reset(): Promise<void> {
    const { ready } = this.#board;
    if (ready && !this.#board.state.readOnly) await this.#life.beginAgain(ready);
  }

  runChecks(): Promise<void> {
    return this.#checks.run();
  }

  async fork(atStep: number): Promise<DemoSession> {
    const { options, use, origin, recorder } = this.#board;
    const record = recorder ?? origin?.record;
    if (!record) throw new Error('A run that has not begun cannot be copied.');
    const until = this.#board.tell().steps[atStep]?.to ?? Number.POSITIVE_INFINITY;
    const events = record.events.filter((event) => event.seq <= until);
    const copy = new DemoSession(options, use, { record: { header: record.header, events }, fork: true });
    await copy.prepare();
    return copy;
  }

  dispose(): Promise<void> {
    return this.#life.end();
  }

  /** Null where the agent works, where another tab does, or where nothing could be prepared. */
  async #restingAndReady(): Promise<ReadySession | null> {
    if (this.#board.busy) return null;
    if (!this.#board.ready) await this.prepare();
    return this.#board.busy ? null : this.#board.ready;
  }
}
