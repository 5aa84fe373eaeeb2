import type { z } from 'astro/zod';
import type { CheckOutcome } from '../run/schema.ts';
import type { Sandbox } from '../sandbox/sandbox.ts';
import type { WorkbookCommand } from '../workbook/schema.ts';

/** What a tool may use while it runs. */
export interface ToolContext {
  readonly sandbox: Sandbox;
  readonly signal: AbortSignal;
  /** Tells the record of something that happened inside the tool (file written, check result …). */
  readonly report: (fact: ToolFact) => void;
}

/** Facts for the record and the viewer; the model reads only `ToolResult.text`. */
export type ToolFact =
  | {
      readonly type: 'file';
      readonly path: string;
      readonly before: string | null;
      readonly after: string | null;
    }
  /** A change of the workbook that was carried out. */
  | { readonly type: 'workbook'; readonly command: WorkbookCommand }
  | { readonly type: 'output'; readonly fd: 1 | 2; readonly text: string }
  | { readonly type: 'checks'; readonly results: readonly CheckOutcome[] }
  | {
      readonly type: 'tests';
      readonly passed: number;
      readonly failed: number;
      readonly firstFailure?: string;
    }
  | { readonly type: 'phase'; readonly title: string }
  | { readonly type: 'question'; readonly text: string; readonly choices?: readonly string[] };

export interface ToolResult {
  readonly ok: boolean;
  /** What the model reads. */
  readonly text: string;
  /** One plain sentence in the past tense for the viewer ("Ran 9 tests: 8 pass, 1 fails"). */
  readonly line?: string;
  /** The agent's turn ends with this answer: the person has the word. */
  readonly ends?: boolean;
}

/** A capability of the agent. Expected failures are results with `ok: false`; broken invariants throw. */
export interface Tool<Input = unknown> {
  readonly name: string;
  /** What it does and when to use it, for the model. */
  readonly description: string;
  readonly input: z.ZodType<Input>;
  /** It changes nothing, so calls of it that stand side by side may run at once. */
  readonly readsOnly?: boolean;
  /** One plain sentence, present tense, while it runs ("Writing the sign-up form"). Input may be incomplete. */
  line(input: Partial<Input>): string;
  run(input: Input, context: ToolContext): Promise<ToolResult>;
}
