import type { RehearsalScript } from '../agent/models/rehearsal.ts';
import type { Brand } from '../brand/schema.ts';
import type { CheckOutcome } from '../run/schema.ts';
import type { PreviewEvent, Sandbox } from '../sandbox/sandbox.ts';
import type { Judges } from '../workbook/judged.ts';
import type { Workbook } from '../workbook/workbook.ts';
import type { Briefing } from './briefing.ts';
import type { OwnBrief } from './own-brief/brief.ts';

/** What a check may look at. All of it is observed by the host, outside the user's code. */
export interface CheckContext {
  readonly sandbox: Sandbox;
  /** The model as it stands; null in a demo of an app. */
  readonly workbook: Workbook | null;
  readonly brand: Brand;
  /** Everything the preview said since it was last loaded. */
  readonly events: readonly PreviewEvent[];
  readonly signal: AbortSignal;
}

export interface CheckResult {
  readonly id: string;
  /** What it is about, five words or fewer. */
  readonly title: string;
  readonly pass: boolean;
  /** It could not be measured: neither passed nor failed. */
  readonly unmeasured?: boolean;
  /** What was measured, against what, where: "Text contrast 3.1 : 1 on “Sign up”, needs 4.5 : 1". */
  readonly detail: string;
  /** The place to outline in the preview, or the cells to select, for "Show me". */
  readonly where?: CheckOutcome['where'];
  /** A request to the agent that would repair it; absent where it passes. */
  readonly fix?: string;
  /** As its check says. */
  readonly judges?: Judges;
}

/** A program that judges the artefact. It accepts any correct solution and fails the untouched template. */
export interface Check {
  readonly id: string;
  readonly title: string;
  /** Why it matters, one plain sentence. */
  readonly why: string;
  /** Of a workbook: whether it knows what the numbers must be, or sees only how they are put together. */
  readonly judges?: Judges;
  run(context: CheckContext): Promise<CheckResult>;
}

/** A scripted request that a rehearsal can carry out, offered as a chip. */
export interface ScriptedChange {
  readonly id: string;
  /** Verb first, as a person would ask: "Add a dark theme". */
  readonly label: string;
  /** Other ways of asking that mean this change; matched on whole words. */
  readonly also: readonly string[];
}

/** What a program said about a flaw that a person reported. */
export interface FlawFinding {
  readonly found: boolean;
  /** What it did and saw, one or two plain sentences. */
  readonly evidence: string;
  /** No such mistake is in this artefact, wherever one looks. */
  readonly absent?: boolean;
}

/** One real mistake in the finished app that the agent's own tests miss and a person can come upon. */
export interface DemoFlaw {
  readonly question: string;
  /** `cell`: the person points at a cell of the workbook, and `found` is given its address with its sheet. */
  readonly pick?: 'cell';
  /** What may be wrong; one of them is. Empty where a cell is picked. */
  readonly options: readonly { readonly id: string; readonly label: string }[];
  /** How to come upon it, from a nudge to nearly the answer. */
  readonly hints: readonly string[];
  /** The view where it shows. */
  readonly where: string;
  /** Uses the app as the person says, and tells whether that is really wrong. Loads the page anew at the end. */
  found(context: CheckContext, choice: string): Promise<FlawFinding>;
  /** Why the agent's tests could not see it. */
  readonly explanation: string;
  /** A request that has it repaired; the rehearsal knows it. */
  readonly repair: string;
}

/** An agent with a goal, tools and seed files. */
export interface Demo {
  readonly id: string;
  /** What the agent makes: it decides on the tools, and on the picture that the screens show. */
  readonly artefact: 'app' | 'workbook';
  /** The document that a model is built from; the agent reads it with a tool. */
  readonly briefing?: Briefing;
  readonly title: string;
  /** One sentence for a card. */
  readonly summary: string;
  /** Brand worn where the person gives none. */
  readonly brand: Brand;
  /** The request the run starts with, for a live model as for a person who reads it. */
  goal(brand: Brand, extra?: string): string;
  /** What a live model is told about the sandbox and how to work. */
  readonly system: string;
  /** Files there before the agent starts: path → text. */
  readonly seed: Readonly<Record<string, string>>;
  readonly checks: readonly Check[];
  /** Single cells of a model by name, told before and after a change; the first one is asked about in a lab. */
  readonly headlines?: readonly { readonly name: string; readonly label: string }[];
  /** Names of the views of the app, in order, as its navigation shows them; of a workbook, its sheets. */
  readonly views: readonly string[];
  readonly changes: readonly ScriptedChange[];
  readonly rehearsal: (brand: Brand) => RehearsalScript;
  /** Nobody has rehearsed it: `rehearsal` only says so, and a live model must play. */
  readonly liveOnly?: true;
  readonly flaw?: DemoFlaw;
  /** The same demo for a brief in a person's own words; absent where the brief is the demo's. */
  readonly withBrief?: (brief: OwnBrief) => Demo;
}
