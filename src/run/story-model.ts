/** What {@link tellStory} tells: the view model of every screen that shows a run. Plain data, replaced on change. */
import type { CellInput } from '../workbook/engine.ts';
import type { PartialObject } from './partial-json.ts';
import type { CheckOutcome, Mode } from './schema.ts';

/** Picture beside a step. */
export type StepIcon =
  | 'write'
  | 'edit'
  | 'read'
  | 'list'
  | 'command'
  | 'tests'
  | 'look'
  | 'use'
  | 'checks'
  | 'briefing'
  | 'cells'
  | 'format'
  | 'name'
  | 'chart'
  | 'driver'
  | 'scenario'
  | 'sensitivity'
  | 'trace'
  | 'tool'
  | 'say'
  | 'think'
  | 'person'
  | 'notice';

/** `cut`: ended by Stop, a limit or a change of model before it was through. */
export type StepState = 'running' | 'ok' | 'failed' | 'cut';

/** Second level of a step: what there is to see when it is opened. */
export type StepDetail =
  /** A file before and after; show it with `diffText(before, after)`. */
  | {
      readonly type: 'file';
      readonly path: string;
      readonly before: string | null;
      readonly after: string | null;
    }
  /** A file that is being written now, as far as it has arrived. */
  | { readonly type: 'writing'; readonly path: string; readonly text: string; readonly replaces: boolean }
  | { readonly type: 'command'; readonly command: string; readonly output: string }
  | { readonly type: 'tests'; readonly command: string; readonly output: string; readonly tests: TestOutcome }
  /** Cells that were written; `told` is what the agent read about it. */
  | {
      readonly type: 'cells';
      readonly blocks: readonly CellBlock[];
      /** Blocks that are not shown. */
      readonly more: number;
      readonly told: string;
    }
  /** Cells that are being written now: `text` is the JSON of the rows so far, for `rowsSoFar`. */
  | { readonly type: 'writing-cells'; readonly sheet: string; readonly at: string; readonly text: string }
  /** What the agent saw of the page: errors, outline, text. */
  | { readonly type: 'outline'; readonly text: string }
  | { readonly type: 'checks'; readonly results: readonly CheckOutcome[] }
  | { readonly type: 'text'; readonly text: string };

/** A formula that a fill copied to another place: `moveFormula` of the workbook tells how it reads there. */
export interface MovedFormula {
  /** As it was written at the first place, without `=`. */
  readonly formula: string;
  /** How far it was moved. */
  readonly rows: number;
  readonly columns: number;
}

/** What the record knows of a cell. */
export type KnownCell = CellInput | MovedFormula;

/** Cells that were written at once. */
export interface CellBlock {
  readonly sheet: string;
  /** Top left cell. */
  readonly at: string;
  /** What was written; a fill repeats it over the rest of the area. */
  readonly rows: readonly (readonly CellInput[])[];
  /** What stood there before; null where nothing did. */
  readonly before: readonly (readonly KnownCell[])[] | null;
  /** All of it, with what was filled: E6:BL9. */
  readonly area: string;
}

/** An area of a sheet that the agent works on. */
export interface CellFocus {
  readonly sheet: string;
  readonly area: string;
}

/** What the record knows of a workbook without calculating it. */
export interface StoryWorkbook {
  /** Names of its sheets, in order. */
  readonly sheets: readonly string[];
  readonly formulas: number;
  /** Changes so far, taken back ones too: the workbook is another one where this is. */
  readonly changes: number;
}

export interface TestOutcome {
  readonly passed: number;
  readonly failed: number;
  readonly firstFailure?: string;
}

export interface StoryStep {
  /** Unique in the story, the same each time it is told. */
  readonly id: string;
  /** Place in `Story.steps`, from 0. */
  readonly index: number;
  readonly phaseId: string;
  /** 1 for the first request, 2 for the first change … */
  readonly round: number;
  /**
   * `call` is a tool at work, `say` the agent's words, `think` its thinking: there to be looked up, read out
   * nowhere. `person` is a human moment, `notice` news of the run.
   */
  readonly kind: 'call' | 'say' | 'think' | 'person' | 'notice';
  readonly icon: StepIcon;
  readonly state: StepState;
  /** One plain sentence. */
  readonly text: string;
  readonly detail: StepDetail | null;
  /** Id of the message of a `say`. */
  readonly messageId?: string;
  /** Name of the tool of a `call`. */
  readonly tool?: string;
  readonly callId?: string;
  /** ms since 1970. */
  readonly startedAt: number;
  /** null while it runs. */
  readonly endedAt: number | null;
  /** Third level: `events` with `from <= seq <= to`. */
  readonly from: number;
  readonly to: number;
}

export interface StoryPhase {
  readonly id: string;
  readonly title: string;
  readonly round: number;
  readonly state: 'running' | 'done' | 'failed' | 'cut';
  readonly startedAt: number;
  readonly endedAt: number | null;
  readonly steps: readonly StoryStep[];
}

/** A file as it streams in from the model. `text` is complete up to what has arrived. */
export interface WritingFile {
  readonly callId: string;
  readonly path: string;
  readonly text: string;
  /** True where `text` is the new part of an edit, false where it is the whole file. */
  readonly part: boolean;
  /** Cells of a workbook instead of a file: then `path` names them (PnL!E6) and `text` is their rows as lines. */
  readonly cells?: {
    readonly sheet: string;
    readonly at: string;
    readonly rows: readonly (readonly CellInput[])[];
  };
}

export interface HumanMoment {
  /** `answer`: a request that answers what the agent asked; the round that it was asked in goes on. */
  readonly kind:
    | 'request'
    | 'answer'
    | 'message'
    | 'pause'
    | 'resume'
    | 'stop'
    | 'undo'
    | 'redo'
    | 'edit'
    | 'override';
  readonly text: string;
  readonly at: number;
  readonly seq: number;
  readonly round: number;
}

export interface ModeChange {
  readonly mode: Mode;
  readonly model: string;
  readonly reason: string;
  readonly at: number;
  readonly seq: number;
}

/** Tokens and cost, summed. */
export interface UsageTotals {
  readonly input: number;
  readonly output: number;
  readonly cacheRead: number;
  readonly cacheWrite: number;
  readonly reasoning: number;
  /** Sum of the answers with a known price. */
  readonly microUsd: number;
  /** Answers of the model without a known price: `microUsd` is then too low. */
  readonly unpriced: number;
  readonly estimated: boolean;
  readonly answers: number;
}

export type StoryStatus =
  | 'empty'
  | 'working'
  | 'paused'
  | 'done'
  /** The agent asked something and waits for the answer. */
  | 'asks'
  | 'stopped'
  | 'limit'
  | 'refused'
  | 'failed';

export interface Story {
  /** First level: the run in one line. */
  readonly line: string;
  readonly status: StoryStatus;
  /** Mode and model now. In a replay the mode stays `replay`; `model` is the one that is replayed. */
  readonly mode: Mode;
  readonly model: string;
  readonly modeChanges: readonly ModeChange[];
  /** Every mode that the run had so far, each once. */
  readonly modes: readonly Mode[];
  readonly phases: readonly StoryPhase[];
  /** All steps in order, over all phases. */
  readonly steps: readonly StoryStep[];
  /** The file, or the cells, being written now. */
  readonly writing: WritingFile | null;
  /** Text of every file the record knows of, as it is now; path → text. */
  readonly files: Readonly<Record<string, string>>;
  /** Null where the run makes no workbook. */
  readonly workbook: StoryWorkbook | null;
  /** Where in the workbook the agent works now. */
  readonly focus: CellFocus | null;
  /** Result of the last walk of the checks; `stale` once a file or the workbook changed after it. */
  readonly checks: {
    readonly results: readonly CheckOutcome[];
    readonly at: number;
    readonly stale: boolean;
  } | null;
  readonly tests: (TestOutcome & { readonly at: number }) | null;
  /** Spent by live models in this run. Zero in a rehearsal and in a replay. */
  readonly usage: UsageTotals;
  /** Spent once by the run that is replayed. Never added to `usage`. */
  readonly replayedUsage: UsageTotals;
  readonly human: readonly HumanMoment[];
  /** Human moments that steered the agent: messages, changes asked for, stops, undos, edits, overrides. */
  readonly interventions: number;
  readonly toolCalls: number;
  /** What the agent asked and nobody has answered yet. */
  readonly question: { readonly text: string; readonly choices: readonly string[] } | null;
  /** How often tests or checks that failed passed later. */
  readonly repairs: number;
  /** The last request was outside the script. */
  readonly outside: { readonly request: string; readonly nearest: readonly string[] } | null;
  /** Set while the kit waits before it asks the model again. */
  readonly waiting: { readonly text: string; readonly until: number } | null;
  /** Why the run ended, where it failed or met a limit. */
  readonly problem: { readonly code: string; readonly text: string; readonly hint: string } | null;
  readonly startedAt: number | null;
  /** ms of work so far, without pauses and rests; while `activeSince` is set, add the time since then. */
  readonly activeMs: number;
  /** ms since 1970; null while the agent rests. */
  readonly activeSince: number | null;
  /** Active time of the first round; null until a second one began. */
  readonly firstRoundMs: number | null;
  /** Time of the last event. */
  readonly lastAt: number | null;
  readonly rounds: number;
  /** Sequence number of the last event told. */
  readonly seq: number;
  /** For `tellStory` alone: what it must remember to tell on. */
  readonly telling: StoryMemory;
}

/** A call that is not through yet. */
export interface OpenCall {
  readonly name: string;
  /** Index of its step; null where it has none (`set_phase`). */
  readonly step: number | null;
  readonly input: PartialObject;
  readonly output: string;
  /** What the agent was told. */
  readonly result: string;
  readonly tests: TestOutcome | null;
}

export interface StoryMemory {
  readonly calls: Readonly<Record<string, OpenCall>>;
  /** Open message → its text and, once it said something, its step. */
  readonly messages: Readonly<Record<string, { readonly text: string; readonly step: number | null }>>;
  /** Paths the agent wrote. */
  readonly written: Readonly<Record<string, true>>;
  /** What was typed or filled into each sheet; its name in capitals → place of the cell → input. */
  readonly cells: Readonly<Record<string, ReadonlyMap<number, KnownCell>>>;
  /** The next request answers a question of the agent. */
  readonly answering: boolean;
  /** Step of what the model thinks now. */
  readonly thinking: number | null;
  /** Step of the retry that is waited for. */
  readonly retry: number | null;
  readonly checksFailed: boolean;
  /** The agent's own look at its model (`check`) found something. */
  readonly modelFailed: boolean;
}
