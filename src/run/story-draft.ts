/** A copy of a story that is being told on: lists are copied once, steps and phases only on change. */
import type { RecordedEvent } from './schema.ts';
import type { OpenCall, Story, StoryMemory, StoryPhase, StoryStatus, StoryStep } from './story-model.ts';
import { runLine } from './story-words.ts';

export type Writable<T> = { -readonly [Key in keyof T]: T[Key] };
export type Stamp = Pick<RecordedEvent, 'seq' | 'timestamp'>;

type NewStep = Pick<StoryStep, 'kind' | 'icon' | 'state' | 'text' | 'detail'> & Partial<StoryStep>;

export class StoryDraft {
  readonly story: Writable<Story>;
  readonly steps: StoryStep[];
  readonly memory: Writable<StoryMemory>;
  readonly #phases: Writable<StoryPhase>[];
  /** Phases whose steps changed. */
  readonly #touched = new Set<string>();

  constructor(before: Story) {
    this.story = { ...before };
    this.steps = [...before.steps];
    this.memory = { ...before.telling };
    this.#phases = [...before.phases];
  }

  result(): Story {
    const phases = this.#phases.map((phase) =>
      this.#touched.has(phase.id)
        ? { ...phase, steps: this.steps.filter((step) => step.phaseId === phase.id) }
        : phase,
    );
    const story = { ...this.story, phases, steps: this.steps, telling: this.memory };
    return { ...story, line: runLine(story) };
  }

  /** The call that is open under this id; a model may give one the name of a property which every object has. */
  call(id: string | undefined): OpenCall | undefined {
    return id !== undefined && Object.hasOwn(this.memory.calls, id) ? this.memory.calls[id] : undefined;
  }

  message(id: string): StoryMemory['messages'][string] | undefined {
    return Object.hasOwn(this.memory.messages, id) ? this.memory.messages[id] : undefined;
  }

  // Rounds

  start(stamp: Stamp): void {
    this.memory.answering = this.story.status === 'asks';
    this.story.status = 'working';
    this.story.activeSince = stamp.timestamp;
    this.story.problem = null;
    this.story.outside = null;
    this.story.question = null;
  }

  /** A person asks for something new. */
  openRound(stamp: Stamp): void {
    if (this.story.rounds === 1) this.story.firstRoundMs = this.story.activeMs;
    this.story.rounds += 1;
    this.closePhase('done', stamp);
    this.openPhase(this.story.rounds === 1 ? 'Your request' : 'Your change', stamp);
  }

  /** True where the agent had asked: the phase in which it did goes on, and so does its round. */
  takeAnswer(): boolean {
    if (!this.memory.answering) return false;
    this.memory.answering = false;
    const at = this.#phases.length - 1;
    const asked = this.#phases[at];
    if (asked) this.#phases[at] = { ...asked, state: 'running', endedAt: null };
    return true;
  }

  finish(status: StoryStatus, stamp: Stamp): void {
    this.rest(stamp);
    this.story.status = status;
    this.story.waiting = null;
    this.story.writing = null;
    this.story.focus = null;
    this.memory.retry = null;
    this.memory.thinking = null;
    const through = status === 'done' || status === 'asks';
    for (const step of this.steps) {
      if (step.state === 'running') this.end(step.index, through ? 'ok' : 'cut', stamp);
    }
    const ending = through ? 'done' : status === 'stopped' ? 'cut' : 'failed';
    this.closePhase(ending, stamp);
    this.memory.calls = {};
    this.memory.messages = {};
  }

  fail(code: string, text: string, hint: string, stamp: Stamp): void {
    this.story.problem = { code, text, hint };
    this.notice(text, 'failed', stamp);
    this.finish('failed', stamp);
  }

  /** Stops the clock. */
  rest(stamp: Stamp): void {
    if (this.story.activeSince === null) return;
    this.story.activeMs += Math.max(0, stamp.timestamp - this.story.activeSince);
    this.story.activeSince = null;
  }

  /** The model answers again after a wait. */
  awake(): void {
    this.story.waiting = null;
    if (this.memory.retry === null) return;
    this.change(this.memory.retry, { state: 'ok', endedAt: this.story.lastAt });
    this.memory.retry = null;
  }

  /** The answer was given up: calls whose input was still arriving never run. */
  cutCalls(stamp: Stamp): void {
    for (const { step } of Object.values(this.memory.calls)) {
      if (step !== null && this.steps[step]?.state === 'running') this.end(step, 'cut', stamp);
    }
    this.memory.calls = {};
    this.story.writing = null;
  }

  // Phases

  openPhase(title: string, stamp: Stamp): void {
    const current = this.#phases.at(-1);
    if (current?.title === title && current.round === this.story.rounds && current.state === 'running')
      return;
    this.closePhase('done', stamp);
    const id = `p${this.#phases.length + 1}`;
    this.#phases.push({
      id,
      title,
      round: this.story.rounds,
      state: 'running',
      startedAt: stamp.timestamp,
      endedAt: null,
      steps: [],
    });
    this.#touched.add(id);
  }

  closePhase(state: StoryPhase['state'], stamp: Stamp): void {
    const at = this.#phases.length - 1;
    const current = this.#phases[at];
    if (current?.state !== 'running') return;
    this.#phases[at] = { ...current, state, endedAt: stamp.timestamp };
  }

  /** The running phase, opened where the agent announced none. */
  #phase(stamp: Stamp): string {
    const current = this.#phases.at(-1);
    if (current?.state === 'running') return current.id;
    // A moment between two rounds (an undo, an edit) belongs to what came before.
    if (current && this.story.activeSince === null) return current.id;
    this.openPhase(this.story.rounds > 1 ? 'Your change' : 'Build', stamp);
    return this.#phases.at(-1)?.id ?? '';
  }

  // Steps

  /** Returns the step's index. */
  add(step: NewStep, stamp: Stamp): number {
    const index = this.steps.length;
    const phaseId = this.#phase(stamp);
    this.steps.push({
      id: `s${index + 1}`,
      index,
      phaseId,
      round: this.story.rounds,
      startedAt: stamp.timestamp,
      endedAt: step.state === 'running' ? null : stamp.timestamp,
      from: stamp.seq,
      to: stamp.seq,
      ...step,
    });
    this.#touched.add(phaseId);
    return index;
  }

  change(index: number, change: Partial<StoryStep>): void {
    const step = this.steps[index];
    if (!step) return;
    this.steps[index] = { ...step, ...change };
    this.#touched.add(step.phaseId);
  }

  end(index: number, state: StoryStep['state'], stamp: Stamp): void {
    this.change(index, { state, endedAt: stamp.timestamp, to: stamp.seq });
  }

  /** Takes the last step out again: what it told is told by the one before. */
  dropLast(): void {
    const last = this.steps.pop();
    if (last) this.#touched.add(last.phaseId);
  }

  notice(text: string, state: StoryStep['state'], stamp: Stamp): number {
    return this.add({ kind: 'notice', icon: 'notice', state, text, detail: null }, stamp);
  }
}
