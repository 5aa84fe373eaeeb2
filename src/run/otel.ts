/**
 * A run as OpenTelemetry spans (OTLP as JSON) with the names of the GenAI semantic conventions, which are
 * still in development: this file alone knows them.
 */
import { sha256 } from '@noble/hashes/sha2.js';
import { bytesToHex, utf8ToBytes } from '@noble/hashes/utils.js';
import { assertWhole } from './integrity.ts';
import type { OwnEventValue, RecordedEvent, RunRecord } from './schema.ts';

type AttributeValue = { stringValue: string } | { intValue: string } | { boolValue: boolean };
interface Attribute {
  readonly key: string;
  readonly value: AttributeValue;
}
interface Span {
  readonly traceId: string;
  readonly spanId: string;
  readonly parentSpanId?: string;
  readonly name: string;
  /** 1 internal, 3 client. */
  readonly kind: 1 | 3;
  readonly startTimeUnixNano: string;
  readonly endTimeUnixNano: string;
  readonly attributes: readonly Attribute[];
  /** 0 unset, 2 error. */
  readonly status: { readonly code: 0 | 2; readonly message?: string };
}

/**
 * The body of a POST to `/v1/traces` of any collector. Ids are derived from the run id: the same run, the same spans.
 *
 * @throws RecordDamagedError
 */
export function exportOtel(record: RunRecord): string {
  const spans = new SpanBuilder(assertWhole(record)).build();
  return JSON.stringify({
    resourceSpans: [
      {
        resource: { attributes: attributes({ 'service.name': 'firsthand' }) },
        scopeSpans: [{ scope: { name: 'firsthand.run' }, spans }],
      },
    ],
  });
}

interface OpenSpan {
  readonly name: string;
  readonly at: number;
  readonly facts: Record<string, string | number | boolean>;
}

class SpanBuilder {
  readonly #record: RunRecord;
  readonly #traceId: string;
  readonly #spans: Span[] = [];
  readonly #tools = new Map<string, OpenSpan>();
  #model: { mode: string; model: string };
  #answer: OpenSpan | null = null;
  #round: { id: string; at: number } | null = null;

  constructor(record: RunRecord) {
    this.#record = record;
    this.#traceId = hash(record.header.runId, 32);
    this.#model = record.header;
  }

  build(): readonly Span[] {
    for (const event of this.#record.events) this.#read(event);
    const last = this.#record.events.at(-1)?.timestamp;
    if (this.#round && last !== undefined) this.#endRound(last, 'not finished');
    return this.#spans;
  }

  #read(event: RecordedEvent): void {
    switch (event.type) {
      case 'RUN_STARTED':
        this.#round = { id: hash(`${event.runId} round ${event.seq}`, 16), at: event.timestamp };
        break;
      case 'RUN_FINISHED':
        this.#endRound(event.timestamp, null);
        break;
      case 'RUN_ERROR':
        this.#endRound(event.timestamp, event.message);
        break;
      case 'STEP_STARTED':
        this.#openAnswer(event);
        break;
      case 'STEP_FINISHED':
        this.#answer = null;
        break;
      case 'TOOL_CALL_START':
        this.#tools.set(event.toolCallId, {
          name: event.toolCallName,
          at: event.timestamp,
          facts: { 'gen_ai.tool.call.id': event.toolCallId },
        });
        break;
      case 'CUSTOM':
        if (event.name === 'firsthand.usage') this.#endAnswer(event.value, event);
        if (event.name === 'firsthand.line') this.#endTool(event.value, event);
        if (event.name === 'firsthand.mode') this.#model = event.value;
        // The model is asked again in the same step: the same one after a wait, or the one that takes over.
        if (event.name === 'firsthand.mode' || event.name === 'firsthand.retry') this.#openAnswer(event);
        break;
      default:
        break;
    }
  }

  #openAnswer({ timestamp }: RecordedEvent): void {
    this.#answer = { name: 'chat', at: timestamp, facts: {} };
  }

  #endAnswer(usage: OwnEventValue<'usage'>, event: RecordedEvent): void {
    const open = this.#answer;
    this.#answer = null;
    if (!open) return;
    this.#add(event.seq, {
      name: `chat ${this.#model.model}`,
      kind: 3,
      from: open.at,
      to: event.timestamp,
      facts: {
        'gen_ai.operation.name': 'chat',
        'gen_ai.request.model': this.#model.model,
        'gen_ai.usage.input_tokens': usage.input,
        'gen_ai.usage.output_tokens': usage.output,
        'gen_ai.usage.cache_read.input_tokens': usage.cacheRead,
        'gen_ai.usage.cache_creation.input_tokens': usage.cacheWrite,
        'firsthand.mode': this.#model.mode,
        ...(usage.finish ? { 'firsthand.finish': usage.finish } : {}),
        ...(usage.microUsd === undefined ? {} : { 'firsthand.micro_usd': usage.microUsd }),
      },
      problem: null,
    });
  }

  #endTool(line: OwnEventValue<'line'>, event: RecordedEvent): void {
    const open = this.#tools.get(line.callId);
    if (!open) return;
    this.#tools.delete(line.callId);
    this.#add(event.seq, {
      name: `execute_tool ${open.name}`,
      kind: 1,
      from: Math.max(open.at, event.timestamp - line.ms),
      to: event.timestamp,
      facts: {
        'gen_ai.operation.name': 'execute_tool',
        'gen_ai.tool.name': open.name,
        ...open.facts,
        'firsthand.line': line.text,
      },
      problem: line.ok ? null : line.text,
    });
  }

  #endRound(at: number, problem: string | null): void {
    const round = this.#round;
    this.#round = null;
    if (!round) return;
    const { header } = this.#record;
    this.#spans.push({
      traceId: this.#traceId,
      spanId: round.id,
      name: `invoke_agent ${header.demo}`,
      kind: 1,
      startTimeUnixNano: nano(round.at),
      endTimeUnixNano: nano(at),
      attributes: attributes({
        'gen_ai.operation.name': 'invoke_agent',
        'gen_ai.agent.name': header.demo,
        'gen_ai.conversation.id': header.runId,
        'firsthand.mode': header.mode,
        'firsthand.model': header.model,
        'firsthand.engine': header.engine,
        ...(header.replayOf ? { 'firsthand.replay_of': header.replayOf.runId } : {}),
      }),
      status: problem === null ? { code: 0 } : { code: 2, message: problem },
    });
  }

  #add(
    seq: number,
    span: Pick<Span, 'name' | 'kind'> & {
      readonly from: number;
      readonly to: number;
      readonly facts: Readonly<Record<string, string | number | boolean>>;
      readonly problem: string | null;
    },
  ): void {
    this.#spans.push({
      traceId: this.#traceId,
      spanId: hash(`${this.#record.header.runId} event ${seq}`, 16),
      ...(this.#round ? { parentSpanId: this.#round.id } : {}),
      name: span.name,
      kind: span.kind,
      startTimeUnixNano: nano(span.from),
      endTimeUnixNano: nano(span.to),
      attributes: attributes(span.facts),
      status: span.problem === null ? { code: 0 } : { code: 2, message: span.problem },
    });
  }
}

function attributes(facts: Readonly<Record<string, string | number | boolean>>): Attribute[] {
  return Object.entries(facts).map(([key, value]) => ({ key, value: attributeValue(value) }));
}

function attributeValue(value: string | number | boolean): AttributeValue {
  if (typeof value === 'boolean') return { boolValue: value };
  // Whole numbers travel as text in OTLP's JSON.
  return typeof value === 'number' ? { intValue: String(value) } : { stringValue: value };
}

function nano(ms: number): string {
  return `${Math.round(ms)}000000`;
}

function hash(text: string, digits: number): string {
  return bytesToHex(sha256(utf8ToBytes(text))).slice(0, digits);
}
