/**
 * The state machine of a lab attempt. Nothing is ever complete because somebody clicked "next": moving
 * changes only the place, and the place opens only as far as what was really done.
 */
import type { CheckTally, LabAttempt, MeasuredBuild, OwnChange } from './attempt.ts';
import { ATTEMPT_VERSION } from './attempt-version.ts';
import { outcomeOf } from './outcome.ts';
import type { MeasuredValues } from './prediction.ts';
import type { BeatId, Lab, LabStep, RungId } from './schema.ts';

/** What can happen in an attempt. `at` is an ISO time. */
export type AttemptEvent =
  | { readonly type: 'moved'; readonly step: string }
  | { readonly type: 'drafted'; readonly field: string; readonly text: string }
  | { readonly type: 'branded'; readonly brand: NonNullable<LabAttempt['brand']>['value'] }
  | { readonly type: 'predicted'; readonly values: NonNullable<LabAttempt['prediction']>['values'] }
  | { readonly type: 'started'; readonly runId: string }
  | { readonly type: 'built'; readonly build: MeasuredBuild }
  | { readonly type: 'observed'; readonly answer: string }
  | { readonly type: 'revealed' }
  | {
      readonly type: 'asked';
      readonly change: Pick<OwnChange, 'id' | 'rung' | 'request' | 'runId' | 'mode' | 'scripted' | 'before'>;
    }
  | { readonly type: 'rested'; readonly changeId: string; readonly print: string; readonly runId: string }
  | { readonly type: 'checked'; readonly tally: CheckTally }
  | { readonly type: 'undone'; readonly print: string }
  | { readonly type: 'skipped-free' }
  | { readonly type: 'flaw-tried'; readonly choice: string }
  /** A program saw none of the options; it counts only once each was tried, or where the program looked everywhere. */
  | { readonly type: 'flaw-absent'; readonly options: readonly string[]; readonly everywhere?: boolean }
  | { readonly type: 'flaw-found'; readonly evidence: string }
  /** What the person saw by using the work; empty where they found nothing. */
  | { readonly type: 'flaw-reported'; readonly text: string }
  | { readonly type: 'hinted'; readonly step: string }
  | { readonly type: 'reflected'; readonly surprise: string; readonly use: string; readonly line: string };

/** A new attempt, standing on the first step. */
export function beginAttempt(lab: Lab, demo: string, id: string, at: string): LabAttempt {
  const first = lab.beats[0];
  return {
    version: ATTEMPT_VERSION,
    id,
    lab: lab.id,
    demo,
    startedAt: at,
    updatedAt: at,
    place: { beat: first?.id ?? 'predict', step: first?.steps[0]?.id ?? '', at },
    brand: null,
    drafts: {},
    prediction: null,
    run: null,
    build: null,
    observation: null,
    revealedAt: null,
    changes: [],
    freeSkippedAt: null,
    flaw: { tried: [], foundAt: null, absentAt: null, evidence: null },
    hints: {},
    reflection: null,
  };
}

/** The attempt after an event. An event that makes no sense where it comes changes nothing. */
export function advance(lab: Lab, attempt: LabAttempt, event: AttemptEvent, at: string): LabAttempt {
  const next = apply(lab, attempt, event, at);
  if (next === attempt) return attempt;
  return { ...next, updatedAt: at > attempt.updatedAt ? at : attempt.updatedAt };
}

function apply(lab: Lab, attempt: LabAttempt, event: AttemptEvent, at: string): LabAttempt {
  switch (event.type) {
    case 'moved':
      return move(lab, attempt, event.step, at);
    case 'drafted':
      return { ...attempt, drafts: { ...attempt.drafts, [event.field]: { text: event.text, at } } };
    case 'branded':
      return { ...attempt, brand: { value: event.brand, at } };
    case 'predicted':
      return attempt.prediction ? attempt : { ...attempt, prediction: { values: event.values, at } };
    case 'started':
      return attempt.run?.id === event.runId ? attempt : { ...attempt, run: { id: event.runId, at } };
    case 'built':
      return attempt.prediction && !attempt.build ? { ...attempt, build: event.build } : attempt;
    case 'observed':
      return observe(attempt, event.answer, at);
    case 'revealed':
      return attempt.build && !attempt.revealedAt ? { ...attempt, revealedAt: at } : attempt;
    case 'asked':
      return ask(attempt, event.change, at);
    case 'rested':
      return changeOne(attempt, event.changeId, (change) =>
        change.undoneAt || change.after === event.print
          ? change
          : { ...change, after: event.print, runId: event.runId, checks: null },
      );
    case 'checked':
      return judge(attempt, event.tally);
    case 'undone':
      return takeBack(attempt, event.print, at);
    case 'skipped-free':
      return attempt.freeSkippedAt ? attempt : { ...attempt, freeSkippedAt: at };
    case 'flaw-tried':
      return attempt.flaw.tried.includes(event.choice)
        ? attempt
        : { ...attempt, flaw: { ...attempt.flaw, tried: lastTried([...attempt.flaw.tried, event.choice]) } };
    case 'flaw-absent':
      return attempt.build && (event.everywhere === true || allTried(attempt, event.options))
        ? { ...attempt, flaw: { ...attempt.flaw, absentAt: attempt.flaw.absentAt ?? at } }
        : attempt;
    case 'flaw-found':
      return attempt.build && !attempt.flaw.foundAt
        ? { ...attempt, flaw: { ...attempt.flaw, foundAt: at, evidence: event.evidence } }
        : attempt;
    case 'flaw-reported':
      return attempt.build
        ? { ...attempt, flaw: { ...attempt.flaw, reported: { text: event.text, at } } }
        : attempt;
    case 'hinted':
      return { ...attempt, hints: { ...attempt.hints, [event.step]: (attempt.hints[event.step] ?? 0) + 1 } };
    case 'reflected':
      return {
        ...attempt,
        reflection: { surprise: event.surprise, use: event.use, line: event.line, at },
      };
  }
}

function move(lab: Lab, attempt: LabAttempt, step: string, at: string): LabAttempt {
  const target = stepsOf(lab).find((each) => each.step.id === step);
  if (!target || attempt.place.step === step || !isOpen(lab, attempt, step)) return attempt;
  return { ...attempt, place: { beat: target.beat, step, at } };
}

function allTried({ flaw }: LabAttempt, options: readonly string[]): boolean {
  return options.length > 0 && options.every((id) => flaw.tried.includes(id));
}

/** Somebody may report many cells; the last ones are kept. */
function lastTried(tried: readonly string[]): string[] {
  return tried.slice(-40);
}

/** The right answer to the observation question is what the run record measured. */
export function observedAnswer(failedTestRuns: number): 'never' | 'once' | 'more' {
  return failedTestRuns === 0 ? 'never' : failedTestRuns === 1 ? 'once' : 'more';
}

function observe(attempt: LabAttempt, answer: string, at: string): LabAttempt {
  if (!attempt.build || attempt.observation?.right) return attempt;
  const right = answer === observedAnswer(attempt.build.failedTestRuns);
  return { ...attempt, observation: { answer, right, at } };
}

function ask(
  attempt: LabAttempt,
  change: Omit<OwnChange, 'at' | 'after' | 'checks' | 'undoneAt'>,
  at: string,
) {
  if (!attempt.build || attempt.changes.some((each) => each.id === change.id)) return attempt;
  const asked: OwnChange = { ...change, at, after: null, checks: null, undoneAt: null };
  return { ...attempt, changes: [...attempt.changes, asked] };
}

function changeOne(attempt: LabAttempt, id: string, update: (change: OwnChange) => OwnChange): LabAttempt {
  if (!attempt.changes.some((each) => each.id === id)) return attempt;
  return { ...attempt, changes: attempt.changes.map((each) => (each.id === id ? update(each) : each)) };
}

/**
 * A walk of the checks counts for the changes that are in the files it judged: the newest rested change
 * must have left exactly these files. Earlier ones that still stand were judged with it.
 */
function judge(attempt: LabAttempt, tally: CheckTally): LabAttempt {
  const newest = attempt.changes.findLast((each) => each.after !== null && each.undoneAt === null);
  if (!newest || newest.after !== tally.print) return attempt;
  return {
    ...attempt,
    changes: attempt.changes.map((each) =>
      each.undoneAt === null && each.after !== null && (each.id === newest.id || each.checks === null)
        ? { ...each, checks: tally }
        : each,
    ),
  };
}

/** Undo: the changes whose result is no longer in the files are taken back; what they proved is lost. */
function takeBack(attempt: LabAttempt, print: string, at: string): LabAttempt {
  const newest = attempt.changes.findLast((each) => each.after !== null && each.undoneAt === null);
  if (!newest || newest.after === print) return attempt;
  return changeOne(attempt, newest.id, (change) => ({ ...change, undoneAt: at }));
}

/** How far a change has come. Only `proven` counts: own request, other files than before, every check passed. */
export type ChangeState = 'asked' | 'unchanged' | 'changed' | 'failing' | 'proven' | 'undone';

export function changeState(change: OwnChange): ChangeState {
  if (change.undoneAt) return 'undone';
  if (change.after === null) return 'asked';
  if (change.after === change.before) return 'unchanged';
  if (change.checks === null) return 'changed';
  return change.checks.total > 0 && change.checks.passed === change.checks.total ? 'proven' : 'failing';
}

export function rungProven(attempt: LabAttempt, rung: RungId): boolean {
  return attempt.changes.some((change) => change.rung === rung && changeState(change) === 'proven');
}

/** The person used the work and said what they saw. */
export function wasReported({ flaw }: LabAttempt): boolean {
  return (flaw.reported ?? null) !== null;
}

/** What the record says to who read it rightly. */
export function observedOutcome(
  build: Pick<MeasuredBuild, 'testRuns' | 'failedTestRuns' | 'repaired'>,
): 'untested' | 'never' | 'repaired' | 'unrepaired' {
  if (build.testRuns === 0) return 'untested';
  if (build.failedTestRuns === 0) return 'never';
  return (build.repaired ?? true) ? 'repaired' : 'unrepaired';
}

/** Whether what a step asks for was really done. */
export function stepDone(attempt: LabAttempt, step: LabStep): boolean {
  switch (step.kind) {
    case 'predict':
      return attempt.prediction !== null;
    case 'watch':
      return attempt.build !== null;
    case 'observe':
      return attempt.observation?.right === true;
    case 'reveal':
      return attempt.revealedAt !== null;
    case 'worked':
    case 'driver':
      return rungProven(attempt, 'worked');
    case 'guided':
    case 'assumptions':
      return rungProven(attempt, 'guided');
    case 'free':
      return rungProven(attempt, 'free') || attempt.freeSkippedAt !== null;
    case 'flaw':
    case 'report':
      return attempt.flaw.foundAt !== null || attempt.flaw.absentAt !== null || wasReported(attempt);
    case 'reflect':
      return attempt.reflection !== null;
  }
}

/** What was really measured so far; what a script or a recorded run showed is left out. */
export function measuredValues(attempt: LabAttempt): MeasuredValues {
  const measured = Object.entries(outcomeOf(attempt)).filter(([, { source }]) => source === 'measured');
  return Object.fromEntries(measured.map(([id, { value }]) => [id, value]));
}

export interface PlacedStep {
  readonly beat: BeatId;
  readonly step: LabStep;
}

/** Every step of a lab with its beat, in order. */
export function stepsOf(lab: Lab): readonly PlacedStep[] {
  return lab.beats.flatMap((beat) => beat.steps.map((step) => ({ beat: beat.id, step })));
}

/** A step is open when every step before it is done. */
export function isOpen(lab: Lab, attempt: LabAttempt, stepId: string): boolean {
  for (const { step } of stepsOf(lab)) {
    if (step.id === stepId) return true;
    if (!stepDone(attempt, step)) return false;
  }
  return false;
}

export interface Standing {
  readonly seen: boolean;
  readonly felt: boolean;
  readonly complete: boolean;
  /** What is still to do, as step ids. */
  readonly missing: readonly string[];
  /** Minutes left, about: the minutes of the beats, less the share of their steps that is done. */
  readonly minutesLeft: number;
}

/** Where an attempt stands on the ladder. Each rung is read from what was done, never inferred from another. */
export function standing(lab: Lab, attempt: LabAttempt): Standing {
  const steps = stepsOf(lab);
  const missing = steps.filter(({ step }) => !stepDone(attempt, step)).map(({ step }) => step.id);
  const rungs = lab.requiredRungs.every((rung) => rungProven(attempt, rung));
  const left = lab.beats.reduce((sum, beat) => {
    const open = beat.steps.filter((step) => !stepDone(attempt, step)).length;
    return sum + (beat.minutes * open) / beat.steps.length;
  }, 0);
  return {
    seen: attempt.build !== null && attempt.observation?.right === true,
    felt: attempt.changes.some((change) => changeState(change) === 'proven'),
    complete: missing.length === 0 && rungs,
    missing,
    minutesLeft: missing.length === 0 ? 0 : Math.max(1, Math.round(left)),
  };
}
