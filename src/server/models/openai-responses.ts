/** OpenAI's Responses API through its official SDK. Nothing is stored at the provider. */
import OpenAI from 'openai';
import type {
  FunctionTool,
  Response as ProviderResponse,
  ResponseInputItem,
  ResponseOutputItem,
  ResponseStreamEvent,
} from 'openai/resources/responses/responses';
import type { FinishReason, ModelMessage, ModelRequest } from '../../agent/model.ts';
import { type AdapterEvent, CALL_DEADLINE_MS, type ModelConnection, type ReportedUsage } from './adapter.ts';
import { CallIds } from './call-ids.ts';
import { ReplyLayout, readOpaque } from './opaque.ts';
import { brokenStream, toModelError } from './provider-error.ts';
import { providerFetch, sseEvent } from './provider-fetch.ts';
import { toolInputObject } from './tool-input.ts';

const DEFAULT_BASE_URL = 'https://api.openai.com/v1';

type AssistantMessage = Extract<ModelMessage, { role: 'assistant' }>;

export async function* askResponses(
  connection: ModelConnection,
  request: ModelRequest,
  signal: AbortSignal,
  heard: () => void = () => undefined,
): AsyncGenerator<AdapterEvent> {
  const client = new OpenAI({
    apiKey: connection.apiKey ?? '',
    baseURL: connection.baseUrl ?? DEFAULT_BASE_URL,
    organization: null,
    project: null,
    // A retry needs a hold of its own, so only the gateway may ask again.
    maxRetries: 0,
    timeout: CALL_DEADLINE_MS,
    logLevel: 'off',
    fetch: providerFetch(connection, { heard, streamOf: responseEvents }),
  });
  const reply = new ResponsesReply(connection.model);
  let opened = false;
  try {
    const stream = await client.responses.create(
      {
        model: connection.model,
        instructions: request.system,
        input: request.messages.flatMap((message) => toItems(message, connection.model)),
        tools: toTools(request),
        max_output_tokens: request.maxOutputTokens,
        store: false,
        stream: true,
      },
      { signal },
    );
    opened = true;
    yield { type: 'open' };
    for await (const event of stream) yield* reply.take(event);
  } catch (error) {
    signal.throwIfAborted();
    throw toModelError(error, connection, opened);
  }
  signal.throwIfAborted();
  const finish = reply.finish();
  if (!finish) throw brokenStream(connection.label);
  yield finish;
}

/** A whole response, from a server that does not stream, as the last event of one. */
function responseEvents(answer: unknown): string | null {
  if (typeof answer !== 'object' || answer === null) return null;
  const { object, status, error } = answer as Record<string, unknown>;
  if (object !== 'response') return error ? sseEvent({ type: 'response.failed', response: answer }) : null;
  const type = status === 'failed' || status === 'incomplete' ? `response.${status}` : 'response.completed';
  return sseEvent({ type, response: answer }, type);
}

type CallItem = Extract<ResponseOutputItem, { type: 'function_call' }>;

/** One call, and every name under which the events may speak of it. */
interface ResponseCall {
  readonly id: string;
  readonly given: string | undefined;
  readonly item: string | undefined;
  readonly index: number | undefined;
  input: string;
  ended: boolean;
}

/** Follows one streamed response. */
class ResponsesReply {
  readonly #model: string;
  readonly #layout = new ReplyLayout();
  readonly #ids = new CallIds('call');
  /** In the order they began. */
  readonly #calls: ResponseCall[] = [];
  /** Reasoning items that were kept. */
  readonly #reasoned = new Set<string>();
  /** Messages whose deltas came. */
  readonly #told = new Set<string>();
  #text = '';
  #refused = false;
  #end: { reason: FinishReason; usage: ReportedUsage | null } | undefined;

  constructor(model: string) {
    this.#model = model;
  }

  *take(event: ResponseStreamEvent): Generator<AdapterEvent> {
    switch (event.type) {
      case 'response.output_item.added':
        if (event.item.type === 'function_call') yield* this.#startCall(event.item, event.output_index);
        break;
      case 'response.function_call_arguments.delta': {
        const call = this.#find(event.item_id, event.output_index);
        if (call) yield* this.#write(call, event.delta);
        break;
      }
      case 'response.output_item.done':
        yield* this.#endItem(event.item, event.output_index);
        break;
      case 'response.refusal.delta':
        this.#refused = true;
        this.#told.add(event.item_id);
        yield* this.#say(event.delta);
        break;
      case 'response.output_text.delta':
        this.#told.add(event.item_id);
        yield* this.#say(event.delta);
        break;
      case 'response.reasoning_summary_text.delta':
      case 'response.reasoning_text.delta':
        yield { type: 'reasoning', delta: event.delta };
        break;
      case 'response.completed':
      case 'response.incomplete':
        yield* this.#endWhole(event.response.output ?? []);
        this.#end = { reason: this.#finishReason(event.response), usage: toUsage(event.response) };
        break;
      case 'response.failed':
        throw { error: event.response.error };
      case 'error':
        throw { error: { code: event.code, message: event.message } };
    }
  }

  finish(): AdapterEvent | undefined {
    if (!this.#end) return undefined;
    const opaque = this.#layout.toOpaque('openai', this.#model);
    return { type: 'finish', ...this.#end, ...(opaque && { opaque }) };
  }

  *#say(delta: string): Generator<AdapterEvent> {
    if (!delta) return;
    this.#text += delta;
    this.#layout.addText(delta);
    yield { type: 'text', delta };
  }

  *#startCall(item: CallItem, index: number | undefined): Generator<AdapterEvent, ResponseCall> {
    const call: ResponseCall = {
      id: this.#ids.take(item.call_id),
      given: item.call_id || undefined,
      item: item.id || undefined,
      index,
      input: '',
      ended: false,
    };
    this.#calls.push(call);
    this.#layout.addCall(call.id);
    yield { type: 'call-start', id: call.id, name: item.name };
    return call;
  }

  *#write(call: ResponseCall, delta: string): Generator<AdapterEvent> {
    if (call.ended || !delta) return;
    call.input += delta;
    yield { type: 'call-input', id: call.id, delta };
  }

  *#endCall(call: ResponseCall, whole: unknown): Generator<AdapterEvent> {
    if (call.ended) return;
    const text = typeof whole === 'string' ? whole : whole ? JSON.stringify(whole) : '';
    if (text.startsWith(call.input)) yield* this.#write(call, text.slice(call.input.length));
    call.ended = true;
    yield { type: 'call-end', id: call.id };
  }

  /** The open call an event speaks of: some servers name items anew in each event, some give all one place. */
  #find(item: string | undefined, index: number | undefined): ResponseCall | undefined {
    const open = this.#calls.filter((call) => !call.ended);
    return (
      open.find((call) => call.item === item && call.index === index) ??
      open.findLast((call) => item !== undefined && call.item === item) ??
      open.findLast((call) => index !== undefined && call.index === index) ??
      open.at(-1)
    );
  }

  *#endItem(item: ResponseOutputItem, index: number): Generator<AdapterEvent> {
    if (item.type !== 'function_call') {
      yield* this.#endOther(item);
      return;
    }
    const named = (call: ResponseCall) => isNamed(call, item);
    const call =
      this.#calls.find((one) => !one.ended && named(one) && one.index === index) ??
      this.#calls.find((one) => !one.ended && named(one)) ??
      this.#calls.find((one) => named(one) && one.index === index) ??
      this.#calls.find((one) => !one.ended && one.index === index);
    yield* this.#endCall(call ?? (yield* this.#startCall(item, index)), item.arguments);
  }

  /** What no event told before stands in the whole. */
  *#endWhole(output: readonly ResponseOutputItem[]): Generator<AdapterEvent> {
    const untold: CallItem[] = [];
    const left = [...this.#calls];
    for (const item of output) {
      if (item.type !== 'function_call') {
        yield* this.#endOther(item);
        continue;
      }
      const at = left.findIndex((call) => isNamed(call, item));
      const [call] = at < 0 ? [] : left.splice(at, 1);
      if (call) yield* this.#endCall(call, item.arguments);
      else untold.push(item);
    }
    // Under other names than the events gave them: their order is the same.
    for (const item of untold) {
      yield* this.#endCall(left.shift() ?? (yield* this.#startCall(item, undefined)), item.arguments);
    }
    for (const call of this.#calls) yield* this.#endCall(call, '');
  }

  *#endOther(item: ResponseOutputItem): Generator<AdapterEvent> {
    // Only the finished item holds the whole encrypted reasoning.
    if (item.type === 'reasoning' && !this.#reasoned.has(item.id)) {
      this.#reasoned.add(item.id);
      this.#layout.addReasoning({ ...item });
    }
    if (item.type !== 'message' || (item.id && this.#told.has(item.id))) return;
    for (const part of item.content ?? []) {
      const text = part.type === 'refusal' ? part.refusal : part.text;
      if (part.type === 'refusal') this.#refused = true;
      // Its deltas told it already, under another name.
      if (text && !this.#text.includes(text)) yield* this.#say(text);
    }
  }

  #finishReason(response: ProviderResponse): FinishReason {
    const cause = response.incomplete_details?.reason;
    if (cause === 'max_output_tokens') return 'length';
    if (cause === 'content_filter' || this.#refused) return 'refusal';
    return this.#calls.length > 0 ? 'tools' : 'done';
  }
}

function isNamed(call: ResponseCall, item: CallItem): boolean {
  if (item.call_id && call.given) return item.call_id === call.given;
  return Boolean(item.id) && item.id === call.item;
}

/** Here `input_tokens` holds the cached ones and `output_tokens` the reasoning already. */
function toUsage(response: ProviderResponse): ReportedUsage | null {
  const { usage } = response;
  if (!usage) return null;
  return {
    input: usage.input_tokens,
    output: usage.output_tokens,
    cacheRead: usage.input_tokens_details?.cached_tokens ?? 0,
    cacheWrite: usage.input_tokens_details?.cache_write_tokens ?? 0,
    reasoning: usage.output_tokens_details?.reasoning_tokens ?? 0,
  };
}

function toTools(request: ModelRequest): FunctionTool[] {
  return request.tools.map((tool) => ({
    type: 'function',
    name: tool.name,
    description: tool.description,
    parameters: { type: 'object', ...tool.inputSchema },
    strict: false,
  }));
}

function toItems(message: ModelMessage, model: string): ResponseInputItem[] {
  if (message.role === 'user') return [{ role: 'user', content: message.text }];
  if (message.role === 'assistant') return toReplyItems(message, model);
  const output = message.ok ? message.text : `Error: ${message.text}`;
  return [{ type: 'function_call_output', call_id: message.callId, output }];
}

function toReplyItems(message: AssistantMessage, model: string): ResponseInputItem[] {
  const layout = readOpaque(message.opaque, 'openai', model) ?? [
    { text: message.text.length },
    ...message.calls.map((call) => ({ call: call.id })),
  ];
  const items: ResponseInputItem[] = [];
  let textAt = 0;
  let callAt = 0;
  for (const part of layout) {
    if ('text' in part) {
      const content = message.text.slice(textAt, textAt + part.text);
      textAt += part.text;
      if (content !== '') items.push({ role: 'assistant', content });
    } else if ('call' in part) {
      // The record may have given the call another id than the provider: their order is the same.
      const call = message.calls[callAt];
      callAt += 1;
      if (!call) continue;
      const input = JSON.stringify(toolInputObject(call.input));
      items.push({ type: 'function_call', call_id: call.id, name: call.name, arguments: input });
    } else {
      const reasoning = toReasoningItem(part.reasoning);
      if (reasoning) items.push(reasoning);
    }
  }
  return items;
}

function toReasoningItem(reasoning: Record<string, unknown>): ResponseInputItem | null {
  const { id, encrypted_content } = reasoning;
  if (reasoning.type !== 'reasoning' || typeof id !== 'string') return null;
  if (typeof encrypted_content !== 'string') return null;
  // The summary was for people; the encrypted text is what continues the thought.
  return { type: 'reasoning', id, summary: [], encrypted_content };
}
