/** A model whose answers a test writes down. */
import type { Model, ModelEvent, ModelRequest, ModelUsage } from '../../src/agent/model.ts';
import type { Mode } from '../../src/run/schema.ts';

export const USAGE: ModelUsage = {
  input: 100,
  output: 10,
  cacheRead: 0,
  cacheWrite: 0,
  reasoning: 0,
  microUsd: 5,
  estimated: false,
};

/** An answer: events, a function of the request that makes them, or an error that is thrown. */
export type ScriptedAnswer =
  | readonly ModelEvent[]
  | Error
  | ((request: ModelRequest, signal: AbortSignal) => AsyncIterable<ModelEvent>);

export class ScriptedModel implements Model {
  readonly mode: Mode;
  readonly label: string;
  /** What was asked, in order. */
  readonly requests: ModelRequest[] = [];
  readonly #answers: ScriptedAnswer[];

  constructor(answers: readonly ScriptedAnswer[], label = 'test-model', mode: Mode = 'live') {
    this.mode = mode;
    this.label = label;
    this.#answers = [...answers];
  }

  async *respond(request: ModelRequest, signal: AbortSignal): AsyncIterable<ModelEvent> {
    this.requests.push(request);
    const answer = this.#answers.shift() ?? [...words('Done.')];
    if (answer instanceof Error) throw answer;
    if (typeof answer === 'function') yield* answer(request, signal);
    else yield* answer;
  }
}

export function words(text: string, reason: 'done' | 'length' | 'refusal' = 'done'): ModelEvent[] {
  return [
    { type: 'text', delta: text },
    { type: 'finish', reason, usage: USAGE },
  ];
}

/** An answer that calls tools; an input that is a string is sent as it is. */
export function calls(
  ...wanted: readonly (readonly [
    id: string,
    name: string,
    input: Readonly<Record<string, unknown>> | string,
  ])[]
): ModelEvent[] {
  return [
    ...wanted.flatMap(([id, name, input]): ModelEvent[] => [
      { type: 'call-start', id, name },
      ...pieces(typeof input === 'string' ? input : JSON.stringify(input)).map(
        (delta): ModelEvent => ({ type: 'call-input', id, delta }),
      ),
      { type: 'call-end', id },
    ]),
    { type: 'finish', reason: 'tools', usage: USAGE },
  ];
}

function pieces(text: string): string[] {
  return text.match(/[\s\S]{1,7}/g) ?? [];
}

/** Yields the events, then waits until the signal is aborted. */
export async function* hanging(
  events: readonly ModelEvent[],
  signal: AbortSignal,
): AsyncIterable<ModelEvent> {
  yield* events;
  await new Promise<void>((resolve) => {
    if (signal.aborted) resolve();
    signal.addEventListener('abort', () => resolve(), { once: true });
  });
  signal.throwIfAborted();
}
