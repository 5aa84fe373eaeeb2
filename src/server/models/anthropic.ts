/** Anthropic's Messages API through its official SDK. */
import Anthropic from '@anthropic-ai/sdk';
import type {
  ContentBlockParam,
  MessageParam,
  RawMessageStreamEvent,
  Tool,
} from '@anthropic-ai/sdk/resources/messages/messages';
import type { FinishReason, ModelMessage, ModelRequest } from '../../agent/model.ts';
import { type AdapterEvent, CALL_DEADLINE_MS, type ModelConnection } from './adapter.ts';
import { CallIds } from './call-ids.ts';
import { nameEvents } from './name-events.ts';
import { ReplyLayout, readOpaque } from './opaque.ts';
import { brokenStream, toModelError } from './provider-error.ts';
import { providerFetch, sseEvent } from './provider-fetch.ts';
import { toolInputObject } from './tool-input.ts';

const DEFAULT_BASE_URL = 'https://api.anthropic.com';

type AssistantMessage = Extract<ModelMessage, { role: 'assistant' }>;

export async function* askAnthropic(
  connection: ModelConnection,
  request: ModelRequest,
  signal: AbortSignal,
  heard: () => void = () => undefined,
): AsyncGenerator<AdapterEvent> {
  const client = new Anthropic({
    apiKey: connection.apiKey ?? '',
    authToken: null,
    baseURL: connection.baseUrl ?? DEFAULT_BASE_URL,
    // A retry needs a hold of its own, so only the gateway may ask again.
    maxRetries: 0,
    timeout: CALL_DEADLINE_MS,
    logLevel: 'off',
    fetch: providerFetch(connection, { heard, streamOf: messageEvents, through: nameEvents }),
  });
  const reply = new AnthropicReply(connection.model);
  let opened = false;
  try {
    const stream = await client.messages.create(
      {
        model: connection.model,
        max_tokens: request.maxOutputTokens,
        system: request.system,
        messages: toMessages(request.messages, connection.model),
        tools: toTools(request),
        // The growing conversation is read from the cache at each step.
        cache_control: { type: 'ephemeral' },
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
  // The SDK ends quietly when it is aborted.
  signal.throwIfAborted();
  if (!reply.complete) throw brokenStream(connection.label);
  yield* reply.finish();
}

/** A whole message, from a server that does not stream, as the events of one. */
function messageEvents(answer: unknown): string | null {
  if (typeof answer !== 'object' || answer === null) return null;
  const { type, content, ...message } = answer as Record<string, unknown>;
  if (type === 'error') return sseEvent(answer, 'error');
  if (type !== 'message' || !Array.isArray(content)) return null;
  const typed = (event: string, data: object) => sseEvent({ type: event, ...data }, event);
  const delta = { stop_reason: message.stop_reason ?? 'end_turn', stop_sequence: null };
  return [
    typed('message_start', { message: { type, content: [], ...message } }),
    ...content.flatMap((block: Record<string, unknown>, index) => [
      typed('content_block_start', {
        index,
        content_block: block.type === 'tool_use' ? { ...block, input: {} } : block,
      }),
      ...(block.type === 'tool_use'
        ? [
            typed('content_block_delta', {
              index,
              delta: { type: 'input_json_delta', partial_json: JSON.stringify(block.input ?? {}) },
            }),
          ]
        : []),
      typed('content_block_stop', { index }),
    ]),
    typed('message_delta', { delta, usage: message.usage ?? {} }),
    typed('message_stop', {}),
  ].join('');
}

/** Follows one streamed message. */
class AnthropicReply {
  readonly #model: string;
  readonly #layout = new ReplyLayout();
  readonly #ids = new CallIds('toolu');
  /** The open calls by the index of their block. */
  readonly #open = new Map<number, string>();
  /** The last thought, as it is collected. */
  #thinking: { type: 'thinking'; thinking: string; signature: string } | undefined;
  #called = false;
  #usage = { fresh: 0, cacheRead: 0, cacheWrite: 0, output: 0, reasoning: 0 };
  /** The count of the end came; that of the beginning knows nothing of the output. */
  #counted = false;
  #reason: FinishReason | undefined;
  #complete = false;

  constructor(model: string) {
    this.#model = model;
  }

  *take(event: RawMessageStreamEvent): Generator<AdapterEvent> {
    switch (event.type) {
      case 'message_start':
        if (event.message.usage) this.#readUsage(event.message.usage);
        yield { type: 'usage', usage: this.#canonicalUsage() };
        break;
      case 'content_block_start':
        yield* this.#startBlock(event.index, event.content_block);
        break;
      case 'content_block_delta':
        yield* this.#addDelta(event.index, event.delta);
        break;
      case 'content_block_stop':
        yield* this.#endCall(event.index);
        break;
      case 'message_delta':
        if (event.usage) this.#readUsage(event.usage);
        this.#counted ||= typeof event.usage?.output_tokens === 'number';
        this.#reason = toFinishReason(event.delta.stop_reason ?? null) ?? this.#reason;
        yield { type: 'usage', usage: this.#canonicalUsage() };
        break;
      case 'message_stop':
        this.#complete = true;
        break;
    }
  }

  /** Some servers that speak this format leave out the last event, some the reason. */
  get complete(): boolean {
    return this.#complete || this.#reason !== undefined;
  }

  *finish(): Generator<AdapterEvent> {
    for (const index of [...this.#open.keys()]) yield* this.#endCall(index);
    const opaque = this.#layout.toOpaque('anthropic', this.#model);
    const reason = this.#reason ?? 'done';
    yield {
      type: 'finish',
      reason: reason === 'done' && this.#called ? 'tools' : reason,
      usage: this.#counted ? this.#canonicalUsage() : null,
      ...(opaque && { opaque }),
    };
  }

  *#startBlock(
    index: number,
    block: Extract<RawMessageStreamEvent, { type: 'content_block_start' }>['content_block'],
  ): Generator<AdapterEvent> {
    // Another block in its place: the former is over.
    yield* this.#endCall(index);
    if (block.type === 'tool_use') {
      const id = this.#ids.take(block.id);
      this.#open.set(index, id);
      this.#called = true;
      this.#layout.addCall(id);
      yield { type: 'call-start', id, name: block.name };
      const whole = block.input;
      if (typeof whole === 'object' && whole !== null && Object.keys(whole).length > 0) {
        yield { type: 'call-input', id, delta: JSON.stringify(whole) };
      }
    } else if (block.type === 'thinking') {
      this.#thinking = {
        type: 'thinking',
        thinking: block.thinking ?? '',
        signature: block.signature ?? '',
      };
      this.#layout.addReasoning(this.#thinking);
      if (block.thinking) yield { type: 'reasoning', delta: block.thinking };
    } else if (block.type === 'redacted_thinking') {
      this.#layout.addReasoning({ type: 'redacted_thinking', data: block.data });
    } else if (block.type === 'text' && block.text) {
      yield* this.#say(block.text);
    }
  }

  *#addDelta(
    index: number,
    delta: Extract<RawMessageStreamEvent, { type: 'content_block_delta' }>['delta'],
  ): Generator<AdapterEvent> {
    if (delta.type === 'text_delta') {
      yield* this.#say(delta.text);
    } else if (delta.type === 'input_json_delta') {
      const id = this.#open.get(index);
      if (id !== undefined && delta.partial_json) yield { type: 'call-input', id, delta: delta.partial_json };
    } else if (delta.type === 'thinking_delta' && delta.thinking) {
      if (this.#thinking) this.#thinking.thinking += delta.thinking;
      yield { type: 'reasoning', delta: delta.thinking };
    } else if (delta.type === 'signature_delta' && this.#thinking) {
      this.#thinking.signature += delta.signature;
    }
  }

  *#say(delta: string): Generator<AdapterEvent> {
    if (!delta) return;
    this.#layout.addText(delta);
    yield { type: 'text', delta };
  }

  *#endCall(index: number): Generator<AdapterEvent> {
    const id = this.#open.get(index);
    if (id === undefined) return;
    this.#open.delete(index);
    yield { type: 'call-end', id };
  }

  #readUsage(usage: {
    input_tokens: number | null;
    cache_read_input_tokens: number | null;
    cache_creation_input_tokens: number | null;
    output_tokens: number;
    output_tokens_details?: { thinking_tokens: number } | null;
  }): void {
    const before = this.#usage;
    this.#usage = {
      fresh: usage.input_tokens ?? before.fresh,
      cacheRead: usage.cache_read_input_tokens ?? before.cacheRead,
      cacheWrite: usage.cache_creation_input_tokens ?? before.cacheWrite,
      output: usage.output_tokens ?? before.output,
      reasoning: usage.output_tokens_details?.thinking_tokens ?? before.reasoning,
    };
  }

  /** The provider's `input_tokens` leaves the cache out: both cache counts are added. */
  #canonicalUsage() {
    const { fresh, cacheRead, cacheWrite, output, reasoning } = this.#usage;
    return { input: fresh + cacheRead + cacheWrite, output, cacheRead, cacheWrite, reasoning };
  }
}

function toFinishReason(reason: string | null): FinishReason | undefined {
  if (reason === null) return undefined;
  if (reason === 'tool_use') return 'tools';
  if (reason === 'max_tokens' || reason === 'model_context_window_exceeded') return 'length';
  return reason === 'refusal' ? 'refusal' : 'done';
}

function toTools(request: ModelRequest): Tool[] {
  return request.tools.map((tool) => ({
    name: tool.name,
    description: tool.description,
    input_schema: { type: 'object', ...tool.inputSchema },
    // A file is seen while it is written, not when its whole text has been checked.
    eager_input_streaming: true,
  }));
}

/** Tool results and the next request belong to one user turn. */
function toMessages(messages: readonly ModelMessage[], model: string): MessageParam[] {
  const turns: { role: 'user' | 'assistant'; content: ContentBlockParam[] }[] = [];
  for (const message of messages) {
    const role = message.role === 'assistant' ? 'assistant' : 'user';
    const blocks = message.role === 'assistant' ? toReplyBlocks(message, model) : toUserBlocks(message);
    const last = turns.at(-1);
    if (last?.role === role) last.content.push(...blocks);
    else if (blocks.length > 0) turns.push({ role, content: blocks });
  }
  return turns;
}

function toUserBlocks(message: Exclude<ModelMessage, { role: 'assistant' }>): ContentBlockParam[] {
  if (message.role === 'user') return message.text === '' ? [] : [{ type: 'text', text: message.text }];
  return [
    {
      type: 'tool_result',
      tool_use_id: message.callId,
      content: message.text === '' ? '(no output)' : message.text,
      is_error: !message.ok,
    },
  ];
}

function toReplyBlocks(message: AssistantMessage, model: string): ContentBlockParam[] {
  const layout = readOpaque(message.opaque, 'anthropic', model) ?? [
    { text: message.text.length },
    ...message.calls.map((call) => ({ call: call.id })),
  ];
  const blocks: ContentBlockParam[] = [];
  let textAt = 0;
  let callAt = 0;
  for (const part of layout) {
    if ('text' in part) {
      const text = message.text.slice(textAt, textAt + part.text);
      textAt += part.text;
      if (text.trim() !== '') blocks.push({ type: 'text', text });
    } else if ('call' in part) {
      // The record may have given the call another id than the provider: their order is the same.
      const call = message.calls[callAt];
      callAt += 1;
      if (call) {
        blocks.push({ type: 'tool_use', id: call.id, name: call.name, input: toolInputObject(call.input) });
      }
    } else {
      const reasoning = toReasoningBlock(part.reasoning);
      if (reasoning) blocks.push(reasoning);
    }
  }
  return blocks;
}

function toReasoningBlock(reasoning: Record<string, unknown>): ContentBlockParam | null {
  const { type, thinking, signature, data } = reasoning;
  if (type === 'thinking' && typeof thinking === 'string' && typeof signature === 'string') {
    return { type, thinking, signature };
  }
  return type === 'redacted_thinking' && typeof data === 'string' ? { type, data } : null;
}
