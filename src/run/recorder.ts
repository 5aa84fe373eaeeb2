/** The recorder: an append-only list of events with sequence numbers. */
import type {
  OwnEvent,
  OwnEventKind,
  OwnEventValue,
  RecordedEvent,
  RecordHeader,
  RunEvent,
  RunRecord,
} from './schema.ts';

export interface RecorderOptions {
  readonly header: RecordHeader;
  /** ms since 1970; `Date.now` by default. */
  readonly clock?: () => number;
  /** Events of an earlier part of the same run, when it is taken up again. */
  readonly events?: readonly RecordedEvent[];
}

type EventListener = (event: RecordedEvent) => void;

/**
 * Keeps the events of one run. Subscribers get each event once, in order, also those that
 * are appended while a subscriber runs; who comes late reads `since(seq)` first and loses nothing.
 * Ids (`m1`, `r1` …) are counted, never random, so that the same run gives the same record.
 */
export class Recorder implements RunRecord {
  readonly header: RecordHeader;
  readonly #clock: () => number;
  readonly #events: RecordedEvent[];
  readonly #listeners = new Set<EventListener>();
  readonly #waiting: RecordedEvent[] = [];
  #telling = false;

  constructor(options: RecorderOptions) {
    this.header = options.header;
    this.#clock = options.clock ?? Date.now;
    this.#events = [...(options.events ?? [])];
  }

  get events(): readonly RecordedEvent[] {
    return this.#events;
  }

  /** Sequence number of the last event; 0 while there is none. */
  get lastSeq(): number {
    return this.#events.at(-1)?.seq ?? 0;
  }

  /** Adds an event and tells the subscribers. */
  append(event: RunEvent): RecordedEvent {
    const recorded: RecordedEvent = { ...event, seq: this.lastSeq + 1, timestamp: this.#clock() };
    this.#events.push(recorded);
    this.#waiting.push(recorded);
    this.#tell();
    return recorded;
  }

  /** Adds one of the kit's own facts: `recorder.fact('phase', { title: 'Build' })`. */
  fact<Kind extends OwnEventKind>(kind: Kind, value: OwnEventValue<Kind>): RecordedEvent {
    const own = { name: `firsthand.${kind}`, value } as unknown as OwnEvent;
    return this.append({ type: 'CUSTOM', ...own });
  }

  /** Events after `seq`, oldest first. */
  since(seq: number): readonly RecordedEvent[] {
    const first = this.#events[0]?.seq ?? 1;
    return this.#events.slice(Math.max(0, seq - first + 1));
  }

  /** Calls back for every event from now on. Returns the unsubscribe function. */
  subscribe(listener: EventListener): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  /** The next unused id of a kind: `m1`, `m2` … */
  nextId(prefix: 'm' | 'r'): string {
    const used = prefix === 'm' ? countMessages(this.#events) : countRounds(this.#events);
    return `${prefix}${used + 1}`;
  }

  toJsonl(): string {
    return toJsonl(this);
  }

  #tell(): void {
    if (this.#telling) return;
    this.#telling = true;
    try {
      for (let event = this.#waiting.shift(); event; event = this.#waiting.shift()) {
        for (const listener of [...this.#listeners]) listener(event);
      }
    } finally {
      this.#telling = false;
    }
  }
}

/** A record as text: one JSON object a line, the header first, with a closing line feed. */
export function toJsonl(record: RunRecord): string {
  return `${[record.header, ...record.events].map((line) => JSON.stringify(line)).join('\n')}\n`;
}

function countRounds(events: readonly RecordedEvent[]): number {
  return events.filter((event) => event.type === 'RUN_STARTED').length;
}

function countMessages(events: readonly RecordedEvent[]): number {
  const ids = new Set<string>();
  for (const event of events) {
    if (event.type === 'TEXT_MESSAGE_START' || event.type === 'REASONING_MESSAGE_START') {
      ids.add(event.messageId);
    }
  }
  return ids.size;
}
