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
import { brokenStream, toModelError } from './provider-error.ts';
import { toolInputObject } from './tool-input.ts';

type ToolCallDelta = NonNullable<ChatCompletionChunk.Choice.Delta['tool_calls']>[number];

export async function* askChat(
  connection: ModelConnection,
  request: ModelRequest,
  signal: AbortSignal,
): AsyncGenerator<AdapterEvent> {
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
    fetchOptions: { redirect: 'error' },
  });
  const reply = new ChatReply();
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

/** Follows one streamed completion. */
class ChatReply {
  /** Calls in the order they began. */
  readonly #calls: { index: number; id: string }[] = [];
  #reason: FinishReason | undefined;
  #refused = false;
  #usage: ReportedUsage | null = null;

  get complete(): boolean {
    return this.#reason !== undefined;
  }

  *take(chunk: ChatCompletionChunk): Generator<AdapterEvent> {
    if (chunk.usage) {
      this.#usage = toUsage(chunk.usage);
      yield { type: 'usage', usage: this.#usage };
    }
    const choice = chunk.choices?.[0];
    if (!choice) return;
    const { delta } = choice;
    const reasoning = readReasoning(delta);
    if (reasoning) yield { type: 'reasoning', delta: reasoning };
    if (delta?.content) yield { type: 'text', delta: delta.content };
    if (delta?.refusal) {
      this.#refused = true;
      yield { type: 'text', delta: delta.refusal };
    }
    for (const part of delta?.tool_calls ?? []) yield* this.#addToCall(part);
    if (choice.finish_reason) this.#reason = this.#toReason(choice.finish_reason);
  }

  *finish(): Generator<AdapterEvent> {
    // Deltas of several calls may alternate: none has ended before all have.
    for (const { id } of this.#calls) yield { type: 'call-end', id };
    yield { type: 'finish', reason: this.#reason ?? 'done', usage: this.#usage };
  }

  *#addToCall(part: ToolCallDelta): Generator<AdapterEvent> {
    const index = part.index ?? 0;
    let call = this.#calls.findLast((known) => known.index === index);
    // Some servers give every call index 0: a new id together with a name begins a new call.
    const another = call && part.id && part.id !== call.id && part.function?.name;
    if (!call || another) {
      call = { index, id: part.id || `call_${this.#calls.length + 1}` };
      this.#calls.push(call);
      yield { type: 'call-start', id: call.id, name: part.function?.name ?? '' };
    }
    const delta = readArguments(part);
    if (delta) yield { type: 'call-input', id: call.id, delta };
  }

  #toReason(reason: string): FinishReason {
    if (reason === 'length') return 'length';
    if (reason === 'content_filter' || this.#refused) return 'refusal';
    return this.#calls.length > 0 ? 'tools' : 'done';
  }
}

/** Some servers send the arguments as an object rather than as text. */
function readArguments(part: ToolCallDelta): string {
  const value: unknown = part.function?.arguments;
  if (typeof value === 'string') return value;
  return typeof value === 'object' && value !== null ? JSON.stringify(value) : '';
}

/** Not part of the standard: `reasoning_content` (vLLM, DeepSeek) or `reasoning` (Ollama, OpenRouter). */
function readReasoning(delta: object | undefined): string {
  const fields = (delta ?? {}) as Record<string, unknown>;
  const value = fields.reasoning_content ?? fields.reasoning;
  return typeof value === 'string' ? value : '';
}

function toUsage(usage: NonNullable<ChatCompletionChunk['usage']>): ReportedUsage {
  return {
    input: usage.prompt_tokens ?? 0,
    output: usage.completion_tokens ?? 0,
    cacheRead: usage.prompt_tokens_details?.cached_tokens ?? 0,
    cacheWrite: usage.prompt_tokens_details?.cache_write_tokens ?? 0,
    reasoning: usage.completion_tokens_details?.reasoning_tokens ?? 0,
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
