/** The model: three implementations (gateway, rehearsal, replay), one contract suite. */
import type { Mode } from '../run/schema.ts';

export interface ToolDescription {
  readonly name: string;
  readonly description: string;
  /** JSON Schema of the input object. */
  readonly inputSchema: Readonly<Record<string, unknown>>;
}

export interface ToolCall {
  readonly id: string;
  readonly name: string;
  /** The raw JSON text as the model wrote it; it may not parse. */
  readonly input: string;
}

export type ModelMessage =
  /** `note`: what happened besides (a stop, an edit by hand), for a live model to know; not the person's words. */
  | { readonly role: 'user'; readonly text: string; readonly note?: string }
  | {
      readonly role: 'assistant';
      readonly text: string;
      readonly calls: readonly ToolCall[];
      readonly opaque?: unknown;
    }
  | {
      readonly role: 'tool';
      readonly callId: string;
      readonly name: string;
      readonly text: string;
      readonly ok: boolean;
    };

export interface ModelRequest {
  readonly system: string;
  readonly messages: readonly ModelMessage[];
  readonly tools: readonly ToolDescription[];
  /** Tokens. */
  readonly maxOutputTokens: number;
}

/** Canonical usage, tokens: `input` includes cache reads and writes, `output` includes reasoning. */
export interface ModelUsage {
  readonly input: number;
  readonly output: number;
  readonly cacheRead: number;
  readonly cacheWrite: number;
  readonly reasoning: number;
  /** Cost in micro-US-dollars where a price is known. */
  readonly microUsd?: number;
  /** True where the provider reported nothing and the kit counted. */
  readonly estimated: boolean;
}

export type FinishReason = 'done' | 'tools' | 'length' | 'refusal';

export type ModelEvent =
  | { readonly type: 'text'; readonly delta: string }
  | { readonly type: 'reasoning'; readonly delta: string }
  | { readonly type: 'call-start'; readonly id: string; readonly name: string }
  | { readonly type: 'call-input'; readonly id: string; readonly delta: string }
  | { readonly type: 'call-end'; readonly id: string }
  /** Another model than the one that was asked gives this answer (the server fell back). Comes first. */
  | { readonly type: 'answering'; readonly model: string }
  /** What was said so far in this answer was thinking: the model showed only now that it had been. */
  | { readonly type: 'thought' }
  /** A tool call that the model wrote as text. It is nothing to read out, and nobody carries it out. */
  | { readonly type: 'tool-text'; readonly text: string }
  /** Of an `ordered` model: the calls so far run now, before more comes. */
  | { readonly type: 'wait' }
  /** A rehearsal was asked for what its script does not know. */
  | { readonly type: 'outside'; readonly request: string; readonly nearest: readonly string[] }
  /** `opaque`: what the provider wants back unchanged with the next request (reasoning signatures). */
  | {
      readonly type: 'finish';
      readonly reason: FinishReason;
      readonly usage: ModelUsage;
      readonly opaque?: unknown;
    };

export interface Model {
  readonly mode: Mode;
  /** What the badge shows: the model's id, or the rehearsal's title, or what is replayed. */
  readonly label: string;
  /** It says itself when its calls run (`wait`), so that they keep the order of a record. */
  readonly ordered?: boolean;
  /** Ends with exactly one `finish`, or throws {@link ModelError} or the signal's reason. */
  respond(request: ModelRequest, signal: AbortSignal): AsyncIterable<ModelEvent>;
  /** What the last answer has cost where it did not finish; null where it cost nothing. Never rejects. */
  spent?(): Promise<ModelUsage | null>;
}

export type ModelErrorCode =
  | 'no-key'
  | 'bad-key'
  | 'no-such-model'
  | 'rate-limited'
  | 'overloaded'
  | 'unreachable'
  | 'broken-stream'
  | 'budget'
  | 'no-price'
  | 'not-allowed'
  | 'bad-request'
  /** The conversation is longer than the model reads. */
  | 'too-long'
  /** The provider's certificate is not trusted by the server. */
  | 'certificate'
  /** A proxy between the server and the provider refuses. */
  | 'proxy'
  /** Something on the way answered instead of the provider: a web filter, a sign-in page. */
  | 'intercepted'
  /** The model cannot call tools, or called none where something was to be made. */
  | 'no-tool'
  /** The model wrote its tool calls as text. */
  | 'tool-text'
  | 'empty-answer'
  | 'outside-script';

/** A model did not answer. `hint` says what to do next; `retryAfterMs` where the provider said when. */
export class ModelError extends Error {
  readonly code: ModelErrorCode;
  readonly hint: string;
  readonly retryAfterMs: number | undefined;
  constructor(code: ModelErrorCode, message: string, hint: string, retryAfterMs?: number) {
    super(message);
    this.name = 'ModelError';
    this.code = code;
    this.hint = hint;
    this.retryAfterMs = retryAfterMs;
  }
}
