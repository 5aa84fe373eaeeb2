/** A session's life: it is prepared, begins again on the seed, and ends. */
import type { PreviewPlace } from './preview-place.ts';
import type { RunLease } from './run-lease.ts';
import { assemble } from './session-assembly.ts';
import type { SessionBoard } from './session-board.ts';
import type { SessionChecks } from './session-checks.ts';
import type { ReadySession } from './session-options.ts';
import { startProblem } from './session-problem.ts';
import { beginRecord, takeUpRecord } from './session-records.ts';
import type { SessionRounds } from './session-rounds.ts';
import { watchSlowness } from './session-slowness.ts';
import type { Rung, SessionState } from './session-state.ts';
import { StartMark } from './start-mark.ts';

export class SessionLife {
  readonly #board: SessionBoard;
  readonly #rounds: SessionRounds;
  readonly #checks: SessionChecks;
  readonly #previews: PreviewPlace;
  readonly #cleanUps: (() => void)[] = [];
  #boot = new AbortController();
  #preparing: Promise<boolean> | null = null;
  #lease: RunLease | null = null;
  /** Of a run that was taken up; the page of a new one is the kit's own. */
  #startMark: StartMark | null = null;

  constructor(board: SessionBoard, rounds: SessionRounds, checks: SessionChecks, previews: PreviewPlace) {
    this.#board = board;
    this.#rounds = rounds;
    this.#checks = checks;
    this.#previews = previews;
    this.#cleanUps.push(
      watchSlowness(board, rounds),
      board.use.onOnline(() => board.set({ offline: !board.use.isOnline() })),
      board.use.onLeave(() => {
        board.leave();
        this.#startMark?.leave();
      }),
    );
  }

  /** Loads and boots once; after a failure the next call tries again. */
  async prepare(): Promise<void> {
    this.#preparing ??= this.#prepare();
    const prepared = await this.#preparing;
    if (!prepared) this.#preparing = null;
  }

  /** Ends a boot that takes too long. */
  stopBoot(): void {
    this.#boot.abort();
    this.#boot = new AbortController();
    this.#board.set({ status: 'stopped', slow: null });
  }

  /** Starts the page that was held back. */
  startPreview(): void {
    const { ready, state } = this.#board;
    if (ready && state.previewHeld) this.#startPage(ready);
  }

  /** A new run on the seed; the one before stays among the runs. */
  async beginAgain(ready: ReadySession, next?: { rung: Rung; reason: string }): Promise<void> {
    const board = this.#board;
    this.#checks.stop();
    this.#rounds.stop();
    await board.round;
    await this.#checks.ended();
    await board.keep();
    this.#lease?.release();
    board.set({ runId: board.use.createRunId(), interrupted: false, problem: null });
    this.#lease = await board.use.takeLease(board.state.runId);
    const step = next ? this.#rounds.take(ready, next.rung, next.reason) : this.#rounds.takeAgain(ready);
    await beginRecord(board, ready, step);
    board.set({ status: 'idle', saved: 'never' });
    if (board.state.previewHeld) this.#startPage(ready);
    else if (!ready.workbook) await ready.sandbox.preview.reload().catch(() => {});
  }

  async end(): Promise<void> {
    const board = this.#board;
    this.#boot.abort();
    this.#checks.stop();
    this.#rounds.stop();
    await board.round;
    await board.keep();
    this.#startMark?.leave();
    board.close();
    for (const cleanUp of this.#cleanUps.splice(0)) cleanUp();
    const { ready } = board;
    board.ready = null;
    ready?.files.dispose();
    this.#previews.dispose();
    this.#lease?.release();
    await ready?.sandbox.dispose();
  }

  async #prepare(): Promise<boolean> {
    const board = this.#board;
    const { signal } = this.#boot;
    board.news();
    board.set({ status: 'booting', problem: null, slow: null });
    try {
      const ready = await assemble(board, {
        signal,
        onLease: (lease) => {
          this.#lease = lease;
        },
        walkForAgent: (stop) => this.#checks.walk(stop),
        cleanUp: (undo) => this.#cleanUps.push(undo),
      });
      if (!ready) return this.#notPrepared();
      board.ready = ready;
      const step = this.#rounds.takeFirst(ready);
      if (board.origin) await takeUpRecord(board, ready, board.origin);
      else await beginRecord(board, ready, step);
      await ready.files.refresh();
      board.set({ status: board.state.interrupted ? 'stopped' : this.#restingStatus(), slow: null });
      if (!ready.workbook) this.#startOrHold(ready);
      return true;
    } catch (error) {
      if (!signal.aborted) board.set({ status: 'failed', problem: startProblem(error), slow: null });
      return this.#notPrepared();
    }
  }

  /** A page that hung the browser would do it again each time the run is taken up. */
  #startOrHold(ready: ReadySession): void {
    const { origin, use, state } = this.#board;
    const { preview, fs } = ready.sandbox;
    const mark = origin && new StartMark(use.startMark(state.runId));
    this.#startMark = mark;
    if (mark) this.#cleanUps.push(preview.on((event) => mark.hear(event)));
    if (mark?.neverReady) {
      this.#board.set({ previewHeld: true });
      this.#cleanUps.push(fs.watch('/', () => this.startPreview()));
    } else this.#startPage(ready);
  }

  #startPage({ sandbox }: ReadySession): void {
    this.#startMark?.start();
    this.#board.set({ previewHeld: false });
    void this.#previews.setSandbox(sandbox);
  }

  #notPrepared(): false {
    this.#lease?.release();
    this.#lease = null;
    return false;
  }

  #restingStatus(): SessionState['status'] {
    const { status, rounds } = this.#board.tell();
    if (status === 'asks') return 'done';
    if (status === 'done' || status === 'stopped') return status;
    return rounds > 0 ? 'stopped' : 'idle';
  }
}
