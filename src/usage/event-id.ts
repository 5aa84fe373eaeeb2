/** Ids that the browser makes, so that sending an event again never counts it twice. */

/** Fills the array with random bytes: `crypto.getRandomValues`, which also works without https. */
export type RandomBytes = (bytes: Uint8Array<ArrayBuffer>) => void;

export function browserRandom(bytes: Uint8Array<ArrayBuffer>): void {
  crypto.getRandomValues(bytes);
}

/** UUID version 7: sorts by time, 74 random bits. */
export function createEventId(now: number, random: RandomBytes): string {
  const bytes = new Uint8Array(16);
  random(bytes);
  new DataView(bytes.buffer).setUint32(0, Math.floor(now / 0x1_0000));
  new DataView(bytes.buffer).setUint16(4, now % 0x1_0000);
  bytes[6] = 0x70 | ((bytes[6] ?? 0) & 0x0f);
  bytes[8] = 0x80 | ((bytes[8] ?? 0) & 0x3f);
  const hex = toHex(bytes);
  return [hex.slice(0, 8), hex.slice(8, 12), hex.slice(12, 16), hex.slice(16, 20), hex.slice(20)].join('-');
}

export function toHex(bytes: Uint8Array): string {
  return Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0')).join('');
}
