/**
 * Counts failures, not visits: a whole office shares one address. Kept in memory only, and
 * addresses only as salted hashes.
 */
import { createHash, randomBytes } from 'node:crypto';

const MINUTE_MS = 60_000;
const HOUR_MS = 3_600_000;
export const FAILURES_A_MINUTE = 30;
export const FAILURES_AN_HOUR = 300;
/** More addresses than this in an hour: the oldest are forgotten. */
const MOST_ADDRESSES = 10_000;

export class FailureCount {
  readonly #salt = randomBytes(16);
  readonly #byAddress = new Map<string, number[]>();
  readonly #clock: () => number;
  #all: number[] = [];

  constructor(clock: () => number) {
    this.#clock = clock;
  }

  /**
   * False where an address has failed too often in the last minute. When all addresses together
   * have failed too often in the last hour, only those that never failed may still try:
   * nobody can lock the facilitator out by guessing.
   */
  mayTry(address: string): boolean {
    const now = this.#clock();
    const failures = this.#failuresOf(address).filter((at) => at > now - HOUR_MS);
    if (failures.filter((at) => at > now - MINUTE_MS).length >= FAILURES_A_MINUTE) return false;
    this.#all = this.#all.filter((at) => at > now - HOUR_MS);
    return this.#all.length < FAILURES_AN_HOUR || failures.length === 0;
  }

  add(address: string): void {
    const now = this.#clock();
    const key = this.#keyOf(address);
    const failures = this.#failuresOf(address).filter((at) => at > now - HOUR_MS);
    this.#byAddress.delete(key);
    this.#byAddress.set(key, [...failures, now].slice(-FAILURES_AN_HOUR));
    this.#all = [...this.#all, now].slice(-FAILURES_AN_HOUR);
    if (this.#byAddress.size > MOST_ADDRESSES) {
      const [oldest] = this.#byAddress.keys();
      if (oldest !== undefined) this.#byAddress.delete(oldest);
    }
  }

  #failuresOf(address: string): readonly number[] {
    return this.#byAddress.get(this.#keyOf(address)) ?? [];
  }

  #keyOf(address: string): string {
    return createHash('sha256').update(this.#salt).update(address).digest('base64');
  }
}
