/**
 * Chat Completions with a base URL, through OpenAI's official SDK: Ollama, LM Studio, vLLM,
 * Azure, OpenRouter. These endpoints agree on less than their name says; what differs is read leniently.
 */
import OpenAI from 'openai';
import type {
  ChatCompletionChunk,
  ChatCompletionMessageParam,
  ChatCompletionTool,
} from 'openai/resources/chat/completions';
import type { FinishReason, ModelMessage, ModelRequest } from '../../agent/model.ts';
import { type AdapterEvent, CALL_DEADLINE_MS, type ModelConnection, type ReportedUsage } from './adapter.ts';
import { CallIds } from './call-ids.ts';
import { brokenStream, toModelError } from './provider-error.ts';
import { providerFetch, sseEvent } from './provider-fetch.ts';
import { toolInputObject } from './tool-input.ts';

export async function* askChat(
  connection: ModelConnection,
  request: ModelRequest,
  signal: AbortSignal,
  heard: () => void = () => undefined,
): AsyncGenerator<AdapterEvent> {
  const reply = new ChatReply();
  const client = new OpenAI({
    // A model on own hardware needs no key, the SDK does.
    apiKey: connection.apiKey ?? 'none',
    baseURL: connection.baseUrl ?? '',
    organization: null,
    project: null,
    // A retry needs a hold of its own, so only the gateway may ask again.
    maxRetries: 0,
    timeout: CALL_DEADLINE_MS,
    logLevel: 'off',
    fetch: providerFetch(connection, {
      heard,
      onBytes: (bytes) => reply.see(bytes),
      streamOf: completionEvents,
    }),
  });
  let opened = false;
  try {
    const stream = await client.chat.completions.create(
      {
        model: connection.model,
        messages: toMessages(request),
        ...(request.tools.length > 0 && { tools: toTools(request) }),
        ...outputLimit(connection, request.maxOutputTokens),
        stream: true,
        stream_options: { include_usage: true },
      },
      { signal },
    );
    opened = true;
    yield { type: 'open' };
    for await (const chunk of stream) yield* reply.take(chunk);
  } catch (error) {
    signal.throwIfAborted();
    throw toModelError(error, connection, opened);
  }
  signal.throwIfAborted();
  if (!reply.complete) throw brokenStream(connection.label);
  yield* reply.finish();
}

/** OpenAI and Azure refuse `max_tokens` for reasoning models; most others know only that. */
function outputLimit(connection: ModelConnection, tokens: number) {
  const host = URL.parse(connection.baseUrl ?? '')?.hostname ?? '';
  const modern = host === 'api.openai.com' || host.endsWith('.azure.com');
  return modern ? { max_completion_tokens: tokens } : { max_tokens: tokens };
}

/** A whole completion, from a server that does not stream, as the only chunk of one. */
function completionEvents(answer: unknown): string | null {
  const { choices, error } = fieldsOf(answer);
  return Array.isArray(choices) || error ? `${sseEvent(answer)}data: [DONE]\n\n` : null;
}

/** Follows one streamed completion. */
class ChatReply {
  readonly #calls = new ChatCalls();
  #tail = '';
  #closed = false;
  #reason: FinishReason | undefined;
  #refused = false;
  #usage: ReportedUsage | null = null;

  /** The server said that this was its last: some say nothing else of the end. */
  get complete(): boolean {
    return this.#reason !== undefined || this.#closed;
  }

  /** Looks for the closing mark, which the SDK keeps to itself. */
  see(bytes: Uint8Array): void {
    this.#tail = (this.#tail + Buffer.from(bytes).toString('latin1')).slice(-64);
    this.#closed ||= /(^|\n)data: ?\[DONE\]/.test(this.#tail);
  }

  *take(chunk: ChatCompletionChunk): Generator<AdapterEvent> {
    if (chunk.usage) {
      this.#usage = toUsage(chunk.usage);
      yield { type: 'usage', usage: this.#usage };
    }
    const choice = fieldsOf(chunk.choices?.find((one) => Number(one?.index ?? 0) === 0));
    // Some servers send whole messages, or the older `text`, in place of deltas.
    const delta = fieldsOf(choice.delta ?? choice.message);
    const { reasoning, text } = readContent(delta.content ?? choice.text);
    const thought = readReasoning(delta) || reasoning;
    if (thought) yield { type: 'reasoning', delta: thought };
    if (text) yield { type: 'text', delta: text };
    if (typeof delta.refusal === 'string' && delta.refusal !== '') {
      this.#refused = true;
      yield { type: 'text', delta: delta.refusal };
    }
    if (Array.isArray(delta.tool_calls)) yield* this.#calls.take(delta.tool_calls);
    if (fieldsOf(delta.function_call).name !== undefined || fieldsOf(delta.function_call).arguments) {
      yield* this.#calls.take([{ index: 0, function: delta.function_call }]);
    }
    const reason = choice.finish_reason;
    if (typeof reason === 'string' && reason !== '') this.#reason = this.#toReason(reason);
  }

  *finish(): Generator<AdapterEvent> {
    yield* this.#calls.finish();
    const reason = this.#reason ?? 'done';
    yield {
      type: 'finish',
      reason: reason === 'done' && this.#calls.count > 0 ? 'tools' : reason,
      usage: this.#usage,
    };
  }

  #toReason(reason: string): FinishReason {
    if (reason === 'length' || reason === 'max_tokens' || reason === 'model_length') return 'length';
    if (reason === 'content_filter' || reason === 'refusal' || reason === 'safety' || this.#refused) {
      return 'refusal';
    }
    return 'done';
  }
}

interface ChatCall {
  readonly index: number;
  /** The server's own id, which may come twice. */
  readonly given: string | undefined;
  readonly id: string;
  name: string;
  input: string;
  /** Arguments that came as an object; the last one counts. */
  object: unknown;
  started: boolean;
  ended: boolean;
}

/** Tells the calls of a completion apart, however the server numbers them. */
class ChatCalls {
  /** In the order they began. */
  readonly #calls: ChatCall[] = [];
  readonly #ids = new CallIds('call');

  get count(): number {
    return this.#calls.length;
  }

  *take(parts: readonly unknown[]): Generator<AdapterEvent> {
    for (const [at, raw] of parts.entries()) {
      const part = fieldsOf(raw);
      const fn = fieldsOf(part.function);
      const name = asText(fn.name ?? part.name);
      const args = fn.arguments ?? part.arguments;
      const id = asText(part.id) || undefined;
      const index = part.index === undefined || part.index === null ? undefined : Number(part.index);
      const call = this.#find(id, index, name, args) ?? this.#begin(id, index ?? at, name);
      if (!call.started) call.name = joinName(call.name, name);
      yield* this.#add(call, args);
    }
    yield* this.#endWhole();
  }

  *finish(): Generator<AdapterEvent> {
    for (const call of this.#calls) {
      if (call.ended) continue;
      if (call.object !== undefined) yield* this.#write(call, JSON.stringify(call.object));
      yield* this.#start(call);
      call.ended = true;
      yield { type: 'call-end', id: call.id };
    }
  }

  /** The call that a part goes on with; undefined where it begins another. */
  #find(
    id: string | undefined,
    index: number | undefined,
    name: string,
    args: unknown,
  ): ChatCall | undefined {
    const last = this.#calls.at(-1);
    const known =
      index === undefined
        ? id === undefined
          ? last
          : this.#calls.findLast((call) => call.given === id)
        : this.#calls.findLast((call) => call.index === index);
    if (!known || name === '') return known;
    const whole = isWhole(known.input) || known.object !== undefined;
    // The same call told again as a whole is no other call.
    const again = name === known.name && known.given === id && sameInput(known, args);
    const differs = id !== undefined && id !== known.given;
    if (again && id !== undefined) return known;
    if (differs && (whole || (known.input === '' && (name !== known.name || !args)))) return undefined;
    return id === undefined && whole ? undefined : known;
  }

  #begin(id: string | undefined, index: number, name: string): ChatCall {
    const call: ChatCall = {
      index,
      given: id,
      id: this.#ids.take(id),
      name,
      input: '',
      object: undefined,
      started: false,
      ended: false,
    };
    this.#calls.push(call);
    return call;
  }

  *#add(call: ChatCall, args: unknown): Generator<AdapterEvent> {
    if (call.ended || args === undefined || args === null || args === '') return;
    if (typeof args === 'object') {
      call.object = args;
      return;
    }
    const text = String(args);
    // Some servers send all so far each time.
    const more = call.input.length > 1 && text.startsWith(call.input) ? text.slice(call.input.length) : text;
    yield* this.#write(call, more);
  }

  *#write(call: ChatCall, text: string): Generator<AdapterEvent> {
    if (text === '') return;
    call.input += text;
    yield* this.#start(call);
    yield { type: 'call-input', id: call.id, delta: text };
  }

  /** Not before the name is known: some servers send it after the id. */
  *#start(call: ChatCall): Generator<AdapterEvent> {
    if (call.started) return;
    call.started = true;
    yield { type: 'call-start', id: call.id, name: call.name };
  }

  /** A call whose object is closed needs no further word; calls end in the order they began. */
  *#endWhole(): Generator<AdapterEvent> {
    for (const call of this.#calls) {
      if (call.ended) continue;
      if (!call.started || !isWhole(call.input)) return;
      call.ended = true;
      yield { type: 'call-end', id: call.id };
    }
  }
}

/** A name comes whole, again and again, or in pieces. */
function joinName(known: string, more: string): string {
  if (more === '' || known === more || known.startsWith(more)) return known;
  return more.startsWith(known) ? more : known + more;
}

function isWhole(input: string): boolean {
  if (!input.trimEnd().endsWith('}')) return false;
  try {
    const value: unknown = JSON.parse(input);
    return typeof value === 'object' && value !== null;
  } catch {
    return false;
  }
}

function sameInput(call: ChatCall, args: unknown): boolean {
  return typeof args === 'string' && args !== '' && args === call.input;
}

/** Text, or parts of text and thinking (Mistral and others). */
function readContent(content: unknown): { readonly text: string; readonly reasoning: string } {
  if (typeof content === 'string') return { text: content, reasoning: '' };
  if (!Array.isArray(content)) return { text: '', reasoning: '' };
  let text = '';
  let reasoning = '';
  for (const raw of content) {
    const part = fieldsOf(raw);
    if (typeof raw === 'string') text += raw;
    else if (part.thinking !== undefined) {
      reasoning += typeof part.thinking === 'string' ? part.thinking : readContent(part.thinking).text;
    } else text += asText(part.text);
  }
  return { text, reasoning };
}

/** Not part of the standard: `reasoning_content` (vLLM, DeepSeek), `reasoning` (Ollama, OpenRouter), `thinking`. */
function readReasoning(delta: Fields): string {
  for (const value of [delta.reasoning_content, delta.reasoning, delta.thinking]) {
    const text = typeof value === 'string' ? value : asText(fieldsOf(value).text ?? fieldsOf(value).content);
    if (text !== '') return text;
  }
  return '';
}

/** What may stand in an object of a server that keeps to no one's types. */
type Fields = Readonly<Record<string, unknown>>;

function fieldsOf(value: unknown): Fields {
  return typeof value === 'object' && value !== null ? (value as Fields) : {};
}

function asText(value: unknown): string {
  return typeof value === 'string' ? value : '';
}

function toUsage(usage: NonNullable<ChatCompletionChunk['usage']>): ReportedUsage {
  return {
    input: Number(usage.prompt_tokens ?? 0),
    output: Number(usage.completion_tokens ?? 0),
    cacheRead: Number(usage.prompt_tokens_details?.cached_tokens ?? 0),
    cacheWrite: Number(usage.prompt_tokens_details?.cache_write_tokens ?? 0),
    reasoning: Number(usage.completion_tokens_details?.reasoning_tokens ?? 0),
  };
}

function toTools(request: ModelRequest): ChatCompletionTool[] {
  return request.tools.map((tool) => ({
    type: 'function',
    function: {
      name: tool.name,
      description: tool.description,
      parameters: { type: 'object', ...tool.inputSchema },
    },
  }));
}

function toMessages(request: ModelRequest): ChatCompletionMessageParam[] {
  return [{ role: 'system', content: request.system }, ...request.messages.map(toMessage)];
}

function toMessage(message: ModelMessage): ChatCompletionMessageParam {
  if (message.role === 'user') return { role: 'user', content: message.text };
  if (message.role === 'tool') {
    const content = message.ok ? message.text : `Error: ${message.text}`;
    return { role: 'tool', tool_call_id: message.callId, content };
  }
  return {
    role: 'assistant',
    content: message.text,
    ...(message.calls.length > 0 && {
      tool_calls: message.calls.map((call) => ({
        id: call.id,
        type: 'function' as const,
        function: { name: call.name, arguments: JSON.stringify(toolInputObject(call.input)) },
      })),
    }),
  };
}
