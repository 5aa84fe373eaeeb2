/** What a provider double says in one reply, in no provider's words, and how its wire misbehaves. */

export interface TurnCall {
  readonly id?: string;
  readonly name: string;
  /** An object, or raw text where the model shall write something unreadable. */
  readonly input: Readonly<Record<string, unknown>> | string;
}

export interface TurnUsage {
  /** Includes cache reads and writes. */
  readonly input: number;
  /** Includes reasoning. */
  readonly output: number;
  readonly cacheRead?: number;
  readonly cacheWrite?: number;
  readonly reasoning?: number;
}

export interface Turn {
  readonly reasoning?: string;
  readonly text?: string;
  readonly calls?: readonly TurnCall[];
  /** By default `tools` with calls, `done` without. */
  readonly stop?: 'done' | 'tools' | 'length' | 'refusal';
  /** Null: the provider reports nothing. */
  readonly usage?: TurnUsage | null;
  /** Instead of a reply: an HTTP error. */
  readonly status?: number;
  readonly headers?: Readonly<Record<string, string>>;
  readonly message?: string;
  /** UTF-16 units in a delta; 1 splits surrogate pairs and escapes. */
  readonly piece?: number;
  /** Bytes in a network write; 1 splits UTF-8 characters. */
  readonly bytes?: number;
  /** Deltas of parallel calls alternate (Chat Completions). */
  readonly alternate?: boolean;
  readonly pings?: boolean;
  /** After this many events: an error event, a clean end, or a cut connection. */
  readonly after?: { readonly events: number; readonly comes: 'error' | 'end' | 'cut' | 'silence' };
  /** Pause before each event, milliseconds. */
  readonly pauseMs?: number;
}

export const DEFAULT_USAGE: TurnUsage = {
  input: 1200,
  output: 80,
  cacheRead: 200,
  cacheWrite: 100,
  reasoning: 20,
};

export function callInput(call: TurnCall): string {
  return typeof call.input === 'string' ? call.input : JSON.stringify(call.input);
}

export function stopOf(turn: Turn): NonNullable<Turn['stop']> {
  return turn.stop ?? (turn.calls?.length ? 'tools' : 'done');
}

export function pieces(text: string, size: number): string[] {
  const out: string[] = [];
  for (let at = 0; at < text.length; at += size) out.push(text.slice(at, at + size));
  return out;
}

/** One server-sent event. */
export interface WireEvent {
  readonly event?: string;
  readonly data: unknown;
}

export function toSse({ event, data }: WireEvent): string {
  const text = typeof data === 'string' ? data : JSON.stringify(data);
  return `${event === undefined ? '' : `event: ${event}\n`}data: ${text}\n\n`;
}
