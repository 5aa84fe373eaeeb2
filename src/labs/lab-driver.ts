/**
 * Ties a run to an attempt: watches what the session does and records in the attempt what was really
 * done. It decides nothing by what somebody pressed; only by files, tests and checks.
 */
import type { SessionActions, SessionState } from '../demos/session-state.ts';
import type { HumanMoment } from '../run/story-model.ts';
import type { CheckTally, LabAttempt, MeasuredBuild } from './attempt.ts';
import { playedBy } from './lab-for-run.ts';
import { modeOfBuild } from './outcome.ts';
import type { AttemptEvent } from './progress.ts';
import type { RungId } from './schema.ts';

export type Fingerprint = (files: Readonly<Record<string, string>>, workbook: unknown) => string;

export interface LabDriverOptions {
  readonly session: SessionActions;
  readonly getAttempt: () => LabAttempt;
  readonly record: (event: AttemptEvent) => void;
  /** Rung that a change counts for when it is made outside the guide (a chip, the composer, by hand). */
  readonly rungNow: (moment: HumanMoment) => RungId;
  /** Null until what compares has been fetched; `follow` is called then. */
  readonly fingerprint: () => Fingerprint | null;
  /** All that is in the workbook of a model; null in a demo of an app. */
  readonly workbook?: () => unknown;
  /** Key figures of the model as it stands. */
  readonly figures?: () => Readonly<Record<string, number>> | null;
  readonly now: () => Date;
}

const resting = new Set<SessionState['status']>(['done', 'stopped', 'failed']);
const steering = new Set<HumanMoment['kind']>(['request', 'message', 'edit', 'redo', 'override']);

/** A word or deed that steers. The first request of a run is the demo's own goal, not the person's change. */
function steers(moment: HumanMoment): boolean {
  const byHand = moment.kind === 'edit' || moment.kind === 'redo';
  return steering.has(moment.kind) && (moment.round > 1 || byHand);
}

/** Follows one session until it is disposed of. */
export class LabDriver {
  readonly #options: LabDriverOptions;
  readonly #unsubscribe: () => void;
  /** Human moments up to this sequence number were dealt with. */
  #heardSeq = 0;
  #rung: RungId | null = null;
  /** Fingerprint of the files when the agent last rested. */
  #restPrint: string | null = null;
  #buildMs: number | null = null;
  #judgedAt: string | null = null;
  /** An undo whose files are not back yet. */
  #undoing = false;
  #walking = false;
  /** Fingerprint that the last walk was begun on. */
  #walkedFor: string | null = null;
  #taken: { readonly files: object; readonly version: number; readonly print: string } | null = null;

  constructor(options: LabDriverOptions) {
    this.#options = options;
    const { story, runId } = options.session.getState();
    if (options.getAttempt().run?.id === runId) this.#heardSeq = story.seq;
    this.#unsubscribe = options.session.subscribe(() => this.follow());
    this.follow();
  }

  /** Hands the agent a request that counts for a rung. */
  async ask(rung: RungId, text: string, changeId?: string): Promise<void> {
    this.#rung = rung;
    await this.#options.session.request(text, changeId);
  }

  dispose(): void {
    this.#unsubscribe();
  }

  /** Takes in what the session is now. */
  follow(): void {
    const state = this.#options.session.getState();
    if (state.readOnly) return;
    if (state.story.rounds > 0 && this.#options.getAttempt().run?.id !== state.runId)
      this.#options.record({ type: 'started', runId: state.runId });
    this.#hearMoments(state);
    if (!resting.has(state.status) || state.story.status === 'asks') return;
    if (isBuilt(state)) this.#buildMs ??= this.#options.session.elapsed();
    const print = this.#print(state);
    if (print === null) return;
    this.#rest(state, print);
    this.#readChecks(state, print);
    this.#walkWhereOvertaken(state, print);
  }

  /** A change that came while the checks were walked for the one before it is still to be judged. */
  #walkWhereOvertaken(state: SessionState, print: string): void {
    const { changes } = this.#options.getAttempt();
    const newest = changes.findLast((change) => change.after !== null && !change.undoneAt);
    if (!newest || newest.checks || newest.after === newest.before || newest.after === this.#walkedFor)
      return;
    if (newest.after === print) this.#walk(state, print);
  }

  /** Every request, message or edit of the person after the first build is an own change. */
  #hearMoments(state: SessionState): void {
    const fresh = state.story.human.filter((moment) => moment.seq > this.#heardSeq);
    for (const moment of fresh) {
      this.#heardSeq = moment.seq;
      if (moment.kind === 'undo') this.#undoing = true;
      if (this.#options.getAttempt().build && steers(moment)) this.#openChange(state, moment);
    }
  }

  #openChange(state: SessionState, moment: HumanMoment): void {
    const before = this.#restPrint ?? this.#options.getAttempt().build?.print;
    if (before === undefined) return;
    this.#options.record({
      type: 'asked',
      change: {
        id: `${state.runId}.${moment.seq}`,
        rung: this.#rung ?? this.#options.rungNow(moment),
        request: moment.text.slice(0, 4000),
        runId: state.runId,
        mode: state.mode.mode,
        scripted: state.mode.mode !== 'live',
        before,
      },
    });
    this.#rung = null;
  }

  #rest(state: SessionState, print: string): void {
    if (!this.#options.getAttempt().build) {
      this.#finishBuild(state, print);
      return;
    }
    if (print === this.#restPrint && !this.#hasOpenChange()) return;
    this.#restPrint = print;
    this.#settle(state, print);
  }

  #hasOpenChange(): boolean {
    return this.#options.getAttempt().changes.some((change) => change.after === null && !change.undoneAt);
  }

  /** The agent rests: what was asked for has left these files, or they went back to what they were. */
  #settle(state: SessionState, print: string): void {
    const { changes } = this.#options.getAttempt();
    if (this.#undoing) {
      this.#undoing = false;
      this.#options.record({ type: 'undone', print });
      return;
    }
    const open = changes.filter((change) => change.after === null && !change.undoneAt);
    // Files that arrive after the agent came to rest (a command's last writes) belong to its newest change.
    const newest = changes.findLast((change) => change.after !== null && !change.undoneAt);
    const late = open.length === 0 && newest && newest.after !== print ? [newest] : [];
    for (const change of [...open, ...late]) {
      this.#options.record({ type: 'rested', changeId: change.id, print, runId: state.runId });
    }
    if ([...open, ...late].some((change) => change.before !== print)) this.#walk(state, print);
  }

  /** The first build is through: its time is taken before the checks, its checks from the host. */
  #finishBuild(state: SessionState, print: string): void {
    if (!isBuilt(state) || this.#buildMs === null) return;
    const tally = tallyOf(state, print);
    if (!tally) {
      this.#walk(state, print);
      return;
    }
    this.#restPrint = print;
    this.#judgedAt = state.checkedAt;
    const figures = this.#options.figures?.() ?? null;
    this.#options.record({
      type: 'built',
      build: {
        runId: state.runId,
        mode: modeOfBuild(state.story, state.mode.mode),
        model: state.mode.label.slice(0, 120),
        finishedAt: this.#options.now().toISOString(),
        minutes: this.#buildMs / 60_000,
        pace: modeOfBuild(state.story, state.mode.mode) === 'live' ? 'live' : String(state.pace),
        ...testedWork(state.story.steps),
        by: playedBy(state.mode),
        print,
        checks: tally,
        ...(figures && { figures }),
      },
    });
  }

  /** Of the files and the workbook as they are; taken once for each state of them. */
  #print({ story, workbookVersion }: SessionState): string | null {
    const taken = this.#taken;
    if (taken && taken.files === story.files && taken.version === workbookVersion) return taken.print;
    const fingerprint = this.#options.fingerprint();
    if (fingerprint === null) return null;
    const print = fingerprint(story.files, this.#options.workbook?.() ?? null);
    this.#taken = { files: story.files, version: workbookVersion, print };
    return print;
  }

  #readChecks(state: SessionState, print: string): void {
    if (!this.#options.getAttempt().build || state.checkedAt === this.#judgedAt) return;
    const tally = tallyOf(state, print);
    if (!tally) return;
    this.#judgedAt = state.checkedAt;
    this.#options.record({ type: 'checked', tally });
  }

  /** Asks the session to walk the checks, once at a time; the result comes back as a state. */
  #walk(state: SessionState, print: string): void {
    if (this.#walking || state.checking) return;
    if (state.checkedAt !== null && !state.checksStale) return;
    this.#walking = true;
    this.#walkedFor = print;
    const end = () => {
      this.#walking = false;
    };
    this.#options.session.runChecks().then(end, end);
  }
}

/** The agent came to the end of what it was asked for, with work done. */
function isBuilt({ status, story }: SessionState): boolean {
  return status === 'done' && story.toolCalls > 0;
}

/** The last full walk of the checks over the files as they are now; null where there is none. */
function tallyOf(state: SessionState, print: string): CheckTally | null {
  const { checks, checkedAt, checksStale, checking } = state;
  if (checkedAt === null || checksStale || checking || checks.length === 0) return null;
  if (checks.some((check) => check.state !== 'pass' && check.state !== 'fail')) return null;
  const failing = checks.filter((check) => check.state === 'fail').map((check) => check.id);
  return {
    passed: checks.length - failing.length,
    total: checks.length,
    at: checkedAt,
    print,
    failing: failing.slice(0, 40),
  };
}

/** What came of the agent's own tests, or of the checks of its own model, during the first build. */
function testedWork(
  steps: SessionState['story']['steps'],
): Pick<MeasuredBuild, 'testRuns' | 'failedTestRuns' | 'repaired'> {
  const passed = steps.flatMap((step) => {
    if (step.round !== 1) return [];
    if (step.detail?.type === 'tests') return [step.detail.tests.failed === 0];
    return step.tool === 'check' && step.state !== 'cut' ? [step.state === 'ok'] : [];
  });
  const failure = passed.indexOf(false);
  return {
    testRuns: passed.length,
    failedTestRuns: passed.filter((each) => !each).length,
    repaired: failure >= 0 && passed.slice(failure).includes(true),
  };
}
