/** The replay: plays the model's part of a recorded run over real tools. */
import { assertWhole } from '../../run/integrity.ts';
import type { OwnEvent, OwnEventValue, RecordedEvent, RunRecord } from '../../run/schema.ts';
import type { LimitMet, RunControl } from '../control.ts';
import { type Model, ModelError, type ModelErrorCode, type ModelEvent, type ModelUsage } from '../model.ts';
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
  /** What it cost where it did not finish. */
  spent: ModelUsage | null;
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
  const spent = async () => answers[next - 1]?.spent ?? null;
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
      options.control?.switchModel(
        { mode: ending.mode, label: ending.model, ordered: true, respond, spent },
        ending.reason,
      );
    }
    signal.throwIfAborted();
    throw nothingLeft();
  }
  return {
    mode: 'replay',
    label: record.header.replayOf?.model ?? record.header.model,
    ordered: true,
    respond,
    spent,
  };
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
  const reader = new AnswerReader(events);
  for (const [index, event] of events.entries()) reader.read(event, index);
  return reader.result();
}

class AnswerReader {
  readonly #events: readonly RecordedEvent[];
  /** Calls that were carried out; the others were cut while their input arrived. */
  readonly #carriedOut: ReadonlySet<string>;
  readonly #answers: RecordedAnswer[] = [];
  #open: ModelEvent[] | null = null;
  #opaque: unknown;
  #spent: ModelUsage | null = null;
  /** Calls whose input is whole and of which the record has told nothing yet. */
  readonly #pending = new Set<string>();

  constructor(events: readonly RecordedEvent[]) {
    this.#events = events;
    this.#carriedOut = new Set(
      events.flatMap((event) => (event.type === 'TOOL_CALL_RESULT' ? [event.toolCallId] : [])),
    );
  }

  result(): readonly RecordedAnswer[] {
    if (this.#open) this.#close({ kind: 'lost' }, false);
    return this.#answers;
  }

  read(event: RecordedEvent, index: number): void {
    if (event.type === 'STEP_STARTED') {
      this.#open = [];
      return;
    }
    const usage = usageOf(event);
    // An answer that was cut is booked after what cut it.
    if (!this.#open) {
      const last = this.#answers.at(-1);
      if (usage && !usage.finish && last) last.spent = spentOf(usage);
      return;
    }
    if (this.#showsWork(event)) this.#wait();
    if (usage && !usage.finish) this.#spent = spentOf(usage);
    else if (usage) this.#close({ kind: 'finish', event: finishOf(usage, this.#opaque) }, false);
    else if (event.type === 'STEP_FINISHED') {
      this.#close(errorAfter(this.#events, index) ?? { kind: 'lost' }, false);
    } else if (event.type === 'REASONING_ENCRYPTED_VALUE') this.#opaque = parse(event.encryptedValue);
    else if (event.type === 'CUSTOM' && event.name === 'firsthand.retry') {
      const { code, text, hint, waitMs } = event.value;
      this.#close({ kind: 'error', error: new ModelError(code as ModelErrorCode, text, hint, waitMs) }, true);
    } else if (event.type === 'CUSTOM' && event.name === 'firsthand.limit') {
      this.#close({ kind: 'limit', met: event.value }, false);
    } else if (event.type === 'CUSTOM' && event.name === 'firsthand.mode') {
      this.#close({ kind: 'switch', ...event.value, reason: event.value.reason ?? '' }, true);
    } else if (event.type === 'CUSTOM' && event.name === 'firsthand.human' && event.value.kind === 'stop') {
      this.#close({ kind: 'stop' }, false);
    } else this.#say(event);
  }

  #say(event: RecordedEvent): void {
    if (event.type === 'TOOL_CALL_END') {
      if (!this.#carriedOut.has(event.toolCallId)) return;
      this.#pending.add(event.toolCallId);
    }
    const said = modelEvent(event);
    if (said) this.#open?.push(said);
  }

  /** The event is of a call that waited, or ended its waiting: from here on the calls are at work. */
  #showsWork(event: RecordedEvent): boolean {
    if (this.#pending.size === 0) return false;
    if (event.type === 'TOOL_CALL_RESULT') return this.#pending.has(event.toolCallId);
    if (event.type !== 'CUSTOM' || event.name === 'firsthand.doing') return false;
    if (event.name === 'firsthand.human') return event.value.kind === 'stop';
    const callId = 'callId' in event.value ? event.value.callId : undefined;
    return callId !== undefined && this.#pending.has(callId);
  }

  #wait(): void {
    this.#pending.clear();
    this.#open?.push({ type: 'wait' });
  }

  #close(end: RecordedEnd, goesOn: boolean): void {
    if (this.#open) this.#answers.push({ events: this.#open, end, spent: this.#spent });
    this.#open = goesOn ? [] : null;
    this.#opaque = undefined;
    this.#spent = null;
    this.#pending.clear();
  }
}

function usageOf(event: RecordedEvent): OwnEventValue<'usage'> | null {
  return event.type === 'CUSTOM' && event.name === 'firsthand.usage' ? event.value : null;
}

function spentOf({ finish: _finish, microUsd, ...usage }: OwnEventValue<'usage'>): ModelUsage {
  return { ...usage, ...(microUsd === undefined ? {} : { microUsd }) };
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
      return ownModelEvent(event);
    default:
      return null;
  }
}

function ownModelEvent(event: OwnEvent): ModelEvent | null {
  if (event.name === 'firsthand.outside') return { type: 'outside', ...event.value };
  if (event.name === 'firsthand.tool-text') return { type: 'tool-text', ...event.value };
  return event.name === 'firsthand.thought' ? { type: 'thought' } : null;
}

function finishOf(value: OwnEventValue<'usage'>, opaque: unknown): Extract<ModelEvent, { type: 'finish' }> {
  return {
    type: 'finish',
    reason: value.finish ?? 'done',
    usage: spentOf(value),
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
