/** The replay: plays the model's part of a recorded run over real tools. */
import { assertWhole } from '../../run/integrity.ts';
import type { OwnEventValue, RecordedEvent, RunRecord } from '../../run/schema.ts';
import type { LimitMet, RunControl } from '../control.ts';
import { type Model, ModelError, type ModelErrorCode, type ModelEvent } from '../model.ts';
import { type PaceOptions, Pacer } from './pace.ts';

export interface ReplayOptions extends PaceOptions {
  /** Lets the replay stop, or change the model, in mid-answer where the recorded run did. */
  readonly control?: RunControl;
  /** The recorded answer was cut without a reason in the record (the page was closed). */
  readonly onCut?: () => void;
}

/** How a recorded answer ended. */
type RecordedEnd =
  | { readonly kind: 'finish'; readonly event: Extract<ModelEvent, { type: 'finish' }> }
  | { readonly kind: 'error'; readonly error: ModelError }
  | { readonly kind: 'switch'; readonly mode: Model['mode']; readonly model: string; readonly reason: string }
  | { readonly kind: 'stop' }
  | { readonly kind: 'limit'; readonly met: LimitMet }
  | { readonly kind: 'lost' };

interface RecordedAnswer {
  readonly events: readonly ModelEvent[];
  readonly end: RecordedEnd;
}

/**
 * A model that answers what the record says was answered, one recorded answer a request, broken ones too.
 * Tools run for real; token counts are those of the recorded run and belong to it.
 *
 * @throws RecordDamagedError
 */
export function createReplayModel(record: RunRecord, options: ReplayOptions = {}): Model {
  const answers = recordedAnswers(assertWhole(record).events);
  const pacer = new Pacer(options);
  let next = 0;
  const respond: Model['respond'] = async function* (_request, signal) {
    signal.throwIfAborted();
    const answer = answers[next];
    if (!answer) throw nothingLeft();
    next += 1;
    await pacer.pause(signal);
    for (const event of answer.events) {
      if ('delta' in event) await pacer.after(event.delta.length, signal);
      signal.throwIfAborted();
      yield event;
    }
    yield* end(answer.end, signal);
  };
  async function* end(ending: RecordedEnd, signal: AbortSignal): AsyncIterable<ModelEvent> {
    if (ending.kind === 'finish') {
      signal.throwIfAborted();
      yield ending.event;
      return;
    }
    if (ending.kind === 'error') throw ending.error;
    if (ending.kind === 'lost') options.onCut?.();
    if (ending.kind === 'stop') options.control?.stop();
    if (ending.kind === 'limit') options.control?.expire(ending.met);
    if (ending.kind === 'switch') {
      options.control?.switchModel({ mode: ending.mode, label: ending.model, respond }, ending.reason);
    }
    signal.throwIfAborted();
    throw nothingLeft();
  }
  return { mode: 'replay', label: record.header.replayOf?.model ?? record.header.model, respond };
}

function nothingLeft(): ModelError {
  return new ModelError(
    'outside-script',
    'The recorded run ends here.',
    'Ask a live model or the rehearsal to go on from these files.',
  );
}

/** The model's answers in a record, in order. */
function recordedAnswers(events: readonly RecordedEvent[]): readonly RecordedAnswer[] {
  const answers: RecordedAnswer[] = [];
  let open: ModelEvent[] | null = null;
  let opaque: unknown;
  const close = (end: RecordedEnd, goesOn: boolean) => {
    if (open) answers.push({ events: open, end });
    open = goesOn ? [] : null;
    opaque = undefined;
  };
  for (const [index, event] of events.entries()) {
    if (event.type === 'STEP_STARTED') {
      open = [];
      continue;
    }
    if (!open) continue;
    if (event.type === 'STEP_FINISHED') {
      close(errorAfter(events, index) ?? { kind: 'lost' }, false);
    } else if (event.type === 'REASONING_ENCRYPTED_VALUE') {
      opaque = parse(event.encryptedValue);
    } else if (event.type === 'CUSTOM' && event.name === 'firsthand.usage') {
      close({ kind: 'finish', event: finishOf(event.value, opaque) }, false);
    } else if (event.type === 'CUSTOM' && event.name === 'firsthand.retry') {
      const { code, text, hint, waitMs } = event.value;
      close({ kind: 'error', error: new ModelError(code as ModelErrorCode, text, hint, waitMs) }, true);
    } else if (event.type === 'CUSTOM' && event.name === 'firsthand.limit') {
      close({ kind: 'limit', met: event.value }, false);
    } else if (event.type === 'CUSTOM' && event.name === 'firsthand.mode') {
      close({ kind: 'switch', ...event.value, reason: event.value.reason ?? '' }, true);
    } else if (event.type === 'CUSTOM' && event.name === 'firsthand.human' && event.value.kind === 'stop') {
      close({ kind: 'stop' }, false);
    } else {
      const said = modelEvent(event);
      if (said) open.push(said);
    }
  }
  if (open) answers.push({ events: open, end: { kind: 'lost' } });
  return answers;
}

/** The error that ended a round, where the step was its last. */
function errorAfter(events: readonly RecordedEvent[], index: number): RecordedEnd | null {
  const next = events[index + 1];
  if (next?.type !== 'RUN_ERROR') return null;
  const { hint }: { hint?: unknown } = next.metadata ?? {};
  return {
    kind: 'error',
    error: new ModelError(
      (next.code ?? 'bad-request') as ModelErrorCode,
      next.message,
      typeof hint === 'string' ? hint : '',
      // It was given up: no wait is short enough to ask again.
      Number.POSITIVE_INFINITY,
    ),
  };
}

function modelEvent(event: RecordedEvent): ModelEvent | null {
  switch (event.type) {
    case 'TEXT_MESSAGE_CONTENT':
      return { type: 'text', delta: event.delta };
    case 'REASONING_MESSAGE_CONTENT':
      return { type: 'reasoning', delta: event.delta };
    case 'TOOL_CALL_START':
      return { type: 'call-start', id: event.toolCallId, name: event.toolCallName };
    case 'TOOL_CALL_ARGS':
      return { type: 'call-input', id: event.toolCallId, delta: event.delta };
    case 'TOOL_CALL_END':
      return { type: 'call-end', id: event.toolCallId };
    case 'CUSTOM':
      return event.name === 'firsthand.outside' ? { type: 'outside', ...event.value } : null;
    default:
      return null;
  }
}

function finishOf(value: OwnEventValue<'usage'>, opaque: unknown): Extract<ModelEvent, { type: 'finish' }> {
  const { finish = 'done', microUsd, ...usage } = value;
  return {
    type: 'finish',
    reason: finish,
    usage: { ...usage, ...(microUsd === undefined ? {} : { microUsd }) },
    ...(opaque === undefined ? {} : { opaque }),
  };
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
