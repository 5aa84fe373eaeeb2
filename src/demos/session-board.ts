/** What a session knows and shows: the record, the story told from it, the state, and who is told of changes. */

import type { Brand } from '../brand/schema.ts';
import { lastBrand } from '../run/last-brand.ts';
import { Recorder } from '../run/recorder.ts';
import type { RecordHeader } from '../run/schema.ts';
import { emptyStory, tellStory } from '../run/story.ts';
import type { Story } from '../run/story-model.ts';
import { secondsWaited, standingProblems } from '../sandbox/preview-problems.ts';
import type { PreviewError, PreviewEvent } from '../sandbox/sandbox.ts';
import { checkRows, type WalkProgress } from './check-walk.ts';
import type { Demo } from './demo.ts';
import { firstState } from './first-state.ts';
import { HeldClock } from './held-clock.ts';
import { RunKeeper } from './run-keeper.ts';
import type { ReadySession, SessionOptions, SessionOrigin } from './session-options.ts';
import type { SessionDependencies } from './session-parts.ts';
import type { SessionState } from './session-state.ts';
import { suggestionsByLabel, suggestionsFor } from './suggestions.ts';
import { lastChange } from './undo.ts';

/** Events of a preview that are kept. */
const MOST_PREVIEW_EVENTS = 500;
/** News is gathered this long before the screen is told, ms: fast enough for the eye, slow enough for the browser. */
const GATHER_MS = 32;
const SHOWN: ReadonlySet<string> = new Set(['ready', 'updated', 'error']);

export class SessionBoard {
  readonly options: SessionOptions;
  readonly use: SessionDependencies;
  readonly origin: SessionOrigin | null;
  /** Stands still while a replay is held. */
  clock: HeldClock;
  /** Null until the sandbox has booted. */
  ready: ReadySession | null = null;
  /** The round under way. */
  round: Promise<void> | null = null;
  brand: Brand | null;
  /** When something was last heard, by the session's clock. */
  lastNews = 0;
  readonly #listeners = new Set<() => void>();
  readonly #keeper: RunKeeper;
  #recorder: Recorder | null = null;
  /** Set while events are added that belong to an earlier time. */
  #frozenAt: number | null = null;
  #walk: WalkProgress | null = null;
  #previewEvents: readonly PreviewEvent[] = [];
  #previewProblems: readonly PreviewError[] = [];
  #previewWaits = 0;
  #cancelGather: (() => void) | null = null;
  #state: SessionState;

  constructor(options: SessionOptions, use: SessionDependencies, origin: SessionOrigin | null) {
    this.options = options;
    this.use = use;
    this.origin = origin;
    this.clock = new HeldClock(() => use.now());
    this.brand = (origin && lastBrand(origin.record)) ?? options.brand ?? null;
    this.#state = firstState(options, use, origin);
    this.#keeper = new RunKeeper({
      save: (record) => use.store.save(record),
      note: (record, keptSeq) => use.store.note(record, keptSeq),
      later: use.later,
      onState: (saved) => this.set({ saved }),
    });
  }

  get state(): SessionState {
    return this.#state;
  }

  get recorder(): Recorder | null {
    return this.#recorder;
  }

  get previewEvents(): readonly PreviewEvent[] {
    return this.#previewEvents;
  }

  /** The agent works, or another tab does: nothing may be changed by hand. */
  get busy(): boolean {
    return this.round !== null || this.#state.readOnly;
  }

  mustRecord(): Recorder {
    if (!this.#recorder) throw new Error('The record is opened before anything is told to it.');
    return this.#recorder;
  }

  wornBrand(demo: Demo): Brand {
    return this.brand ?? demo.brand;
  }

  wear(brand: Brand): void {
    this.brand = brand;
    this.set({ brand });
  }

  subscribe(onChange: () => void): () => void {
    this.#listeners.add(onChange);
    return () => this.#listeners.delete(onChange);
  }

  /** Nobody is told any more. */
  close(): void {
    this.#listeners.clear();
    this.#cancelGather?.();
  }

  /** Begins a record, or goes on with one; the story starts anew from it. */
  open(header: RecordHeader, events: Recorder['events'] = []): Recorder {
    this.clock = new HeldClock(() => this.use.now());
    const clock = this.clock;
    const recorder = new Recorder({ header, events, clock: () => this.#frozenAt ?? clock.now() });
    this.#recorder = recorder;
    this.#walk = null;
    this.#state = { ...this.#state, story: emptyStory(header) };
    recorder.subscribe(() => {
      this.news();
      this.gather();
      if (this.#isKept() && this.#state.story.rounds > 0) this.#keeper.touch(recorder);
    });
    this.flush();
    return recorder;
  }

  /** Adds to the record what belongs to an earlier time, ms since 1970. */
  recordAt(time: number | null, add: (recorder: Recorder) => void): void {
    this.#frozenAt = time;
    add(this.mustRecord());
    this.#frozenAt = null;
  }

  /** Writes the run to the browser's store now, where it is worth keeping. */
  async keep(): Promise<void> {
    const recorder = this.#recorder;
    if (recorder && this.#isKept() && this.tell().rounds > 0) await this.#keeper.flush(recorder);
  }

  /** The page is being left, and may never come back. */
  leave(): void {
    const recorder = this.#recorder;
    if (recorder && this.#isKept() && this.tell().rounds > 0) this.#keeper.leave(recorder);
  }

  showWalk(progress: WalkProgress | null): void {
    this.#walk = progress;
    if (progress) this.news();
    this.gather();
  }

  hear(event: PreviewEvent): void {
    if (event.type === 'loading') this.#previewEvents = [];
    this.#previewEvents = [...this.#previewEvents, event].slice(-MOST_PREVIEW_EVENTS);
    this.#previewProblems = standingProblems(this.#previewProblems, event);
    this.#previewWaits = secondsWaited(this.#previewWaits, event);
    this.news();
    this.gather();
  }

  news(): void {
    this.lastNews = this.use.now();
    if (this.#state.slow) this.set({ slow: null });
  }

  /** Tells the screens soon. */
  gather(): void {
    this.#cancelGather ??= this.use.later(GATHER_MS, () => this.flush());
  }

  /** Tells the screens now. */
  flush(): void {
    this.#cancelGather?.();
    this.#cancelGather = null;
    this.set({});
  }

  /** The story up to the last event. */
  tell(): Story {
    const { story } = this.#state;
    return this.#recorder ? tellStory(this.#recorder, story) : story;
  }

  set(change: Partial<SessionState>): void {
    const next = { ...this.#state, ...change, story: this.tell() };
    this.#state = { ...next, ...this.#derived(next) };
    for (const listener of [...this.#listeners]) listener();
  }

  #derived({ story, demo, previewReady }: SessionState): Partial<SessionState> {
    const suggestions = suggestionsFor(demo?.changes ?? [], story.human);
    const paths = this.ready?.files.paths ?? [];
    const workbook = this.ready?.workbook ?? null;
    return {
      steps: story.toolCalls,
      files: paths.length,
      paths,
      filesVersion: this.ready?.files.version ?? 0,
      clock: { base: story.activeMs, since: story.activeSince },
      usage: story.usage.input + story.usage.output > 0 || story.mode === 'live' ? story.usage : null,
      checks: checkRows(demo?.checks ?? [], story.checks?.results ?? null, this.#walk),
      checking: this.#walk !== null,
      checkedAt: story.checks ? new Date(story.checks.at).toISOString() : null,
      checksStale: story.checks?.stale ?? true,
      suggestions,
      outside: story.outside && {
        request: story.outside.request,
        nearest: suggestionsByLabel(suggestions, story.outside.nearest),
      },
      previewEvents: this.#previewEvents,
      previewError: this.#previewProblems[0] ?? null,
      previewWaits: this.#previewWaits,
      previewReady:
        previewReady ||
        workbook !== null ||
        this.#previewProblems.length > 0 ||
        this.#previewEvents.some((event) => SHOWN.has(event.type)),
      canUndo: !this.busy && this.#canUndo(),
      canRedo: !this.busy && workbook?.desk.canRedo === true,
      workbookVersion: workbook?.version ?? 0,
      workbookFocus: story.focus,
    };
  }

  #canUndo(): boolean {
    const workbook = this.ready?.workbook;
    if (workbook) return workbook.desk.canUndo;
    return this.#recorder !== null && lastChange(this.#recorder.events) !== null;
  }

  #isKept(): boolean {
    return this.options.keep !== false && !this.#state.readOnly;
  }
}
