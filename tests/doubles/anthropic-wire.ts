/** Anthropic's Messages stream, as its reference documents it. */
import { callInput, DEFAULT_USAGE, pieces, stopOf, type Turn, type WireEvent } from './turn.ts';

const STOP = { done: 'end_turn', tools: 'tool_use', length: 'max_tokens', refusal: 'refusal' } as const;

export function anthropicEvents(turn: Turn, model: string): WireEvent[] {
  const usage = turn.usage === undefined ? DEFAULT_USAGE : turn.usage;
  const cacheRead = usage?.cacheRead ?? 0;
  const cacheWrite = usage?.cacheWrite ?? 0;
  const inputUsage = {
    input_tokens: (usage?.input ?? 0) - cacheRead - cacheWrite,
    cache_read_input_tokens: cacheRead,
    cache_creation_input_tokens: cacheWrite,
  };
  const blocks = toBlocks(turn);
  return [
    typed({
      type: 'message_start',
      message: {
        id: 'msg_double',
        type: 'message',
        role: 'assistant',
        model,
        content: [],
        stop_reason: null,
        stop_sequence: null,
        usage: { ...inputUsage, output_tokens: 1 },
      },
    }),
    ...(turn.pings ? [typed({ type: 'ping' })] : []),
    ...blocks.flatMap(({ start, deltas }, index) => [
      typed({ type: 'content_block_start', index, content_block: start }),
      ...deltas.flatMap((delta, at) => [
        ...(turn.pings && at % 3 === 0 ? [typed({ type: 'ping' })] : []),
        typed({ type: 'content_block_delta', index, delta }),
      ]),
      typed({ type: 'content_block_stop', index }),
    ]),
    typed({
      type: 'message_delta',
      delta: { stop_reason: STOP[stopOf(turn)], stop_sequence: null },
      usage: {
        output_tokens: usage?.output ?? 0,
        output_tokens_details: { thinking_tokens: usage?.reasoning ?? 0 },
      },
    }),
    typed({ type: 'message_stop' }),
  ];
}

export function anthropicError(type: string, message: string): WireEvent {
  return typed({ type: 'error', error: { type, message } });
}

function toBlocks(turn: Turn): { start: object; deltas: object[] }[] {
  const size = turn.piece ?? 12;
  const blocks: { start: object; deltas: object[] }[] = [];
  if (turn.reasoning) {
    blocks.push({
      start: { type: 'thinking', thinking: '', signature: '' },
      deltas: [
        ...pieces(turn.reasoning, size).map((thinking) => ({ type: 'thinking_delta', thinking })),
        { type: 'signature_delta', signature: 'c2lnbmVk' },
      ],
    });
  }
  if (turn.text) {
    blocks.push({
      start: { type: 'text', text: '' },
      deltas: pieces(turn.text, size).map((text) => ({ type: 'text_delta', text })),
    });
  }
  for (const [index, call] of (turn.calls ?? []).entries()) {
    blocks.push({
      start: { type: 'tool_use', id: call.id ?? `toolu_${index}`, name: call.name, input: {} },
      deltas: [
        { type: 'input_json_delta', partial_json: '' },
        ...pieces(callInput(call), size).map((partial_json) => ({ type: 'input_json_delta', partial_json })),
      ],
    });
  }
  return blocks;
}

function typed(data: { type: string } & Record<string, unknown>): WireEvent {
  return { event: data.type, data };
}
