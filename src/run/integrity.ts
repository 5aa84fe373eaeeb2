/** Whether a record is whole: events 1, 2, 3 … to its end, each once. Nothing works on with one that is not. */
import type { RecordDamage, RecordedEvent, RecordHeader, RunRecord } from './schema.ts';
import { tellStory } from './story.ts';

type Numbered = Pick<RecordedEvent, 'seq'>;

/** How far lists of events were looked at: a run that goes on only adds to its own. */
const looked = new WeakMap<
  readonly Numbered[],
  { readonly count: number; readonly damage: RecordDamage | null }
>();

/**
 * The first place where events do not follow each other, or null where they are whole.
 *
 * @param lastSeq Number of the last event that must be there, where it is known from elsewhere.
 */
export function findDamage(events: readonly Numbered[], lastSeq?: number): RecordDamage | null {
  const damage = findDamageFrom(events, 0);
  if (damage || lastSeq === undefined || lastSeq <= events.length) return damage;
  return { code: 'cut', from: events.length + 1 };
}

/** The same from a place in the list on; all before it is whole. */
function findDamageFrom(events: readonly Numbered[], from: number): RecordDamage | null {
  for (let before = from; before < events.length; before += 1) {
    const seq = events[before]?.seq ?? 0;
    if (seq !== before + 1) return { code: wrongStep(seq, before), from: before + 1 };
  }
  return null;
}

function wrongStep(seq: number, before: number): RecordDamage['code'] {
  if (seq === before) return 'duplicate';
  return seq > before ? 'gap' : 'order';
}

/**
 * What is wrong with a record: what was noted when it was read, or what its events show. Asked again of a record that
 * goes on it looks at what is new.
 */
export function damageOf({ header, events }: RunRecord): RecordDamage | null {
  return firstDamage(header.damage, damageSoFar(events));
}

function damageSoFar(events: readonly Numbered[]): RecordDamage | null {
  const before = looked.get(events);
  const from = before && before.count <= events.length ? before.count : 0;
  const damage = (from > 0 && before?.damage) || findDamageFrom(events, from);
  looked.set(events, { count: events.length, damage });
  return damage;
}

/** Of two damages of one record the one that comes first: everything before it is whole. */
export function firstDamage(
  one: RecordDamage | null | undefined,
  other: RecordDamage | null | undefined,
): RecordDamage | null {
  if (!one || !other) return one ?? other ?? null;
  return other.from < one.from ? other : one;
}

/** The record with a note of its damage, so that the note travels with it into every store and file. */
export function markDamage(record: RunRecord, damage: RecordDamage | null): RunRecord {
  return damage ? { header: { ...record.header, damage }, events: record.events } : record;
}

/** The part that can be relied on: every event before the damage. A whole record is returned as it is. */
export function wholePart(record: RunRecord): RunRecord {
  const damage = damageOf(record);
  if (!damage) return record;
  return { header: withoutDamage(record.header), events: record.events.slice(0, damage.from - 1) };
}

/** Header of a record that is made of whole events only. */
function withoutDamage({ damage: _damage, ...header }: RecordHeader): RecordHeader {
  return header;
}

/** Number of the first step, as screens count them, that cannot be shown any more. */
export function damagedStep(record: RunRecord): number {
  return tellStory(wholePart(record)).steps.length + 1;
}

/** A record was handed to something that needs a whole one. `step` counts as screens do. */
export class RecordDamagedError extends Error {
  readonly code = 'damaged-record';
  readonly hint = 'Look at it up to there under My runs, export it as it is, or fork it before that step.';
  readonly damage: RecordDamage;
  readonly step: number;
  constructor(record: RunRecord, damage: RecordDamage) {
    const step = damagedStep(record);
    super(`This record is damaged, from step ${step}: ${damageText(damage)}`);
    this.name = 'RecordDamagedError';
    this.damage = damage;
    this.step = step;
  }
}

/**
 * The same record, where it is whole.
 *
 * @throws RecordDamagedError
 */
export function assertWhole(record: RunRecord): RunRecord {
  const damage = damageOf(record);
  if (damage) throw new RecordDamagedError(record, damage);
  return record;
}

/** The damage in a sentence for people. */
export function damageText({ code, from }: RecordDamage): string {
  switch (code) {
    case 'gap':
      return `events are missing from number ${from} on.`;
    case 'order':
      return `its events are out of order from number ${from} on.`;
    case 'duplicate':
      return `an event is there twice before number ${from}.`;
    case 'cut':
      return `it ends before event ${from}, which was recorded.`;
    case 'unreadable':
      return `event ${from} cannot be read.`;
  }
}
