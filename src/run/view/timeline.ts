/** The time strip of a recorded run: phases, tool calls, failures and human moments along one line. */
import type { RunRecord } from '../schema.ts';
import type { Story, StoryStep } from '../story-model.ts';

/** Longest pause that is drawn, ms: a night between two requests must not hide the run. */
export const LONGEST_PAUSE = 4000;

/** Shortest step that is drawn, ms: at full speed many steps share one moment, and each must be found. */
export const SHORTEST_STEP = 300;

export type MarkKind = 'call' | 'failure' | 'human' | 'say' | 'notice';

export interface TimelineMark {
  readonly stepId: string;
  readonly stepIndex: number;
  readonly kind: MarkKind;
  readonly text: string;
  /** ms on the strip. */
  readonly from: number;
  readonly to: number;
  /** The record up to here shows the step done. */
  readonly seq: number;
}

export interface TimelinePhase {
  readonly id: string;
  readonly title: string;
  readonly round: number;
  readonly from: number;
  readonly to: number;
  readonly failed: boolean;
}

export interface Timeline {
  /** Length of the strip, ms, with long pauses cut short. */
  readonly length: number;
  readonly phases: readonly TimelinePhase[];
  readonly marks: readonly TimelineMark[];
  /** Sequence number of the last event at or before a place on the strip; 0 before the first. */
  seqAt(ms: number): number;
  /** Place of an event on the strip, ms. */
  msOf(seq: number): number;
}

/** Lays a record out. `story` is the whole record told. */
export function layOut(record: RunRecord, story: Story): Timeline {
  const clock = new StripClock(record, story.steps);
  const marks = story.steps.map((step) => markOf(step, clock));
  return {
    length: clock.length,
    marks,
    phases: story.phases
      .filter((phase) => phase.steps.length > 0)
      .map((phase, index, all) => {
        const next = all[index + 1]?.steps[0];
        return {
          id: phase.id,
          title: phase.title,
          round: phase.round,
          from: clock.msOf(phase.steps[0]?.from ?? 0),
          to: next ? clock.msOf(next.from) : clock.length,
          failed: phase.state === 'failed',
        };
      }),
    seqAt: (ms) => clock.seqAt(ms),
    msOf: (seq) => clock.msOf(seq),
  };
}

function markOf(step: StoryStep, clock: StripClock): TimelineMark {
  return {
    stepId: step.id,
    stepIndex: step.index,
    kind: markKind(step),
    text: step.text,
    from: clock.msOf(step.from),
    to: clock.msOf(step.to),
    seq: step.to,
  };
}

function markKind(step: StoryStep): MarkKind {
  if (step.kind === 'person') return 'human';
  const testsFail = step.detail?.type === 'tests' && step.detail.tests.failed > 0;
  const checksFail =
    step.detail?.type === 'checks' &&
    step.detail.results.some(({ pass, unmeasured }) => !pass && !unmeasured);
  if (step.state === 'failed' || testsFail || checksFail) return 'failure';
  return step.kind === 'think' ? 'say' : step.kind;
}

/** Event times with long pauses cut short and quick steps drawn out. Clocks that ran backwards count as no time. */
class StripClock {
  readonly #seqs: number[] = [];
  readonly #times: number[] = [];
  readonly length: number;

  constructor(record: RunRecord, steps: readonly StoryStep[]) {
    const begins = new Map(steps.map((step) => [step.to, step.from]));
    let at = 0;
    let before: number | null = null;
    for (const event of record.events) {
      if (before !== null) at += Math.min(LONGEST_PAUSE, Math.max(0, event.timestamp - before));
      before = event.timestamp;
      const begin = begins.get(event.seq);
      if (begin !== undefined) at = Math.max(at, this.msOf(begin) + SHORTEST_STEP);
      this.#seqs.push(event.seq);
      this.#times.push(at);
    }
    this.length = Math.max(1, at);
  }

  seqAt(ms: number): number {
    const index = lastAtOrBefore(this.#times, ms);
    return this.#seqs[index] ?? 0;
  }

  msOf(seq: number): number {
    const index = lastAtOrBefore(this.#seqs, seq);
    return this.#times[index] ?? 0;
  }
}

/** Index of the last value that is not above; -1 where all are. Values never fall. */
function lastAtOrBefore(values: readonly number[], limit: number): number {
  let [low, high] = [0, values.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((values[middle] ?? 0) <= limit) low = middle + 1;
    else high = middle;
  }
  return low - 1;
}
