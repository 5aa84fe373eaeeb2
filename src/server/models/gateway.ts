/**
 * Asks a model on behalf of a browser: price, hold, ask, stream, settle. One hold a call to a
 * provider, also for fall-backs; whatever happens, the hold is settled or given back.
 */
import { randomUUID } from 'node:crypto';
import { ModelError, type ModelEvent, type ModelRequest, type ModelUsage } from '../../agent/model.ts';
import { countedTokens, mostInputTokens } from '../budget/estimate.ts';
import type { Ledger, ScopeCap } from '../budget/ledger.ts';
import { formatUsd } from '../budget/money.ts';
import type { Price } from '../budget/price.ts';
import { type Later, later } from '../timers.ts';
import {
  type AdapterEvent,
  CALL_DEADLINE_MS,
  loadAdapter,
  type ModelConnection,
  type PartialUsage,
  type ProviderAdapter,
  type ReportedUsage,
  SILENCE_MS,
} from './adapter.ts';
import { withoutMarkup } from './markup.ts';
import { brokenStream, ProviderError } from './provider-error.ts';

export interface GatewayDependencies {
  readonly ledger: Ledger;
  readonly clock: () => number;
  readonly priceOf: (connection: ModelConnection) => Price | null;
  readonly adapterFor?: (kind: ModelConnection['kind']) => Promise<ProviderAdapter>;
  readonly later?: Later;
}

export interface GatewayCall {
  /** Asked in this order until one begins to reply. */
  readonly connections: readonly ModelConnection[];
  readonly request: ModelRequest;
  readonly scopes: readonly ScopeCap[];
  readonly signal: AbortSignal;
  /** Hears what each attempt was booked at, those that failed too, before its end is told. */
  readonly onBooked?: (usage: ModelUsage) => void;
}

export interface GatewayReply {
  readonly connection: ModelConnection;
  readonly events: {
    next(): Promise<IteratorResult<ModelEvent, undefined>>;
    /** Must be called where the reply is not read to its end: settling happens there. */
    end(): Promise<void>;
  };
}

type PaidEvent = ModelEvent | 'open';

/** After this the reply's head is sent though nothing has been said, and falling back has ended: proxies cut what is silent. */
const HEAD_WAIT_MS = 10_000;

/** Failures that another model may not have. */
const PASSES_ON = new Set([
  'no-key',
  'bad-key',
  'no-such-model',
  'rate-limited',
  'overloaded',
  'unreachable',
  'broken-stream',
  'certificate',
  'proxy',
  'intercepted',
  'no-tool',
  'too-long',
  'budget',
  'no-price',
]);

/**
 * Resolves when a model begins to reply. Rejects with the `ModelError` of the first model
 * where none does, or with the signal's reason.
 */
export async function askModel(dependencies: GatewayDependencies, call: GatewayCall): Promise<GatewayReply> {
  let first: ModelError | undefined;
  for (const connection of call.connections) {
    try {
      return await begin(dependencies, call, connection);
    } catch (error) {
      if (!(error instanceof ModelError)) throw error;
      first ??= error;
      if (!PASSES_ON.has(error.code)) throw error;
    }
  }
  throw (
    first ??
    new ModelError('no-key', 'No model is connected.', 'A facilitator can connect one in the settings.')
  );
}

async function begin(
  dependencies: GatewayDependencies,
  call: GatewayCall,
  connection: ModelConnection,
): Promise<GatewayReply> {
  const events = paidReply(dependencies, call, connection);
  // The provider's answer, and its first word after that.
  const first = events.next().then((opened) => {
    if (opened.done !== true && opened.value !== 'open') throw new Error('A reply must open first');
    return events.next();
  });
  await firstOf(first, HEAD_WAIT_MS, dependencies.later ?? later);
  return { connection, events: withFirst(first, events) };
}

/** Waits for the promise, but no longer than this. */
function firstOf(promise: Promise<unknown>, ms: number, after: Later): Promise<void> {
  return new Promise((resolve, reject) => {
    const callOff = after(ms, resolve);
    promise.then(() => resolve(), reject).finally(callOff);
  });
}

/** Not a generator of its own: one that was never read could not be ended, and its hold never settled. */
function withFirst(
  first: Promise<IteratorResult<PaidEvent, void>>,
  rest: AsyncGenerator<PaidEvent, void, undefined>,
): GatewayReply['events'] {
  let pending: typeof first | undefined = first;
  first.catch(() => {});
  return {
    async next() {
      const next = await (pending ?? rest.next());
      pending = undefined;
      if (next.done === true) return { done: true, value: undefined };
      if (next.value === 'open') throw new Error('A reply opens once');
      return { done: false, value: next.value };
    },
    async end() {
      await rest.return();
    },
  };
}

async function* paidReply(
  dependencies: GatewayDependencies,
  call: GatewayCall,
  connection: ModelConnection,
): AsyncGenerator<PaidEvent, void, undefined> {
  const { ledger, clock } = dependencies;
  const price = dependencies.priceOf(connection);
  if (!price) throw noPrice(connection);
  const mostInput = mostInputTokens(call.request);
  const holdId = randomUUID();
  const hold = await ledger.hold({
    id: holdId,
    scopes: call.scopes,
    worstCase: (output) => price.worstCase(mostInput, output),
    wantedOutputTokens: call.request.maxOutputTokens,
    priceVersion: price.version,
    model: connection.model,
    deadline: clock() + CALL_DEADLINE_MS,
  });
  if (!hold.ok) throw outOfBudget(hold.available, hold.needed);

  const meter = new ReplyMeter(mostInput);
  const watch = new SilenceWatch(call.signal, connection.label, dependencies.later ?? later);
  let neverDispatched = true;
  try {
    watch.signal.throwIfAborted();
    const ask = await (dependencies.adapterFor ?? loadAdapter)(connection.kind);
    watch.signal.throwIfAborted();
    neverDispatched = false;
    const request = { ...call.request, maxOutputTokens: hold.outputTokens };
    const reply = ask(connection, request, watch.signal, () => watch.heard());
    const tools = request.tools.map(({ name }) => name);
    for await (const event of withoutMarkup(reply, tools, `${connection.baseUrl} ${connection.model}`)) {
      watch.rest();
      meter.take(event);
      if (event.type === 'open') yield 'open';
      else if (event.type === 'finish') yield finish(event, meter.usage(), price);
      else if (event.type !== 'usage') yield event;
      watch.heard();
    }
  } catch (error) {
    if (error instanceof ProviderError) neverDispatched ||= error.neverDispatched;
    throw error;
  } finally {
    watch.stop();
    if (neverDispatched) await ledger.release(holdId);
    else {
      const usage = meter.usage();
      await settle(ledger, holdId, usage, price);
      call.onBooked?.({ ...usage, microUsd: price.cost(usage) });
    }
  }
}

function finish(
  event: Extract<AdapterEvent, { type: 'finish' }>,
  usage: Omit<ModelUsage, 'microUsd'>,
  price: Price,
): ModelEvent {
  return {
    type: 'finish',
    reason: event.reason,
    usage: { ...usage, microUsd: price.cost(usage) },
    ...(event.opaque === undefined ? {} : { opaque: event.opaque }),
  };
}

async function settle(ledger: Ledger, holdId: string, usage: Omit<ModelUsage, 'microUsd'>, price: Price) {
  // The disk is waited for; what was said leaves before that.
  await new Promise<void>((resolve) => setImmediate(resolve));
  await ledger.settle(holdId, {
    amount: price.cost(usage),
    inputTokens: usage.input,
    outputTokens: usage.output,
    estimated: usage.estimated,
  });
}

/** Knows at every moment what the reply has used, reported or counted. */
class ReplyMeter {
  readonly #mostInput: number;
  #characters = 0;
  #partial: PartialUsage | undefined;
  #final: ReportedUsage | null | undefined;

  constructor(mostInput: number) {
    this.#mostInput = mostInput;
  }

  take(event: AdapterEvent): void {
    if ('delta' in event) this.#characters += event.delta.length;
    else if (event.type === 'tool-text') this.#characters += event.text.length;
    else if (event.type === 'usage') this.#partial = event.usage;
    else if (event.type === 'finish') this.#final = event.usage;
  }

  usage(): Omit<ModelUsage, 'microUsd'> {
    const counted = countedTokens(this.#characters);
    const reported = this.#final ?? this.#partial;
    const told = { input: tokens(reported?.input), output: tokens(reported?.output) };
    // No request is without input, and no words are without output: a report that says so is none.
    const credible = told.input > 0 && (told.output > 0 || counted === 0);
    const final = this.#final !== undefined && this.#final !== null && credible;
    const input = told.input || this.#mostInput;
    const output = final ? told.output : Math.max(told.output, counted);
    const cacheRead = Math.min(tokens(reported?.cacheRead), input);
    return {
      input,
      output,
      cacheRead,
      cacheWrite: Math.min(tokens(reported?.cacheWrite), input - cacheRead),
      reasoning: Math.min(tokens(this.#final?.reasoning), output),
      estimated: !final,
    };
  }
}

/** A count as a provider reports it; 0 where it is none. */
function tokens(reported: number | undefined): number {
  return reported !== undefined && Number.isFinite(reported) ? Math.max(0, Math.round(reported)) : 0;
}

/** Aborts a reply of which not a byte arrives, or that takes longer than any may. */
class SilenceWatch {
  readonly #controller = new AbortController();
  readonly #label: string;
  readonly #later: Later;
  readonly signal: AbortSignal;
  #callOffSilence: () => void;
  readonly #callOffDeadline: () => void;
  #over = false;

  constructor(outer: AbortSignal, label: string, after: Later) {
    this.#label = label;
    this.#later = after;
    this.signal = AbortSignal.any([outer, this.#controller.signal]);
    this.#callOffDeadline = after(CALL_DEADLINE_MS, () => this.#giveUp());
    this.#callOffSilence = after(SILENCE_MS, () => this.#giveUp());
  }

  heard(): void {
    if (this.#over) return;
    this.#callOffSilence();
    this.#callOffSilence = this.#later(SILENCE_MS, () => this.#giveUp());
  }

  /** The browser has not taken the last event yet: nobody listens to the provider, so it cannot be silent. */
  rest(): void {
    this.#callOffSilence();
  }

  stop(): void {
    this.#over = true;
    this.#callOffSilence();
    this.#callOffDeadline();
  }

  #giveUp(): void {
    this.#controller.abort(brokenStream(this.#label));
  }
}

function noPrice(connection: ModelConnection): ModelError {
  return new ModelError(
    'no-price',
    `Nobody has told the kit what ${connection.model} costs, so it is not asked.`,
    'A facilitator can enter its price in the settings, or declare that it runs on own hardware.',
  );
}

function outOfBudget(available: number, needed: number): ModelError {
  return new ModelError(
    'budget',
    `Today’s budget for the model is used up: ${formatUsd(Math.max(0, available))} is left, the next step may need ${formatUsd(needed)}.`,
    'A facilitator can raise the daily cap in the settings; until then the rehearsal goes on without it.',
  );
}
