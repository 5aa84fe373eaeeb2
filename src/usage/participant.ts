/** Who a participant is to the server: 128 random bits that only this browser holds. No name, no address. */
import type { ItemStorage } from '../storage/items.ts';
import { keyOf } from '../storage/names.ts';
import { type RandomBytes, toHex } from './event-id.ts';

const PARTICIPANT = keyOf('participant');
/** Participants whose erasing has not reached the server yet. */
const TO_ERASE = keyOf('usageErasures');

/** The participant's secret, 32 hex digits; made at first use. */
export function participantId(storage: ItemStorage, random: RandomBytes): string {
  const known = storage.getItem(PARTICIPANT);
  if (known !== null && /^[0-9a-f]{32}$/.test(known)) return known;
  const bytes = new Uint8Array(16);
  random(bytes);
  const id = toHex(bytes);
  storage.setItem(PARTICIPANT, id);
  return id;
}

/** From now on this browser is nobody the server knows; what the server holds is noted for erasing. */
export function forgetParticipant(storage: ItemStorage): void {
  const known = storage.getItem(PARTICIPANT);
  storage.removeItem(PARTICIPANT);
  if (known !== null) writeToErase(storage, [...readToErase(storage), known]);
}

export function readToErase(storage: ItemStorage): readonly string[] {
  return (storage.getItem(TO_ERASE) ?? '').split(' ').filter((id) => /^[0-9a-f]{32}$/.test(id));
}

export function writeToErase(storage: ItemStorage, ids: readonly string[]): void {
  if (ids.length === 0) storage.removeItem(TO_ERASE);
  else storage.setItem(TO_ERASE, [...new Set(ids)].join(' '));
}
