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

/** Follows one streamed response. */
class ResponsesReply {
  readonly #model: string;
  readonly #layout = new ReplyLayout();
  /** Call ids by item id; the events name the item, the conversation names the call. */
  readonly #calls = new Map<string, { id: string; written: boolean; ended: boolean }>();
  /** Items whose text was told. */
  readonly #texts = new Set<string>();
  #refused = false;
  #end: { reason: FinishReason; usage: ReportedUsage | null } | undefined;

  constructor(model: string) {
    this.#model = model;
  }

  *take(event: ResponseStreamEvent): Generator<AdapterEvent> {
    switch (event.type) {
      case 'response.output_item.added':
        if (event.item.type === 'function_call') yield* this.#startCall(event.item);
        break;
      case 'response.function_call_arguments.delta': {
        const call = this.#calls.get(event.item_id);
        if (!call || call.ended || event.delta === '') break;
        call.written = true;
        yield { type: 'call-input', id: call.id, delta: event.delta };
        break;
      }
      case 'response.output_item.done':
        yield* this.#endItem(event.item);
        break;
      case 'response.refusal.delta':
        this.#refused = true;
        this.#layout.addText(event.delta);
        yield { type: 'text', delta: event.delta };
        break;
      case 'response.output_text.delta':
        this.#texts.add(event.item_id);
        this.#layout.addText(event.delta);
        yield { type: 'text', delta: event.delta };
        break;
      case 'response.reasoning_summary_text.delta':
      case 'response.reasoning_text.delta':
        yield { type: 'reasoning', delta: event.delta };
        break;
      case 'response.completed':
      case 'response.incomplete':
        // What no event told before stands in the whole.
        for (const item of event.response.output ?? []) yield* this.#endItem(item);
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

  *#startCall(item: Extract<ResponseOutputItem, { type: 'function_call' }>): Generator<AdapterEvent> {
    this.#calls.set(item.id ?? item.call_id, { id: item.call_id, written: false, ended: false });
    this.#layout.addCall(item.call_id);
    yield { type: 'call-start', id: item.call_id, name: item.name };
  }

  *#endItem(item: ResponseOutputItem): Generator<AdapterEvent> {
    const itemId = item.id ?? '';
    if (item.type === 'message') yield* this.#endMessage(item);
    // Only the finished item holds the whole encrypted reasoning.
    if (item.type === 'reasoning' && !this.#texts.has(itemId)) {
      this.#texts.add(itemId);
      this.#layout.addReasoning({ ...item });
    }
    if (item.type !== 'function_call') return;
    const key = item.id ?? item.call_id;
    if (!this.#calls.has(key)) yield* this.#startCall(item);
    const call = this.#calls.get(key);
    if (!call || call.ended) return;
    call.ended = true;
    if (!call.written && item.arguments) {
      yield { type: 'call-input', id: call.id, delta: item.arguments };
    }
    yield { type: 'call-end', id: call.id };
  }

  /** The text of an item that came without deltas. */
  *#endMessage(item: Extract<ResponseOutputItem, { type: 'message' }>): Generator<AdapterEvent> {
    if (this.#texts.has(item.id) || this.#refused) return;
    this.#texts.add(item.id);
    for (const part of item.content ?? []) {
      const delta = part.type === 'refusal' ? part.refusal : part.text;
      if (part.type === 'refusal') this.#refused = true;
      if (!delta) continue;
      this.#layout.addText(delta);
      yield { type: 'text', delta };
    }
  }

  #finishReason(response: ProviderResponse): FinishReason {
    const cause = response.incomplete_details?.reason;
    if (cause === 'max_output_tokens') return 'length';
    if (cause === 'content_filter' || this.#refused) return 'refusal';
    return this.#calls.size > 0 ? 'tools' : 'done';
  }
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
