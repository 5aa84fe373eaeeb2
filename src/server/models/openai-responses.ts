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
import { toolInputObject } from './tool-input.ts';

const DEFAULT_BASE_URL = 'https://api.openai.com/v1';

type AssistantMessage = Extract<ModelMessage, { role: 'assistant' }>;

export async function* askResponses(
  connection: ModelConnection,
  request: ModelRequest,
  signal: AbortSignal,
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
    fetchOptions: { redirect: 'error' },
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

/** Follows one streamed response. */
class ResponsesReply {
  readonly #model: string;
  readonly #layout = new ReplyLayout();
  /** Call ids by item id; the events name the item, the conversation names the call. */
  readonly #calls = new Map<string, { id: string; written: boolean }>();
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
        if (!call || event.delta === '') break;
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
        this.#layout.addText(event.delta);
        yield { type: 'text', delta: event.delta };
        break;
      case 'response.reasoning_summary_text.delta':
      case 'response.reasoning_text.delta':
        yield { type: 'reasoning', delta: event.delta };
        break;
      case 'response.completed':
      case 'response.incomplete':
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
    this.#calls.set(item.id ?? item.call_id, { id: item.call_id, written: false });
    this.#layout.addCall(item.call_id);
    yield { type: 'call-start', id: item.call_id, name: item.name };
  }

  *#endItem(item: ResponseOutputItem): Generator<AdapterEvent> {
    // Only the finished item holds the whole encrypted reasoning.
    if (item.type === 'reasoning') this.#layout.addReasoning({ ...item });
    if (item.type !== 'function_call') return;
    const known = this.#calls.get(item.id ?? item.call_id);
    if (!known) yield* this.#startCall(item);
    if (!known?.written && item.arguments !== '') {
      yield { type: 'call-input', id: item.call_id, delta: item.arguments };
    }
    yield { type: 'call-end', id: item.call_id };
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
  for (const part of layout) {
    if ('text' in part) {
      const content = message.text.slice(textAt, textAt + part.text);
      textAt += part.text;
      if (content !== '') items.push({ role: 'assistant', content });
    } else if ('call' in part) {
      const call = message.calls.find(({ id }) => id === part.call);
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
