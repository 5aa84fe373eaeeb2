/** A session's rounds: who plays the model's part, and how a round begins, is steered and ends. */
import type { ModelSwitch } from '../agent/control.ts';
import { RunControl } from '../agent/control.ts';
import type { RunOutcome } from '../agent/loop.ts';
import type { ModelError } from '../agent/model.ts';
import { followed } from '../run/comparable.ts';
import { availableRungs, firstRung, makeStep, modeOf, rungAfter, type Step } from './ladder.ts';
import type { PreviewPlace } from './preview-place.ts';
import { ReplayHold } from './replay-hold.ts';
import type { SessionBoard } from './session-board.ts';
import type { SessionChecks } from './session-checks.ts';
import type { ReadySession } from './session-options.ts';
import { runProblem } from './session-problem.ts';
import type { Rung, SessionProblem } from './session-state.ts';

export interface RoundRequest {
  readonly text: string;
  readonly changeId?: string;
}

export class SessionRounds {
  readonly #board: SessionBoard;
  readonly #control = new RunControl();
  readonly #previews: PreviewPlace;
  readonly #checks: SessionChecks;
  readonly #hold = new ReplayHold();
  /** Aborted by Stop, also where the round has yet to wait before it plays. */
  #stop = new AbortController();
  /** A recorded run plays. */
  #replaying = false;
  #step: Step | null = null;

  constructor(board: SessionBoard, previews: PreviewPlace, checks: SessionChecks) {
    this.#board = board;
    this.#previews = previews;
    this.#checks = checks;
    this.#control.subscribe(() => this.#followControl());
  }

  get step(): Step | null {
    return this.#step;
  }

  /** The step of the ladder to begin with, by what was wanted and what is there. */
  takeFirst(ready: ReadySession): Step {
    const { sources } = ready;
    const first = firstRung(this.#board.options.want ?? 'best', availableRungs(sources), sources);
    return this.take(ready, first.rung, first.reason);
  }

  /** The same rung, made anew. */
  takeAgain(ready: ReadySession): Step {
    return this.take(ready, this.#step?.rung ?? 'rehearsal', this.#board.state.mode.reason);
  }

  take(ready: ReadySession, rung: Rung, reason?: string): Step {
    const step = makeStep(rung, ready.sources);
    this.#step = step;
    this.#board.set({
      mode: modeOf(step, reason),
      nextRung: rungAfter(step.rung, availableRungs(ready.sources)),
    });
    return step;
  }

  /** Another model in the middle of a round, or before the next. */
  switchNow(reason: string): void {
    if (!this.#step || !this.#board.round) return;
    this.#control.switchModel(this.#step.model, reason);
    this.#control.resume();
  }

  /** A round of the agent. After a replay the rehearsal goes on: the recorded run has no answer. */
  async play(request: RoundRequest | null): Promise<void> {
    const { ready } = this.#board;
    if (!ready || this.#board.busy) return;
    const after = this.#step?.rung === 'replay';
    const step = after ? this.take(ready, 'rehearsal', 'The recorded run has ended.') : this.#step;
    if (step) await this.#begin(() => this.#runRound(ready, step, request));
  }

  /** Plays the whole recorded run. */
  async playReplay(): Promise<void> {
    const { ready } = this.#board;
    const step = this.#step;
    if (!ready || !step?.record || this.#board.busy) return;
    await this.#begin(() => this.#runReplay(ready, step));
    for (const text of this.#control.takeMessages()) await this.play({ text });
  }

  stop(): void {
    this.#hold.release();
    if (!this.#board.round) return;
    this.#control.stop();
    this.#stop.abort(new DOMException('The person stopped the round.', 'AbortError'));
  }

  pause(): void {
    if (this.#replaying) {
      this.#hold.hold();
      this.#board.clock.hold();
      this.#board.set({ status: 'paused' });
    } else if (this.#board.round) this.#control.pause();
  }

  resume(): void {
    if (this.#replaying) this.#goOnReplaying();
    else this.#control.resume();
  }

  /** A word to the agent at the next step; while a recorded run plays, once it has ended. */
  message(text: string): void {
    this.#control.message(text);
  }

  #followControl(): void {
    const board = this.#board;
    const { paused, pauseAsked, queued } = this.#control.state;
    const working = board.state.status === 'working' || board.state.status === 'paused';
    const follows = working && board.round !== null && !this.#replaying;
    board.set({ pauseAsked, queued, ...(follows ? { status: paused ? 'paused' : 'working' } : {}) });
  }

  /** The round is under way from here on, so that none begins beside it and Stop finds it. */
  async #begin(round: () => Promise<void>): Promise<void> {
    const board = this.#board;
    this.#stop = new AbortController();
    this.#checks.stop();
    board.round = this.#checks.ended().then(() => {
      board.news();
      board.set({ status: 'working', problem: null, interrupted: false });
      return round();
    });
    await board.round;
  }

  async #runReplay(ready: ReadySession, step: Step): Promise<void> {
    const board = this.#board;
    const record = step.record;
    if (!record) return;
    const { signal } = this.#stop;
    this.#replaying = true;
    let broken = false;
    try {
      await this.#previews.ensureAttached();
      await ready.parts.replayRun({
        record,
        sandbox: ready.sandbox,
        tools: this.#hold.gate(ready.tools),
        recorder: board.mustRecord(),
        checks: (signal) => this.#checks.walk(signal),
        onBrand: (brand) => board.wear(brand),
        ...(ready.workbook ? { onCommand: (value) => ready.workbook?.follow(value) } : {}),
        signal,
        clock: () => board.clock.now(),
        paceNow: () => board.state.pace,
        sleep: this.#hold.sleep,
      });
    } catch {
      broken = true;
    }
    // What the recorded run's person could take back can be taken back here too.
    ready.workbook?.takeUp();
    this.#goOnReplaying();
    this.#replaying = false;
    board.round = null;
    if (signal.aborted) board.set({ status: 'stopped', slow: null });
    else if (!broken && followed(board.mustRecord(), record))
      board.set({ status: 'done', problem: null, slow: null });
    else board.set({ status: 'failed', problem: runProblem('replay-left', ''), slow: null });
  }

  #goOnReplaying(): void {
    this.#board.clock.release();
    this.#hold.release();
    this.#board.set({ status: 'working' });
  }

  async #runRound(ready: ReadySession, step: Step, request: RoundRequest | null): Promise<void> {
    const board = this.#board;
    let outcome: RunOutcome | null = null;
    try {
      await this.#previews.ensureAttached();
      ready.workbook?.beginRound(request?.text ?? null);
      outcome = await ready.parts.runAgent({
        model: step.model,
        tools: ready.tools,
        sandbox: ready.sandbox,
        recorder: board.mustRecord(),
        system: ready.demo.system,
        ...(request ? { request } : {}),
        control: this.#control,
        signal: this.#stop.signal,
        clock: board.use.now,
        onFailure: (error) => this.#takeOver(error),
      });
    } catch {
      outcome = null;
    }
    ready.workbook?.endRound();
    board.round = null;
    this.#endRound(outcome);
  }

  #endRound(outcome: RunOutcome | null): void {
    const board = this.#board;
    const outside = board.tell().outside !== null;
    const slow = null;
    if (!outcome) {
      board.set({ status: 'failed', problem: runProblem('broken', ''), slow });
    } else if (outcome.end === 'done' || outcome.end === 'asks' || outside) {
      board.set({ status: 'done', problem: null, slow });
      // What is only asked about is not measured yet.
      if (board.state.checksStale && outcome.end === 'done' && !outside) void this.#checks.run();
    } else if (outcome.end === 'stopped') board.set({ status: 'stopped', slow });
    else board.set({ status: 'failed', problem: this.#problemOf(outcome), slow });
  }

  #problemOf(outcome: RunOutcome): SessionProblem {
    const code = outcome.error?.code ?? outcome.limit ?? (outcome.end === 'refused' ? 'refused' : 'broken');
    const problem = runProblem(code, outcome.text ?? '');
    const fallsBack = this.#board.state.nextRung !== null && outcome.end === 'failed';
    return { ...problem, canFallBack: fallsBack };
  }

  /** A second provider takes over by itself; anything less than live is the person's choice. */
  #takeOver(error: ModelError): ModelSwitch | null {
    const { ready } = this.#board;
    if (!ready || this.#step?.rung !== 'live' || this.#board.state.nextRung !== 'second') return null;
    const step = this.take(ready, 'second', error.message);
    return { model: step.model, reason: error.message };
  }
}
