/** One run of a demo, from the empty sandbox to the last change: no interface in it. */

import type { ModelSwitch } from '../agent/control.ts';
import { RunControl } from '../agent/control.ts';
import type { RunOutcome } from '../agent/loop.ts';
import type { ModelError } from '../agent/model.ts';
import type { StatusAnswer } from '../agent/model-access.ts';
import type { Tool } from '../agent/tool.ts';
import type { Brand } from '../brand/schema.ts';
import { createHeader } from '../run/header.ts';
import { Recorder } from '../run/recorder.ts';
import type { CheckOutcome, RecordedEvent, RecordHeader, RunRecord } from '../run/schema.ts';
import { emptyStory, tellStory } from '../run/story.ts';
import type { Story } from '../run/story-model.ts';
import type { PreviewError, PreviewEvent, Sandbox, SandboxKind } from '../sandbox/sandbox.ts';
import { checkRows, type WalkProgress, walkChecks } from './check-walk.ts';
import type { Demo } from './demo.ts';
import {
  availableRungs,
  firstRung,
  type LadderSources,
  makeStep,
  modeOf,
  rungAfter,
  type Step,
} from './ladder.ts';
import type { PreviewPlace } from './preview-place.ts';
import { ProjectFiles } from './project-files.ts';
import { RunKeeper } from './run-keeper.ts';
import type { RunLease } from './run-lease.ts';
import { browserDependencies } from './session-browser.ts';
import type { SessionDependencies, SessionParts } from './session-parts.ts';
import { runProblem, startProblem } from './session-problem.ts';
import type { Pace, Rung, SessionActions, SessionProblem, SessionState } from './session-state.ts';
import { suggestionsByLabel, suggestionsFor } from './suggestions.ts';
import { lastChange } from './undo.ts';

export interface SessionOptions {
  readonly demoId: string;
  /** Title on the screen until the demo is loaded. */
  readonly title?: string;
  /** Whose name and colours the demo wears; its own by default. */
  readonly brand?: Brand;
  /** Who shall play the model's part; the best that is there by default. */
  readonly want?: Rung | 'best';
  /** By default the server says which. */
  readonly engine?: SandboxKind;
  /** False for a run that nobody shall find again; true by default. */
  readonly keep?: boolean;
  /** Speed of a rehearsal; 1 by default. */
  readonly pace?: Pace;
  /** The run that `want: 'replay'` plays back; by default the newest that ended well. */
  readonly recording?: RunRecord;
}

/** A run that is taken up again, or copied. */
interface Origin {
  readonly record: RunRecord;
  /** The copy is a run of its own. */
  readonly fork: boolean;
}

/** Events of a preview that are kept. */
const MOST_PREVIEW_EVENTS = 500;
/** News is gathered this long before the screen is told, ms: fast enough for the eye, slow enough for the browser. */
const GATHER_MS = 32;
/** After this long without news the screen says what is awaited, ms. */
const SLOW_MS = 10_000;

/** What is there once the sandbox has booted. */
interface Ready {
  readonly demo: Demo;
  readonly parts: SessionParts;
  readonly sandbox: Sandbox;
  readonly files: ProjectFiles;
  readonly tools: readonly Tool[];
  readonly sources: LadderSources;
}

export class DemoSession implements SessionActions {
  readonly #options: SessionOptions;
  readonly #use: SessionDependencies;
  readonly #origin: Origin | null;
  readonly #listeners = new Set<() => void>();
  readonly #control = new RunControl();
  readonly #previews: PreviewPlace;
  readonly #keeper: RunKeeper;
  readonly #cleanUps: (() => void)[] = [];
  #boot = new AbortController();
  #preparing: Promise<boolean> | null = null;
  #ready: Ready | null = null;
  #recorder: Recorder | null = null;
  /** Set while events are added that belong to an earlier time. */
  #frozenAt: number | null = null;
  #round: Promise<void> | null = null;
  #walking: Promise<void> | null = null;
  #walk: WalkProgress | null = null;
  #walkStop = new AbortController();
  #step: Step | null = null;
  #brand: Brand | null;
  #lease: RunLease | null = null;
  #previewEvents: readonly PreviewEvent[] = [];
  #previewError: PreviewError | null = null;
  #lastNews = 0;
  #cancelGather: (() => void) | null = null;
  #state: SessionState;

  constructor(options: SessionOptions, dependencies?: SessionDependencies, origin?: Origin) {
    this.#options = options;
    this.#use = dependencies ?? browserDependencies();
    this.#origin = origin ?? null;
    this.#brand = origin?.record.header.brand ?? options.brand ?? null;
    this.#previews = this.#use.createPreviewPlace();
    this.#state = this.#firstState();
    this.#keeper = new RunKeeper({
      save: (record) => this.#use.store.save(record),
      later: this.#use.later,
      onState: (saved) => this.#set({ saved }),
    });
    this.#cleanUps.push(
      this.#use.onOnline(() => this.#set({ offline: !this.#use.isOnline() })),
      this.#control.subscribe(() => this.#followControl()),
    );
  }

  /** Takes a kept run up again: files, story and conversation as they were. Null where there is none. */
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

  getState = (): SessionState => this.#state;

  subscribe = (onChange: () => void): (() => void) => {
    this.#listeners.add(onChange);
    return () => this.#listeners.delete(onChange);
  };

  get sandbox(): Sandbox | null {
    return this.#ready?.sandbox ?? null;
  }

  /** The run as it is recorded so far; null before it was prepared. */
  get record(): RunRecord | null {
    return this.#recorder;
  }

  elapsed = (): number => {
    const { base, since } = this.#state.clock;
    return base + (since === null ? 0 : Math.max(0, this.#use.now() - since));
  };

  events = (from: number, to: number): readonly RecordedEvent[] => {
    return (this.#recorder?.since(from - 1) ?? []).filter((event) => event.seq <= to);
  };

  attachPreview = (element: HTMLElement | null): void => this.#previews.setElement(element);

  // Beginning

  prepare(): Promise<void> {
    this.#preparing ??= this.#prepare().then((ready) => {
      if (!ready) this.#preparing = null;
      return ready;
    });
    return this.#preparing.then(() => {});
  }

  async start(options: { readonly extra?: string } = {}): Promise<void> {
    if (this.#round || this.#state.readOnly) return;
    await this.#mustBeReady();
    const ready = this.#ready;
    if (!ready || this.#round || this.#state.readOnly) return;
    // "Try again" after a failure goes on where the record ends.
    if (this.#tell().rounds > 0) return this.#play(null);
    await this.#play({ text: ready.demo.goal(this.#wornBrand(ready.demo), options.extra) });
  }

  async request(text: string, changeId?: string): Promise<void> {
    const asked = text.trim();
    if (asked === '' || this.#state.readOnly) return;
    if (this.#round) return this.message(asked);
    await this.#mustBeReady();
    if (this.#tell().rounds === 0) return this.start({ extra: asked });
    await this.#play({ text: asked, ...(changeId ? { changeId } : {}) });
  }

  message(text: string): void {
    const said = text.trim();
    if (said === '' || this.#state.readOnly) return;
    if (this.#round) this.#control.message(said);
    else void this.request(said);
  }

  // Steering

  stop(): void {
    this.#walkStop.abort();
    if (this.#state.status === 'booting') {
      this.#boot.abort();
      this.#boot = new AbortController();
      this.#set({ status: 'stopped', slow: null });
    } else if (this.#round) this.#control.stop();
  }

  pause(): void {
    if (this.#round) this.#control.pause();
  }

  resume(): void {
    if (this.#round) this.#control.resume();
    else if (this.#state.interrupted || this.#state.status === 'stopped') void this.start();
  }

  async fallback(): Promise<void> {
    const { nextRung, status, readOnly } = this.#state;
    const ready = this.#ready;
    if (!nextRung || !ready || readOnly) return;
    const left = this.#step?.model.label ?? '';
    const reason = status === 'failed' ? 'The model did not answer.' : `${left} was left by hand.`;
    this.#takeStep(makeStep(nextRung, ready.sources), reason);
    const model = this.#step?.model;
    if (!model) return;
    if (this.#round) {
      this.#control.switchModel(model, reason);
      this.#control.resume();
    } else if (this.#tell().rounds === 0) this.#newRecord(ready);
    else if (status === 'failed' || status === 'stopped') await this.#play(null);
  }

  setPace(pace: Pace): void {
    this.#set({ pace });
  }

  setBrand(brand: Brand): void {
    this.#brand = brand;
    this.#set({ brand });
    const ready = this.#ready;
    if (!ready || this.#tell().rounds > 0) return;
    this.#takeStep(makeStep(this.#step?.rung ?? 'rehearsal', ready.sources), this.#state.mode.reason);
    this.#newRecord(ready);
  }

  // Files and checks

  async undo(): Promise<void> {
    const ready = this.#ready;
    const recorder = this.#recorder;
    if (!ready || !recorder || this.#isBusy()) return;
    const change = lastChange(recorder.events);
    if (!change) return;
    recorder.fact('human', { kind: 'undo', text: `Took back: ${change.label}`.slice(0, 300) });
    await ready.files.setByPerson(change.before);
    this.#flush();
  }

  async edit(path: string, text: string | null): Promise<void> {
    const ready = this.#ready;
    if (!ready || this.#isBusy()) return;
    const now = this.#tell().files[path] ?? null;
    if (now === text) return;
    const words = text === null ? `Removed ${path.slice(1)}` : `Changed ${path.slice(1)} by hand`;
    this.#recorder?.fact('human', { kind: 'edit', text: words });
    await ready.files.setByPerson(new Map([[path, text]]));
    this.#flush();
  }

  async reset(): Promise<void> {
    const ready = this.#ready;
    if (!ready || this.#state.readOnly) return;
    this.stop();
    await this.#round;
    await this.#walking;
    if (this.#recorder && this.#isKept() && this.#tell().rounds > 0) await this.#keeper.flush(this.#recorder);
    this.#lease?.release();
    this.#set({ runId: this.#use.createRunId(), interrupted: false, problem: null });
    this.#lease = await this.#use.takeLease(this.#state.runId);
    await ready.files.replaceAll(new Map(Object.entries(ready.demo.seed)));
    this.#takeStep(makeStep(this.#step?.rung ?? 'rehearsal', ready.sources), this.#state.mode.reason);
    this.#newRecord(ready);
    this.#set({ status: 'idle', saved: 'never' });
    await ready.sandbox.preview.reload().catch(() => {});
  }

  runChecks(): Promise<void> {
    if (this.#isBusy() || this.#state.readOnly) return Promise.resolve();
    this.#walking ??= this.#walkByPerson().finally(() => {
      this.#walking = null;
    });
    return this.#walking;
  }

  async fork(atStep: number): Promise<DemoSession> {
    const record = this.#recorder ?? this.#origin?.record;
    if (!record) throw new Error('A run that has not begun cannot be copied.');
    const until = this.#tell().steps[atStep]?.to ?? Number.POSITIVE_INFINITY;
    const events = record.events.filter((event) => event.seq <= until);
    const copy = new DemoSession(this.#options, this.#use, {
      record: { header: record.header, events },
      fork: true,
    });
    await copy.prepare();
    return copy;
  }

  async dispose(): Promise<void> {
    this.#boot.abort();
    this.#walkStop.abort();
    this.#control.stop();
    await this.#round;
    if (this.#recorder && this.#isKept() && this.#tell().rounds > 0) await this.#keeper.flush(this.#recorder);
    this.#listeners.clear();
    this.#cancelGather?.();
    for (const cleanUp of this.#cleanUps.splice(0)) cleanUp();
    this.#ready?.files.dispose();
    this.#previews.dispose();
    this.#lease?.release();
    await this.#ready?.sandbox.dispose();
    this.#ready = null;
  }

  // Booting

  async #mustBeReady(): Promise<void> {
    if (this.#ready) return;
    await this.prepare();
  }

  async #prepare(): Promise<boolean> {
    const { signal } = this.#boot;
    this.#news();
    this.#set({ status: 'booting', problem: null, slow: null });
    this.#watchSlowness();
    try {
      const ready = await this.#assemble(signal);
      if (!ready) {
        this.#lease?.release();
        this.#lease = null;
        return false;
      }
      this.#ready = ready;
      await this.#openRecord(ready);
      await ready.files.refresh();
      this.#set({ status: this.#state.interrupted ? 'stopped' : this.#restingStatus(), slow: null });
      void this.#previews.setSandbox(ready.sandbox);
      return true;
    } catch (error) {
      this.#lease?.release();
      this.#lease = null;
      if (signal.aborted) return false;
      this.#set({ status: 'failed', problem: startProblem(error), slow: null });
      return false;
    }
  }

  async #assemble(signal: AbortSignal): Promise<Ready | null> {
    const { demoId, recording } = this.#options;
    const runId = this.#state.runId;
    const [demo, parts, status, lease] = await Promise.all([
      this.#use.loadDemo(demoId),
      this.#use.loadParts(),
      this.#use.status(signal).catch(() => null),
      this.#use.takeLease(runId),
    ]);
    this.#lease = lease;
    this.#set({ readOnly: !lease.held, demo, title: demo.title, brand: this.#wornBrand(demo) });
    const [booted, newest] = await Promise.all([
      parts.bootSandbox({
        engine: this.#options.engine ?? status?.engine ?? 'embedded',
        ...(status?.webcontainerKey ? { webcontainerKey: status.webcontainerKey } : {}),
        signal,
      }),
      recording ?? this.#use.store.newest(demoId, runId).catch(() => null),
    ]);
    const { sandbox, fellBack } = booted;
    if (signal.aborted) {
      await sandbox.dispose();
      return null;
    }
    this.#set({ engine: { kind: sandbox.kind, ...(fellBack ? { fellBack } : {}) } });
    const files = new ProjectFiles({
      sandbox,
      recorder: () => this.#mustRecord(),
      agentWorks: () => this.#round !== null,
      onChange: () => this.#gather(),
    });
    this.#cleanUps.push(sandbox.preview.on((event) => this.#hear(event)));
    const tools = parts.createTools({ sandbox, runChecks: (stop) => this.#walkForAgent(stop) });
    return { demo, parts, sandbox, files, tools, sources: this.#ladder(demo, parts, status, newest) };
  }

  #ladder(
    demo: Demo,
    parts: SessionParts,
    status: StatusAnswer | null,
    recording: RunRecord | null,
  ): LadderSources {
    const pace = () => this.#state.pace;
    return {
      status,
      recording,
      live: (index) => {
        const model = status?.models[index];
        if (!model) throw new Error('There is no such model.');
        return parts.liveModel(model);
      },
      rehearsal: () => parts.rehearsalModel(demo.rehearsal(this.#wornBrand(demo)), pace),
      replay: (record) => parts.replayModel(record, pace),
    };
  }

  /** A new record, or the one that is taken up again; and the files that belong to it. */
  async #openRecord(ready: Ready): Promise<void> {
    const { sources, demo, files } = ready;
    const origin = this.#origin;
    const want = this.#options.want ?? 'best';
    const first = firstRung(want, availableRungs(sources), sources.status);
    this.#takeStep(makeStep(first.rung, sources), first.reason);
    if (!origin) {
      await files.replaceAll(new Map(Object.entries(demo.seed)));
      this.#newRecord(ready);
      return;
    }
    const { parentRunId: _parent, ...header } = origin.record.header;
    this.#tellFrom(
      new Recorder({
        header: origin.fork
          ? {
              ...header,
              runId: this.#state.runId,
              parentRunId: header.runId,
              startedAt: new Date(this.#use.now()).toISOString(),
            }
          : origin.record.header,
        events: origin.record.events,
        clock: () => this.#frozenAt ?? this.#use.now(),
      }),
    );
    this.#closeInterrupted();
    await files.replaceAll(new Map(Object.entries(this.#tell().files)));
  }

  /** A record with nothing but the seed in it. */
  #newRecord({ demo, sandbox }: Ready): void {
    const model = this.#step?.model;
    const replayOf = this.#state.mode.replayOf;
    const header: RecordHeader = createHeader({
      runId: this.#state.runId,
      ...(this.#state.parentRunId ? { parentRunId: this.#state.parentRunId } : {}),
      demo: demo.id,
      title: demo.title,
      mode: model?.mode ?? 'rehearsal',
      model: model?.label ?? '',
      engine: sandbox.kind,
      brand: this.#wornBrand(demo),
      startedAt: this.#use.now(),
      ...(replayOf ? { replayOf } : {}),
    });
    this.#tellFrom(new Recorder({ header, clock: () => this.#frozenAt ?? this.#use.now() }));
    for (const [path, after] of Object.entries(demo.seed)) {
      this.#recorder?.fact('file', { path, by: 'seed', before: null, after });
    }
    this.#flush();
  }

  #tellFrom(recorder: Recorder): void {
    this.#recorder = recorder;
    this.#walk = null;
    this.#state = { ...this.#state, story: emptyStory(recorder.header) };
    recorder.subscribe(() => {
      this.#news();
      this.#gather();
      if (this.#isKept() && this.#state.story.rounds > 0) this.#keeper.touch(recorder);
    });
    this.#flush();
  }

  /** The page was closed while the agent worked: the round ends when it was last heard of. */
  #closeInterrupted(): void {
    const story = this.#tell();
    if (story.status !== 'working' && story.status !== 'paused') return;
    this.#frozenAt = story.lastAt;
    const { runId } = this.#mustRecord().header;
    this.#mustRecord().append({
      type: 'RUN_FINISHED',
      threadId: runId,
      runId: `${runId}.${story.rounds}`,
      result: { reason: 'interrupted' },
      outcome: { type: 'cancelled' },
    });
    this.#frozenAt = null;
    this.#set({ interrupted: true });
  }

  // The agent's rounds

  async #play(request: { text: string; changeId?: string } | null): Promise<void> {
    const ready = this.#ready;
    const step = this.#step;
    if (!ready || !step || this.#round || this.#state.readOnly) return;
    this.#walkStop.abort();
    await this.#walking;
    this.#round = this.#runRound(ready, step, request);
    this.#news();
    this.#set({ status: 'working', problem: null, interrupted: false });
    await this.#round;
  }

  async #runRound(
    ready: Ready,
    step: Step,
    request: { text: string; changeId?: string } | null,
  ): Promise<void> {
    const { demo, parts, sandbox } = ready;
    let outcome: RunOutcome | null = null;
    try {
      await this.#previews.ensureAttached();
      outcome = await parts.runAgent({
        model: step.model,
        tools: ready.tools,
        sandbox,
        recorder: this.#mustRecord(),
        system: demo.system,
        ...(request ? { request } : {}),
        control: this.#control,
        clock: this.#use.now,
        onFailure: (error) => this.#takeOver(error),
      });
    } catch {
      outcome = null;
    }
    this.#round = null;
    this.#endRound(outcome);
  }

  #endRound(outcome: RunOutcome | null): void {
    const story = this.#tell();
    const outside = story.outside !== null;
    const slow = null;
    if (!outcome) {
      this.#set({ status: 'failed', problem: runProblem('broken', ''), slow });
    } else if (outcome.end === 'done' || outside) {
      this.#set({ status: 'done', problem: null, slow });
      if (this.#state.checksStale && !outside) void this.runChecks();
    } else if (outcome.end === 'stopped') this.#set({ status: 'stopped', slow });
    else this.#set({ status: 'failed', problem: this.#problemOf(outcome), slow });
  }

  #problemOf(outcome: RunOutcome): SessionProblem {
    const problem = runProblem(outcome.error?.code ?? outcome.end, outcome.text ?? '');
    const fallsBack = this.#state.nextRung !== null && outcome.end === 'failed';
    return { ...problem, canFallBack: fallsBack };
  }

  /** A second provider takes over by itself; anything less than live is the person's choice. */
  #takeOver(error: ModelError): ModelSwitch | null {
    const ready = this.#ready;
    if (!ready || this.#step?.rung !== 'live' || this.#state.nextRung !== 'second') return null;
    this.#takeStep(makeStep('second', ready.sources), error.message);
    return { model: this.#step.model, reason: error.message };
  }

  #takeStep(step: Step, reason?: string): void {
    const ready = this.#ready;
    this.#step = step;
    this.#set({
      mode: modeOf(step, reason),
      nextRung: ready ? rungAfter(step.rung, availableRungs(ready.sources)) : null,
    });
  }

  // Checks

  async #walkByPerson(): Promise<void> {
    this.#walkStop = new AbortController();
    try {
      const results = await this.#walkChecks(this.#walkStop.signal);
      this.#recorder?.fact('checks', { results: results.map((result) => ({ ...result })) });
    } catch {
      // Stopped: what was measured before stands.
    } finally {
      this.#walk = null;
      this.#flush();
    }
  }

  async #walkForAgent(signal: AbortSignal): Promise<readonly CheckOutcome[]> {
    try {
      return await this.#walkChecks(signal);
    } finally {
      this.#walk = null;
      this.#gather();
    }
  }

  async #walkChecks(signal: AbortSignal): Promise<readonly CheckOutcome[]> {
    const ready = this.#ready;
    if (!ready) return [];
    const { demo, sandbox } = ready;
    const session = this;
    await this.#previews.ensureAttached();
    const context = {
      sandbox,
      brand: this.#wornBrand(demo),
      signal,
      get events() {
        return session.#previewEvents;
      },
    };
    return walkChecks(demo.checks, context, (progress) => {
      this.#walk = progress;
      this.#news();
      this.#gather();
    });
  }

  // News

  #hear(event: PreviewEvent): void {
    if (event.type === 'loading') this.#previewEvents = [];
    this.#previewEvents = [...this.#previewEvents, event].slice(-MOST_PREVIEW_EVENTS);
    if (event.type === 'ready' || event.type === 'updated') this.#previewError = null;
    if (event.type === 'error') this.#previewError = event.error;
    this.#news();
    this.#gather();
  }

  #followControl(): void {
    const { paused, pauseAsked, queued } = this.#control.state;
    const working = this.#state.status === 'working' || this.#state.status === 'paused';
    this.#set({
      pauseAsked,
      queued,
      ...(working && this.#round ? { status: paused ? 'paused' : 'working' } : {}),
    });
  }

  #watchSlowness(): void {
    const stop = this.#use.every(1000, () => {
      const { status, slow } = this.#state;
      const waits = status === 'booting' || status === 'working';
      const late = waits && this.#use.now() - this.#lastNews >= SLOW_MS;
      if (late && !slow) this.#set({ slow: { what: this.#awaited(), since: this.#lastNews } });
    });
    this.#cleanUps.push(stop);
  }

  #awaited(): string {
    if (this.#state.status === 'booting')
      return 'Still setting up the sandbox. The first time takes longest.';
    const story = this.#tell();
    if (story.waiting) return story.waiting.text;
    const running = story.steps.findLast((step) => step.state === 'running');
    if (running?.kind === 'call') return `Still at it: ${running.text}`;
    return this.#step?.model.mode === 'live'
      ? `Waiting for ${this.#step.model.label} to answer`
      : 'Waiting for the next step';
  }

  #news(): void {
    this.#lastNews = this.#use.now();
    if (this.#state.slow) this.#set({ slow: null });
  }

  // State

  #gather(): void {
    this.#cancelGather ??= this.#use.later(GATHER_MS, () => this.#flush());
  }

  #flush(): void {
    this.#cancelGather?.();
    this.#cancelGather = null;
    this.#set({});
  }

  /** The story up to the last event. */
  #tell(): Story {
    const { story } = this.#state;
    return this.#recorder ? tellStory(this.#recorder, story) : story;
  }

  #set(change: Partial<SessionState>): void {
    const story = this.#tell();
    const next = { ...this.#state, ...change, story };
    this.#state = { ...next, ...this.#derived(next) };
    for (const listener of [...this.#listeners]) listener();
  }

  #derived(state: SessionState): Partial<SessionState> {
    const { story, demo } = state;
    const suggestions = suggestionsFor(demo?.changes ?? [], story.human);
    const paths = this.#ready?.files.paths ?? [];
    return {
      steps: story.toolCalls,
      files: paths.length,
      paths,
      filesVersion: this.#ready?.files.version ?? 0,
      clock: { base: story.activeMs, since: story.activeSince },
      usage: story.usage.answers > 0 || story.mode === 'live' ? story.usage : null,
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
      previewError: this.#previewError,
      previewReady: state.previewReady || this.#previewEvents.some((event) => SHOWN.has(event.type)),
      canUndo: !this.#isBusy() && this.#recorder !== null && lastChange(this.#recorder.events) !== null,
    };
  }

  #firstState(): SessionState {
    const { record, fork } = this.#origin ?? {};
    const header = record?.header;
    const runId = header && !fork ? header.runId : this.#use.createRunId();
    const parentRunId = fork ? header?.runId : header?.parentRunId;
    return {
      runId,
      ...(parentRunId ? { parentRunId } : {}),
      demo: null,
      title: this.#options.title ?? '',
      brand: this.#brand ?? UNBRANDED,
      status: 'idle',
      engine: null,
      mode: { mode: 'rehearsal', rung: 'rehearsal', label: '' },
      clock: { base: 0, since: null },
      steps: 0,
      files: 0,
      usage: null,
      story: emptyStory({ mode: 'rehearsal', model: '' }),
      checks: [],
      checking: false,
      checkedAt: null,
      checksStale: true,
      slow: null,
      problem: null,
      offline: !this.#use.isOnline(),
      pauseAsked: false,
      queued: [],
      pace: this.#options.pace ?? 1,
      suggestions: [],
      outside: null,
      previewEvents: [],
      previewError: null,
      previewReady: false,
      canUndo: false,
      paths: [],
      filesVersion: 0,
      interrupted: false,
      nextRung: null,
      readOnly: false,
      saved: 'never',
    };
  }

  #restingStatus(): SessionState['status'] {
    const { status } = this.#tell();
    if (status === 'done' || status === 'stopped') return status;
    return this.#tell().rounds > 0 ? 'stopped' : 'idle';
  }

  #isBusy(): boolean {
    return this.#round !== null || this.#state.readOnly;
  }

  #isKept(): boolean {
    return this.#options.keep !== false && !this.#state.readOnly;
  }

  #wornBrand(demo: Demo): Brand {
    return this.#brand ?? demo.brand;
  }

  #mustRecord(): Recorder {
    if (!this.#recorder) throw new Error('The record is opened before anything is told to it.');
    return this.#recorder;
  }
}

const UNBRANDED: Brand = { name: 'Your company', primary: '#0e6a5b' };
const SHOWN: ReadonlySet<string> = new Set(['ready', 'updated', 'error']);
