/** What a {@link DemoSession} is made of. Everything heavy arrives through `loadParts`, when a run starts. */
import type { RunOptions, RunOutcome } from '../agent/loop.ts';
import type { Model } from '../agent/model.ts';
import type { ModelStatus, StatusAnswer } from '../agent/model-access.ts';
import type { RehearsalScript } from '../agent/models/rehearsal.ts';
import type { ReplayRunOptions } from '../agent/replay-run.ts';
import type { Tool } from '../agent/tool.ts';
import type { Recorder } from '../run/recorder.ts';
import type { CheckOutcome, OwnEventValue, RecordedEvent, RunRecord } from '../run/schema.ts';
import type { Sandbox, SandboxKind } from '../sandbox/sandbox.ts';
import type { KeptText } from '../storage/items.ts';
import type { WorkbookDesk, WorkbookDeskOptions } from '../workbook/desk.ts';
import type { Briefing } from './briefing.ts';
import type { Demo } from './demo.ts';
import type { PreviewPlace } from './preview-place.ts';
import type { RunLease } from './run-lease.ts';
import type { Pace } from './session-state.ts';

export interface BootRequest {
  readonly engine: SandboxKind;
  readonly webcontainerKey?: string;
  readonly signal: AbortSignal;
}

export interface BootedSandbox {
  readonly sandbox: Sandbox;
  readonly fellBack?: { readonly code: string; readonly what: string; readonly remedy: string };
}

/** Asked at every pause, so that the speed can change while it runs. */
export type PaceNow = () => Pace;

/** What a demo of a model needs besides. */
export interface WorkbookParts {
  createDesk(options: WorkbookDeskOptions): WorkbookDesk;
  createTools(options: {
    readonly desk: WorkbookDesk;
    readonly briefing?: Briefing | undefined;
    readonly runChecks: (signal: AbortSignal) => Promise<readonly CheckOutcome[]>;
    readonly structureOnly: boolean;
  }): readonly Tool[];
  /** Brings the desk to where a record leaves it. */
  takeUp(desk: WorkbookDesk, events: readonly RecordedEvent[]): void;
  /** Carries out what a recorded run did next; `events` are those played so far. */
  follow(desk: WorkbookDesk, value: OwnEventValue<'workbook'>, events: readonly RecordedEvent[]): void;
}

export interface SessionParts {
  bootSandbox(request: BootRequest): Promise<BootedSandbox>;
  runAgent(options: RunOptions): Promise<RunOutcome>;
  /** Ends a round that the record left open. */
  closeInterrupted(recorder: Recorder): void;
  /** Fetched for a demo of a model only. */
  loadWorkbook(): Promise<WorkbookParts>;
  createTools(options: {
    readonly sandbox: Sandbox;
    readonly runChecks: (signal: AbortSignal) => Promise<readonly CheckOutcome[]>;
  }): readonly Tool[];
  liveModel(model: ModelStatus): Model;
  rehearsalModel(script: RehearsalScript, pace: PaceNow): Model;
  /** Stands for the recorded run on the ladder and the badge; `replayRun` plays it. */
  replayModel(record: RunRecord): Model;
  replayRun(options: Omit<ReplayRunOptions, 'pace'> & { readonly paceNow: PaceNow }): Promise<void>;
}

/** Where runs are kept. */
export interface SessionStore {
  save(record: RunRecord): Promise<void>;
  /** Writes down at once the events after `keptSeq`, for a page that is being left; false where it cannot. */
  note(record: RunRecord, keptSeq: number): boolean;
  load(runId: string): Promise<RunRecord | null>;
  /** The newest run of a demo that ended well, to be played back; null where there is none. */
  newest(demoId: string, except: string): Promise<RunRecord | null>;
}

export interface SessionDependencies {
  loadDemo(id: string): Promise<Demo>;
  loadParts(): Promise<SessionParts>;
  /** What the server says about models and engines; null where it cannot be reached. */
  status(signal: AbortSignal): Promise<StatusAnswer | null>;
  readonly store: SessionStore;
  /** ms since 1970. */
  now(): number;
  /** Calls back again and again; returns what ends it. */
  every(ms: number, run: () => void): () => void;
  /** Calls back once, later; returns what cancels it. */
  later(ms: number, run: () => void): () => void;
  takeLease(runId: string): Promise<RunLease>;
  createPreviewPlace(): PreviewPlace;
  /** Set while the page of a run starts: where it is still set when the run is taken up, the page never got ready. */
  startMark(runId: string): KeptText;
  isOnline(): boolean;
  /** Calls back when the browser goes on or off line. */
  onOnline(listener: () => void): () => void;
  /** Calls back while the page is being left. */
  onLeave(listener: () => void): () => void;
  createRunId(): string;
}
