/** The Chat Completions stream, as compatible servers send it. */
import { callInput, DEFAULT_USAGE, pieces, stopOf, type Turn, type WireEvent } from './turn.ts';

const STOP = { done: 'stop', tools: 'tool_calls', length: 'length', refusal: 'content_filter' } as const;

export function chatEvents(turn: Turn, model: string): WireEvent[] {
  const size = turn.piece ?? 12;
  const usage = turn.usage === undefined ? DEFAULT_USAGE : turn.usage;
  const chunk = (delta: object, finish_reason: string | null = null): WireEvent => ({
    data: {
      id: 'chatcmpl-double',
      object: 'chat.completion.chunk',
      created: 1_790_000_000,
      model,
      choices: [{ index: 0, delta, finish_reason }],
    },
  });
  return [
    chunk({ role: 'assistant', content: '' }),
    ...pieces(turn.reasoning ?? '', size).map((reasoning_content) => chunk({ reasoning_content })),
    ...pieces(turn.text ?? '', size).map((content) => chunk({ content })),
    ...callDeltas(turn, size).map((call) => chunk({ tool_calls: [call] })),
    chunk({}, STOP[stopOf(turn)]),
    ...(usage ? [usageChunk(usage, model)] : []),
    { data: '[DONE]' },
  ];
}

export function chatError(type: string, message: string): WireEvent {
  return { data: { error: { type, message, code: null, param: null } } };
}

function callDeltas(turn: Turn, size: number): object[] {
  const perCall = (turn.calls ?? []).map((call, index) => [
    { index, id: call.id ?? `call_${index}`, type: 'function', function: { name: call.name, arguments: '' } },
    ...pieces(callInput(call), size).map((text) => ({ index, function: { arguments: text } })),
  ]);
  if (!turn.alternate) return perCall.flat();
  const longest = Math.max(0, ...perCall.map((deltas) => deltas.length));
  return Array.from({ length: longest }, (_, at) => perCall.flatMap((deltas) => deltas[at] ?? [])).flat();
}

function usageChunk(usage: NonNullable<Turn['usage']>, model: string): WireEvent {
  return {
    data: {
      id: 'chatcmpl-double',
      object: 'chat.completion.chunk',
      created: 1_790_000_000,
      model,
      choices: [],
      usage: {
        prompt_tokens: usage.input,
        completion_tokens: usage.output,
        total_tokens: usage.input + usage.output,
        prompt_tokens_details: {
          cached_tokens: usage.cacheRead ?? 0,
          cache_write_tokens: usage.cacheWrite ?? 0,
        },
        completion_tokens_details: { reasoning_tokens: usage.reasoning ?? 0 },
      },
    },
  };
}
