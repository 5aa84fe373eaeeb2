import { describe, expect, it } from 'vitest';
import { keepAwake } from '../../src/workbench/wake-lock.ts';

/** A page that can be hidden, and a browser that takes its locks back when it is. */
class WakefulPage {
  visibilityState: DocumentVisibilityState = 'visible';
  readonly #target = new EventTarget();
  readonly locks: { released: boolean }[] = [];
  refuses = false;
  readonly addEventListener = this.#target.addEventListener.bind(this.#target);
  readonly removeEventListener = this.#target.removeEventListener.bind(this.#target);

  readonly wakeLock = {
    request: async () => {
      if (this.refuses) throw new DOMException('The battery is low.', 'NotAllowedError');
      const lock = {
        released: false,
        release: async () => {
          lock.released = true;
        },
      };
      this.locks.push(lock);
      return lock as unknown as WakeLockSentinel;
    },
  };

  async turn(to: DocumentVisibilityState): Promise<void> {
    this.visibilityState = to;
    if (to === 'hidden') for (const lock of this.locks) lock.released = true;
    this.#target.dispatchEvent(new Event('visibilitychange'));
    await settled();
  }

  held(): number {
    return this.locks.filter(({ released }) => !released).length;
  }
}

const settled = async () => {
  for (let turn = 0; turn < 5; turn++) await Promise.resolve();
};
const awake = (page: WakefulPage) => keepAwake({ document: page, wakeLock: page.wakeLock });

describe('keepAwake', () => {
  it('holds one lock, asks again when the page returns, and lets go at the end', async () => {
    const page = new WakefulPage();
    const end = awake(page);
    await settled();
    expect(page.held()).toBe(1);
    await page.turn('hidden');
    expect(page.held()).toBe(0);
    await page.turn('visible');
    await page.turn('visible');
    expect([page.held(), page.locks.length]).toEqual([1, 2]);
    end();
    await page.turn('visible');
    expect([page.held(), page.locks.length]).toEqual([0, 2]);
  });

  it('lets go of a lock that comes after the end', async () => {
    const page = new WakefulPage();
    awake(page)();
    await settled();
    expect([page.held(), page.locks.length]).toEqual([0, 1]);
  });

  it('asks again after a refusal, and does without where there is none', async () => {
    const page = new WakefulPage();
    page.refuses = true;
    awake(page);
    await settled();
    page.refuses = false;
    await page.turn('visible');
    expect(page.held()).toBe(1);
    expect(() => keepAwake({ document: page })()).not.toThrow();
  });
});
