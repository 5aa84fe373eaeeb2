/** What a {@link DemoSession} tells its screens: one immutable object, replaced on every change. */
import type { Brand } from '../brand/schema.ts';
import type { CheckOutcome, Mode, RecordedEvent, RecordHeader, RunRecord } from '../run/schema.ts';
import type { CellFocus, Story, UsageTotals } from '../run/story-model.ts';
import type { PreviewError, PreviewEvent, Sandbox, SandboxKind } from '../sandbox/sandbox.ts';
import type { WorkbookDesk } from '../workbook/desk.ts';
import type { Judges } from '../workbook/judged.ts';
import type { WorkbookCommand } from '../workbook/schema.ts';
import type { Demo } from './demo.ts';

/**
 * Where a session stands. `idle` before the first start; `booting` until the sandbox is there;
 * `paused` keeps everything; `stopped` was ended by the person; `done` is the end of the agent's work
 * (a further request starts `working` again); `failed` carries a `problem`.
 */
export type SessionStatus = 'idle' | 'booting' | 'working' | 'paused' | 'done' | 'stopped' | 'failed';

/** What happened, what it means, what to do: the three sentences of every error. */
export interface SessionProblem {
  readonly code: string;
  readonly what: string;
  readonly means: string;
  readonly do: string;
  /** The next rung is worth trying (`fallback()`). */
  readonly canFallBack: boolean;
}

/** `unmeasured`: it was tried and could not be measured; that says nothing about the work. */
export type CheckState = 'waiting' | 'running' | 'pass' | 'fail' | 'unmeasured';

/** One check as the panel shows it. */
export interface CheckRow {
  readonly id: string;
  readonly title: string;
  readonly why: string;
  readonly state: CheckState;
  /** What was measured, against what, where; empty while it was never run. */
  readonly detail: string;
  /** A place in the preview, or cells of the workbook. */
  readonly where?: CheckOutcome['where'];
  /** A request to the agent that would repair it. */
  readonly fix?: string;
  /** Of a workbook: whether the check knows what the numbers must be. */
  readonly judges?: Judges;
}

/** A next request that can be offered as a chip. */
export interface Suggestion {
  readonly id: string;
  readonly label: string;
  /** `undo` calls `undo()`, all else `request(label, id)`. */
  readonly kind: 'change' | 'undo';
  /** True once it was asked for in this run. */
  readonly used: boolean;
}

export interface SessionEngine {
  readonly kind: SandboxKind;
  /** Set where another engine was wanted: what happened and what to do about it. */
  readonly fellBack?: { readonly code: string; readonly what: string; readonly remedy: string };
}

/** Which rung of the ladder plays the model's part. */
export type Rung = 'live' | 'second' | 'rehearsal' | 'replay';

export interface SessionMode {
  readonly mode: Mode;
  readonly rung: Rung;
  /** Model id, title of the rehearsal, or what is replayed. */
  readonly label: string;
  /** Why it is not the mode that was asked for. */
  readonly reason?: string;
  /** What a replay plays back. */
  readonly replayOf?: RecordHeader['replayOf'];
}

/** Speed of a rehearsal or replay: `full` as fast as it goes, 1 as a person can follow, up to 4 times that. */
export type Pace = 'full' | 1 | 2 | 3 | 4;

/** A kept run whose record is not whole, so that it is neither taken up nor played back. */
export interface DamagedRun {
  readonly runId: string;
  /** First step that cannot be relied on, counted as screens do. */
  readonly step: number;
  readonly wantedFor: 'resume' | 'replay';
}

export interface SessionState {
  readonly runId: string;
  readonly parentRunId?: string;
  /** The demo once loaded; null until then. */
  readonly demo: Demo | null;
  readonly title: string;
  /** What the agent makes; until the demo is loaded, what was said when the session was made. */
  readonly artefact: Demo['artefact'];
  readonly brand: Brand;
  readonly status: SessionStatus;
  readonly engine: SessionEngine | null;
  readonly mode: SessionMode;
  /** Active time: `base` ms plus, where `since` is set, the time since then (session clock, ms). */
  readonly clock: { readonly base: number; readonly since: number | null };
  /** Tool calls begun. */
  readonly steps: number;
  /** Files in the project. */
  readonly files: number;
  /** Tokens and cost of a live model; null in a rehearsal or replay (they spend none). */
  readonly usage: UsageTotals | null;
  /** Phases, steps, files at each step, the file being written: see `run/story-model.ts`. */
  readonly story: Story;
  readonly checks: readonly CheckRow[];
  /** Checks are being walked now, by the person or by the agent. */
  readonly checking: boolean;
  /** ISO time of the last full walk; null where never, or where files changed since (`stale`). */
  readonly checkedAt: string | null;
  readonly checksStale: boolean;
  /** Set after 10 s without news: what is awaited, and since when (session clock, ms). */
  readonly slow: { readonly what: string; readonly since: number } | null;
  readonly problem: SessionProblem | null;
  /** The browser is offline: live models cannot answer, all else works. */
  readonly offline: boolean;
  /** A pause was asked for and takes effect at the next step. */
  readonly pauseAsked: boolean;
  /** Messages that take effect at the next step. */
  readonly queued: readonly string[];
  readonly pace: Pace;
  readonly suggestions: readonly Suggestion[];
  /** The last request was outside the script: it needs a live model; the nearest scripted ones. */
  readonly outside: { readonly request: string; readonly nearest: readonly Suggestion[] } | null;
  /** Everything the preview said since it was last loaded (at most 500). */
  readonly previewEvents: readonly PreviewEvent[];
  /** The first of the problems that stand on the preview now. */
  readonly previewError: PreviewError | null;
  /** Seconds for which the page has not answered and is waited for; 0 where it answers. */
  readonly previewWaits: number;
  /** The page of a run that was taken up is not started by itself: the last time it never got ready. */
  readonly previewHeld: boolean;
  /** The preview has shown a first page, or the workbook is there. */
  readonly previewReady: boolean;
  readonly canUndo: boolean;
  /** Something was taken back that can be made again; demos of models only. */
  readonly canRedo: boolean;
  /** Grows with every change of the workbook that lasts; 0 in a demo of an app. */
  readonly workbookVersion: number;
  /** The part of the workbook that the agent works on now. */
  readonly workbookFocus: CellFocus | null;
  /** The cell that the person selected, with its sheet, like CashFlow!G9. */
  readonly selectedCell: string | null;
  /** Paths of the project's files, sorted; replaced when one comes or goes. */
  readonly paths: readonly string[];
  /** Grows with every settled change of files, so that a view reads anew. */
  readonly filesVersion: number;
  /** The page was closed in the middle of the agent's work; `resume()` goes on from there. */
  readonly interrupted: boolean;
  /** Where `fallback()` would lead; null where it leads nowhere. */
  readonly nextRung: Rung | null;
  /** A kept run that was wanted and is damaged: what it was wanted for, and from which step on it cannot be used. */
  readonly damagedRun: DamagedRun | null;
  /** Another tab holds this run; this one only shows it. */
  readonly readOnly: boolean;
  /** `erased`: everything was erased while the run went on; what it adds now is not kept. */
  readonly saved: 'never' | 'saving' | 'saved' | 'failed' | 'erased';
}

/** What the screens may call. Every method is safe in every state: where it makes no sense it does nothing. */
export interface SessionActions {
  getState(): SessionState;
  subscribe(onChange: () => void): () => void;
  /** The sandbox, once booted: for preview, terminal and files. */
  readonly sandbox: Sandbox | null;
  /** The live workbook of a demo of a model, once prepared; null in a demo of an app. */
  readonly workbook: WorkbookDesk | null;
  /** The run as it is recorded so far; null before it was prepared. */
  readonly record: RunRecord | null;
  /** ms of active time now. */
  elapsed(): number;
  /** Events of the run record with `from <= seq <= to`. */
  events(from: number, to: number): readonly RecordedEvent[];
  /** Where the preview shall be shown; null takes it away. Call it before or after the boot. */
  attachPreview(element: HTMLElement | null): void;
  /** Starts the page that is held back; a change of its files does so too. */
  startPreview(): void;
  /** Loads the demo and boots the sandbox with the seed, so that a preview shows before any agent works. */
  prepare(): Promise<void>;
  /** Prepares, then gives the agent its goal; `extra` is the person's own wish. */
  start(options?: { readonly extra?: string }): Promise<void>;
  /** A change: starts a new round when the agent rests, joins the next step while it works. */
  request(text: string, changeId?: string): Promise<void>;
  /** A word to the running agent; takes effect at the next step. */
  message(text: string): void;
  stop(): void;
  pause(): void;
  resume(): void;
  /** Takes back the last round of changes (agent's or person's). */
  undo(): Promise<void>;
  /** Makes again what was taken back last; demos of models only. */
  redo(): Promise<void>;
  /** Back to the seed: files, conversation, checks. The earlier run stays among the runs. */
  reset(): Promise<void>;
  /**
   * A person's own change of the workbook, recorded as one moment under its label ("Churn a month to 2.4 %").
   * Does nothing while the agent works. Throws `WorkbookError` and changes nothing where it cannot be.
   */
  editWorkbook(commands: readonly WorkbookCommand[], label: string): void;
  /** Tells which cell the person selected; null where none is. */
  selectCell(cell: string | null): void;
  /** A person's own edit of a file; null removes it. */
  edit(path: string, text: string | null): Promise<void>;
  runChecks(): Promise<void>;
  /** Next rung: live, second provider, rehearsal, replay. Files are kept. */
  fallback(): Promise<void>;
  setPace(pace: Pace): void;
  setBrand(brand: Brand): void;
  /** A new session on the files and conversation as they were at a step; this one is left as it is. */
  fork(atStep: number): Promise<SessionActions>;
  dispose(): Promise<void>;
}
