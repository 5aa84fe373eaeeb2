/** The gateway: a live model behind the kit's own server, which keeps the keys. */

import { createRunId } from '../../run/header.ts';
import {
  type Model,
  ModelError,
  type ModelErrorCode,
  type ModelEvent,
  type ModelMessage,
  type ModelRequest,
  type ModelUsage,
} from '../model.ts';
import type { ANSWERING_MODEL_HEADER, MODEL_CALL_HEADER } from '../model-access.ts';
import { readLines } from './read-lines.ts';
import { type Later, laterByTimer, SilenceAlarm } from './silence-alarm.ts';

export interface GatewayOptions {
  readonly fetch: typeof fetch;
  /** Id of the model as the server knows it. */
  readonly modelId: string;
  /** What the badge shows. */
  readonly label: string;
  readonly url?: string;
  /** Headers besides the content type. */
  readonly headers?: Readonly<Record<string, string>>;
  /** What the badge shows where the server falls back to another model; its id by default. */
  readonly labelOf?: (modelId: string) => string;
  /** Where to ask what a call was booked at whose end was not heard; its id is put after it. */
  readonly spentUrl?: string;
  readonly later?: Later;
}

/** The server answers at once where it is there at all, ms. */
const SPENT_WAIT_MS = 3_000;

/** What is known of the last call, to be told where it did not finish. */
interface LastCall {
  readonly id: string;
  readonly request: ModelRequest;
  /** Characters of the answer so far. */
  characters: number;
  /** The server answered: a model may have worked. */
  answered: boolean;
  finished: boolean;
  /** What the server said; undefined where it said nothing. */
  usage: ModelUsage | null | undefined;
}

/**
 * A live model. Posts the request to `/api/model/respond` and reads one JSON object a line: model events, or an
 * error. Lines may be cut anywhere on their way. Neighbouring deltas that arrive together are told as one.
 */
export function createGatewayModel(options: GatewayOptions): Model {
  const url = options.url ?? '/api/model/respond';
  let current = options.modelId;
  let last: LastCall | null = null;
  return {
    mode: 'live',
    label: options.label,
    async *respond(request: ModelRequest, signal: AbortSignal): AsyncIterable<ModelEvent> {
      signal.throwIfAborted();
      const call: LastCall = {
        id: createRunId(),
        request,
        characters: 0,
        answered: false,
        finished: false,
        usage: undefined,
      };
      last = call;
      const alarm = new SilenceAlarm(signal, options.later);
      try {
        yield* listen(call, alarm);
      } catch (error) {
        signal.throwIfAborted();
        throw alarm.rang ? silent() : error;
      } finally {
        alarm.stop();
      }
    },
    async spent() {
      const call = last;
      last = null;
      if (!call || call.finished) return null;
      if (call.usage !== undefined) return call.usage;
      const told = await askSpent(call.id, options);
      if (told !== undefined) return told;
      return call.answered ? estimate(call) : null;
    },
  };

  async function* listen(call: LastCall, alarm: SilenceAlarm): AsyncIterable<ModelEvent> {
    const { signal } = alarm;
    const response = await alarm.during(post(url, call, options, signal));
    if (!response.ok) {
      const value = await readRefusal(response);
      // A word that is not the server's own says nothing of what was booked.
      if (isProblem(value)) call.usage = isObject(value.usage) ? usageOf(value.usage) : null;
      throw refusal(response, value);
    }
    call.answered = true;
    const answering = response.headers.get('x-firsthand-model' satisfies typeof ANSWERING_MODEL_HEADER);
    if (answering !== null && answering !== current) {
      current = answering;
      const model =
        answering === options.modelId ? options.label : (options.labelOf?.(answering) ?? answering);
      yield { type: 'answering', model };
    }
    if (!response.body) throw broken('The server gave an empty answer.');
    for await (const event of events(response.body, alarm, (usage) => {
      call.usage = usage;
    })) {
      if ('delta' in event) call.characters += event.delta.length;
      if (event.type === 'finish') call.finished = true;
      yield event;
    }
  }
}

/** What the server booked; undefined where it cannot be asked. */
async function askSpent(id: string, options: GatewayOptions): Promise<ModelUsage | null | undefined> {
  const giveUp = new AbortController();
  const callOff = (options.later ?? laterByTimer)(SPENT_WAIT_MS, () => giveUp.abort());
  try {
    const response = await options.fetch(`${options.spentUrl ?? '/api/model/spent/'}${id}`, {
      ...(options.headers ? { headers: options.headers } : {}),
      signal: giveUp.signal,
    });
    if (response.status === 404) return null;
    const value: unknown = response.ok ? await response.json() : undefined;
    if (!isObject(value)) return undefined;
    return isObject(value.usage) ? usageOf(value.usage) : null;
  } catch {
    return undefined;
  } finally {
    callOff();
  }
}

/** Likely tokens where nobody can be asked: four characters of a request are one, three of an answer. */
function estimate({ request, characters }: LastCall): ModelUsage {
  return {
    input: Math.ceil(JSON.stringify(request).length / 4),
    output: Math.ceil(characters / 3),
    cacheRead: 0,
    cacheWrite: 0,
    reasoning: 0,
    estimated: true,
  };
}

async function post(
  url: string,
  { id, request }: LastCall,
  options: GatewayOptions,
  signal: AbortSignal,
): Promise<Response> {
  const body = JSON.stringify({
    modelId: options.modelId,
    ...request,
    messages: request.messages.map(withNote),
  });
  try {
    return await options.fetch(url, {
      method: 'POST',
      headers: {
        'content-type': 'application/json',
        ['x-firsthand-call' satisfies typeof MODEL_CALL_HEADER]: id,
        ...options.headers,
      },
      body,
      signal,
    });
  } catch (error) {
    signal.throwIfAborted();
    throw unreachable(error);
  }
}

/** The model reads a note with the person's words, told apart from them. */
function withNote(message: ModelMessage): ModelMessage {
  if (message.role !== 'user' || message.note === undefined) return message;
  return { role: 'user', text: `${message.text}\n\n[${message.note}]` };
}

async function* events(
  body: ReadableStream<Uint8Array>,
  alarm: SilenceAlarm,
  onBooked: (usage: ModelUsage) => void,
): AsyncIterable<ModelEvent> {
  const { signal } = alarm;
  let finished = false;
  const reader = readLines(body, signal);
  try {
    for (;;) {
      const { value: lines, done } = await alarm.during(reader.next());
      if (done) break;
      const { read, problem } = parseLines(lines, onBooked);
      for (const event of merged(read)) {
        yield event;
        finished = event.type === 'finish';
        if (finished) return;
      }
      if (problem) throw problem;
    }
  } catch (error) {
    signal.throwIfAborted();
    throw error instanceof ModelError ? error : broken('The connection broke in the middle of an answer.');
  } finally {
    await reader.return(undefined);
  }
  signal.throwIfAborted();
  if (!finished) throw broken('The answer ended before it was finished.');
}

/** Deltas of the same text side by side become one: fewer events, the same words. */
function merged(events: readonly ModelEvent[]): ModelEvent[] {
  const out: ModelEvent[] = [];
  for (const event of events) {
    const last = out.at(-1);
    if (event.type === 'text' && last?.type === 'text') {
      out[out.length - 1] = { type: 'text', delta: last.delta + event.delta };
    } else if (event.type === 'reasoning' && last?.type === 'reasoning') {
      out[out.length - 1] = { type: 'reasoning', delta: last.delta + event.delta };
    } else if (event.type === 'call-input' && last?.type === 'call-input' && last.id === event.id) {
      out[out.length - 1] = { ...event, delta: last.delta + event.delta };
    } else {
      out.push(event);
    }
  }
  return out;
}

/** The events of some lines, up to the first line that is an error or cannot be read. */
function parseLines(
  lines: readonly string[],
  onBooked: (usage: ModelUsage) => void,
): { read: ModelEvent[]; problem: ModelError | null } {
  const read: ModelEvent[] = [];
  for (const line of lines) {
    try {
      const event = parseLine(line, onBooked);
      if (event) read.push(event);
    } catch (error) {
      if (error instanceof ModelError) return { read, problem: error };
      throw error;
    }
  }
  return { read, problem: null };
}

/** A line as an event; null for what this version does not know (a sign of life, a later addition). */
function parseLine(line: string, onBooked: (usage: ModelUsage) => void): ModelEvent | null {
  const value = parseJson(line);
  if (!isObject(value)) throw broken('The server sent a line that is not readable.');
  const { type, id, name, delta } = value;
  switch (type) {
    case 'text':
    case 'reasoning':
      return { type, delta: text(delta) };
    case 'call-start':
      return { type, id: text(id), name: text(name) };
    case 'call-input':
      return { type, id: text(id), delta: text(delta) };
    case 'call-end':
      return { type, id: text(id) };
    case 'finish':
      return finishOf(value);
    case 'thought':
      return { type };
    case 'tool-text':
      return { type, text: text(value.text) };
    case 'error':
      if (isObject(value.usage)) onBooked(usageOf(value.usage));
      throw errorOf(value);
    default:
      return null;
  }
}

function finishOf(value: WireObject): ModelEvent {
  const reason = value.reason;
  if (reason !== 'done' && reason !== 'tools' && reason !== 'length' && reason !== 'refusal') {
    throw broken('The server sent an end that is not readable.');
  }
  const opaque = value.opaque;
  return {
    type: 'finish',
    reason,
    usage: usageOf(value.usage),
    ...(opaque === undefined || opaque === null ? {} : { opaque }),
  };
}

function usageOf(value: unknown): ModelUsage {
  const usage = isObject(value) ? value : {};
  const microUsd = usage.microUsd;
  return {
    input: count(usage.input),
    output: count(usage.output),
    cacheRead: count(usage.cacheRead),
    cacheWrite: count(usage.cacheWrite),
    reasoning: count(usage.reasoning),
    ...(typeof microUsd === 'number' ? { microUsd: count(microUsd) } : {}),
    estimated: usage.estimated === true || !isObject(value),
  };
}

async function readRefusal(response: Response): Promise<unknown> {
  return parseJson(await response.text().catch(() => ''));
}

/** The server's error as JSON, or what its status says. */
function refusal(response: Response, value: unknown): ModelError {
  if (isProblem(value)) return errorOf(value);
  const { status } = response;
  if (status === 401 || status === 403) {
    return new ModelError(
      'not-allowed',
      'The model is not open to this browser.',
      'Ask the facilitator to open it to the room, or go on with the rehearsal.',
    );
  }
  if (status === 429) {
    return new ModelError(
      'rate-limited',
      'Too many requests at once.',
      'Wait a moment.',
      retryAfter(response),
    );
  }
  if (status >= 500) return unreachable(new Error(`status ${status}`));
  return new ModelError('bad-request', `The server refused the request (${status}).`, 'Reload the page.');
}

const CODES: Readonly<Record<ModelErrorCode, true>> = {
  'no-key': true,
  'bad-key': true,
  'no-such-model': true,
  'rate-limited': true,
  overloaded: true,
  unreachable: true,
  'broken-stream': true,
  budget: true,
  'no-price': true,
  'not-allowed': true,
  'bad-request': true,
  'too-long': true,
  certificate: true,
  proxy: true,
  intercepted: true,
  'no-tool': true,
  'tool-text': true,
  'empty-answer': true,
  'outside-script': true,
};

function errorOf(value: WireObject): ModelError {
  const code = text(value.code);
  const retryAfterMs = value.retryAfterMs;
  return new ModelError(
    isCode(code) ? code : 'bad-request',
    text(value.message) || 'The model did not answer.',
    text(value.hint) || 'Try again, or go on with the rehearsal.',
    typeof retryAfterMs === 'number' && retryAfterMs >= 0 ? retryAfterMs : undefined,
  );
}

function isCode(code: string): code is ModelErrorCode {
  return Object.hasOwn(CODES, code);
}

function retryAfter(response: Response): number | undefined {
  const seconds = Number(response.headers.get('retry-after') ?? Number.NaN);
  return Number.isFinite(seconds) && seconds >= 0 ? seconds * 1000 : undefined;
}

function broken(message: string): ModelError {
  return new ModelError(
    'broken-stream',
    message,
    'The kit asks again by itself; look at the network if it stays.',
  );
}

function silent(): ModelError {
  return new ModelError(
    'broken-stream',
    'The connection to the kit’s server has gone silent.',
    'Look at the network between this browser and the server, then try again.',
  );
}

function unreachable(error: unknown): ModelError {
  const why = error instanceof Error ? ` (${error.message})` : '';
  return new ModelError(
    'unreachable',
    `The kit’s server could not be reached${why}.`,
    'Look at the network and whether the server runs; the rehearsal works without.',
  );
}

function parseJson(line: string): unknown {
  try {
    return JSON.parse(line);
  } catch {
    return undefined;
  }
}

/** What may stand in a line; nothing of it is trusted. */
interface WireObject {
  readonly type?: unknown;
  readonly id?: unknown;
  readonly name?: unknown;
  readonly delta?: unknown;
  readonly reason?: unknown;
  readonly usage?: unknown;
  readonly opaque?: unknown;
  readonly text?: unknown;
  readonly code?: unknown;
  readonly message?: unknown;
  readonly hint?: unknown;
  readonly retryAfterMs?: unknown;
  readonly input?: unknown;
  readonly output?: unknown;
  readonly cacheRead?: unknown;
  readonly cacheWrite?: unknown;
  readonly reasoning?: unknown;
  readonly microUsd?: unknown;
  readonly estimated?: unknown;
}

/** The kit's own server says what is wrong; what stands before it says something else. */
function isProblem(value: unknown): value is WireObject {
  return isObject(value) && typeof value.code === 'string';
}

function isObject(value: unknown): value is WireObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function text(value: unknown): string {
  return typeof value === 'string' ? value : '';
}

function count(value: unknown): number {
  return typeof value === 'number' && Number.isFinite(value) ? Math.max(0, Math.round(value)) : 0;
}
