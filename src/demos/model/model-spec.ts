/** What a model of a briefing must hold, by defined names: the only contract between a model and its checks. */
import type { Briefing } from '../briefing.ts';

/** An assumption: one cell with a name. With scenarios it is the live cell, the one that formulas read. */
export interface ModelInput {
  readonly name: string;
  /** In words: "Churn a month". */
  readonly label: string;
  /** Where the briefing says it; citing one of them is enough. */
  readonly paragraphs: readonly string[];
  /** In each scenario, against the first: −1 lower, 0 the same or not said, 1 higher. */
  readonly across?: readonly (-1 | 0 | 1)[];
}

/** A result: a range with a name, one cell a period. */
export interface ModelLine {
  readonly name: string;
  readonly label: string;
  /** What it counts and what not, where the label could mean two things; a live model is told. */
  readonly means?: string;
  /** Positive: no cell is below 0; negative: none is above. */
  readonly sign?: 'positive' | 'negative';
}

/** A line of the cash flow that is the change of a line of the balance sheet. */
export interface ModelMovement {
  readonly line: string;
  readonly balance: string;
  /** The input that holds the balance before the first period; 0 where absent. */
  readonly opening?: string;
  /** 1: more of the balance brings cash (payables); −1: it ties cash up (receivables). */
  readonly direction: 1 | -1;
}

/** Something that the briefing leaves open, or says twice. */
export interface OpenPoint {
  /** In words: "how long a machine is written off". */
  readonly about: string;
  readonly paragraphs: readonly string[];
  /** A word that a note on it cannot do without. */
  readonly word: RegExp;
}

export type ModelInputs = Readonly<Record<string, number>>;
/** Values by line, one a period. */
export type ModelLines = Readonly<Record<string, readonly number[]>>;

export interface ModelSpec {
  readonly briefing: Briefing;
  readonly periods: number;
  /** A line of dates, the last day of each period. */
  readonly periodEnd: string;
  /** The name of the cell that chooses, and what 1, 2, 3 … are called. */
  readonly scenario: { readonly name: string; readonly labels: readonly string[] };
  readonly inputs: readonly ModelInput[];
  /** Names that a change may add; they are given to the second calculation where they are there. */
  readonly optionalInputs: readonly string[];
  readonly lines: readonly ModelLine[];
  readonly movements: readonly ModelMovement[];
  readonly balance: {
    readonly assets: string;
    readonly funding: string;
    readonly equity: string;
    readonly cash: string;
  };
  readonly cash: {
    readonly opening: string;
    readonly change: string;
    readonly closing: string;
    /** Input with the cash before the first period; absent where there is none. */
    readonly start?: string;
  };
  readonly openPoints: readonly OpenPoint[];
  /** The second calculation: from the inputs alone, sharing nothing with the workbook. */
  recompute(inputs: ModelInputs): ModelLines;
}
