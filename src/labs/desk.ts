/** What the guide may do with the run at its right. The heavy half is loaded when the person starts. */
import type { SessionActions } from '../demos/session-state.ts';
import type { RungId } from './schema.ts';

export interface LabDesk {
  readonly session: SessionActions;
  /** Hands the agent a request that counts for a rung. */
  ask(rung: RungId, text: string, changeId?: string): Promise<void>;
  /** Key figures of the model as it stands; none in a demo of an app. */
  figures(): readonly LabFigure[];
  assumptions(): readonly LabAssumption[];
  /** What scenarios 1, 2, 3 … are called. */
  scenarios(): readonly string[];
  /** What stands in a cell, with its label; null where nothing does. */
  cellWords(cell: string): string | null;
  /** What the person is asked about the planted flaw; null until the demo is loaded. */
  flaw(): FlawQuestion | null;
  /** Has a program look whether the flaw that the person named is really there. */
  confirmFlaw(choice: string): Promise<FlawAnswer>;
  dispose(): void;
}

export interface FlawQuestion {
  readonly question: string;
  /** A cell of the workbook is reported instead of one of the options. */
  readonly pick?: 'cell';
  readonly options: readonly { readonly id: string; readonly label: string }[];
  /** How to come upon it, from a nudge to nearly the answer. */
  readonly hints: readonly string[];
  /** Why the agent's tests could not see it; told once it is found. */
  readonly explanation: string;
  /** A request that has it repaired. */
  readonly repair: string;
}

/** What the program said about a flaw that the person reported. */
export interface FlawAnswer {
  readonly found: boolean;
  /** What it saw, one or two plain sentences. */
  readonly evidence: string;
  /** It looked everywhere, and there is no such mistake. */
  readonly absent?: boolean;
}

/** A key figure of a model. */
export interface LabFigure {
  readonly name: string;
  /** In words, to follow "what happened to": "the net profit over three years". */
  readonly label: string;
  readonly value: number;
  /** As its cell shows it. */
  readonly shown: string;
}

/** An assumption of a model that may be moved, in the unit in which a person types it. */
export interface LabAssumption {
  readonly label: string;
  readonly now: number;
  readonly least: number;
  readonly most: number;
  readonly unit: '%' | '';
}
