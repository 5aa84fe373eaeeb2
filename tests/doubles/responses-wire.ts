/** OpenAI's Responses stream, as its reference documents it. */
import { callInput, DEFAULT_USAGE, pieces, stopOf, type Turn, type WireEvent } from './turn.ts';

interface Item {
  readonly start: Record<string, unknown>;
  readonly end: Record<string, unknown>;
  readonly deltas: readonly Record<string, unknown>[];
}

export function responsesEvents(turn: Turn, model: string): WireEvent[] {
  const items = toItems(turn);
  const events: Record<string, unknown>[] = [
    { type: 'response.created', response: response(turn, model, 'in_progress', []) },
    { type: 'response.in_progress', response: response(turn, model, 'in_progress', []) },
    ...items.flatMap(({ start, end, deltas }, output_index) => [
      { type: 'response.output_item.added', output_index, item: start },
      ...deltas.map((delta) => ({ output_index, ...delta })),
      { type: 'response.output_item.done', output_index, item: end },
    ]),
    last(
      turn,
      model,
      items.map(({ end }) => end),
    ),
  ];
  return events.map((data, sequence_number) => ({
    event: String(data.type),
    data: { ...data, sequence_number },
  }));
}

export function responsesError(code: string, message: string): WireEvent {
  return { event: 'error', data: { type: 'error', code, message, param: null, sequence_number: 99 } };
}

function last(turn: Turn, model: string, output: readonly unknown[]): Record<string, unknown> {
  const stop = stopOf(turn);
  if (stop !== 'length')
    return { type: 'response.completed', response: response(turn, model, 'completed', output) };
  return {
    type: 'response.incomplete',
    response: {
      ...response(turn, model, 'incomplete', output),
      incomplete_details: { reason: 'max_output_tokens' },
    },
  };
}

function response(turn: Turn, model: string, status: string, output: readonly unknown[]) {
  const usage = turn.usage === undefined ? DEFAULT_USAGE : turn.usage;
  const ended = status !== 'in_progress';
  return {
    id: 'resp_double',
    object: 'response',
    created_at: 1_790_000_000,
    model,
    status,
    output,
    error: null,
    incomplete_details: null,
    usage:
      ended && usage
        ? {
            input_tokens: usage.input,
            input_tokens_details: {
              cached_tokens: usage.cacheRead ?? 0,
              cache_write_tokens: usage.cacheWrite ?? 0,
            },
            output_tokens: usage.output,
            output_tokens_details: { reasoning_tokens: usage.reasoning ?? 0 },
            total_tokens: usage.input + usage.output,
          }
        : null,
  };
}

function toItems(turn: Turn): Item[] {
  const size = turn.piece ?? 12;
  const items: Item[] = [];
  if (turn.reasoning) items.push(reasoningItem(turn.reasoning, size));
  if (turn.text) items.push(messageItem(turn.text, size, stopOf(turn) === 'refusal'));
  for (const [index, call] of (turn.calls ?? []).entries()) {
    const id = `fc_${index}`;
    const base = { type: 'function_call', id, call_id: call.id ?? `call_${index}`, name: call.name };
    const text = callInput(call);
    items.push({
      start: { ...base, arguments: '', status: 'in_progress' },
      end: { ...base, arguments: text, status: 'completed' },
      deltas: [
        ...pieces(text, size).map((delta) => ({
          type: 'response.function_call_arguments.delta',
          item_id: id,
          delta,
        })),
        { type: 'response.function_call_arguments.done', item_id: id, name: call.name, arguments: text },
      ],
    });
  }
  return items;
}

function reasoningItem(text: string, size: number): Item {
  const base = { type: 'reasoning', id: 'rs_0' };
  return {
    start: { ...base, summary: [], encrypted_content: 'cGFydA' },
    end: { ...base, summary: [{ type: 'summary_text', text }], encrypted_content: 'd2hvbGU' },
    deltas: pieces(text, size).map((delta) => ({
      type: 'response.reasoning_summary_text.delta',
      item_id: 'rs_0',
      summary_index: 0,
      delta,
    })),
  };
}

function messageItem(text: string, size: number, refusal: boolean): Item {
  const base = { type: 'message', id: 'msg_0', role: 'assistant' };
  const part = refusal ? { type: 'refusal', refusal: text } : { type: 'output_text', text, annotations: [] };
  return {
    start: { ...base, status: 'in_progress', content: [] },
    end: { ...base, status: 'completed', content: [part] },
    deltas: pieces(text, size).map((delta) => ({
      type: refusal ? 'response.refusal.delta' : 'response.output_text.delta',
      item_id: 'msg_0',
      content_index: 0,
      delta,
      ...(refusal ? {} : { logprobs: [] }),
    })),
  };
}
