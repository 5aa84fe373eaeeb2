import { describe, expect, it } from 'vitest';
import { takeLease } from '../../src/demos/run-lease.ts';
import type { TabChannel } from '../../src/storage/channel.ts';

/** Tabs of one browser: what one posts, the others hear at once. */
class Browser {
  readonly #open = new Set<{ name: string; hear: (message: unknown) => void }>();
  openChannel = (name: string): TabChannel => {
    const tab = { name, hear: (_message: unknown) => {} };
    this.#open.add(tab);
    return {
      post: (message) => {
        for (const other of this.#open) if (other !== tab && other.name === name) other.hear(message);
      },
      onMessage: (listener) => {
        tab.hear = listener;
      },
      close: () => this.#open.delete(tab),
    };
  };
}

const wait = () => new Promise<void>((resolve) => setImmediate(resolve));

describe('a run’s lease', () => {
  it('is given to one tab, and to the next when that one lets go', async () => {
    const { openChannel } = new Browser();
    const first = await takeLease('run-1', { openChannel, tab: 'b', wait });
    const second = await takeLease('run-1', { openChannel, tab: 'a', wait });
    const other = await takeLease('run-2', { openChannel, tab: 'c', wait });
    expect([first.held, second.held, other.held]).toEqual([true, false, true]);
    first.release();
    expect((await takeLease('run-1', { openChannel, tab: 'd', wait })).held).toBe(true);
  });

  it('is given to exactly one of two that ask at once', async () => {
    const { openChannel } = new Browser();
    const both = await Promise.all(['y', 'x'].map((tab) => takeLease('run-1', { openChannel, tab, wait })));
    expect(both.map((lease) => lease.held)).toEqual([false, true]);
  });

  it('is always given where tabs cannot talk, and survives nonsense', async () => {
    expect((await takeLease('r', { openChannel: () => null, tab: 'a', wait })).held).toBe(true);
    const { openChannel } = new Browser();
    const noise = openChannel('firsthand.run.r');
    const lease = takeLease('r', { openChannel, tab: 'a', wait });
    noise.post('hello');
    noise.post({ type: 'held' });
    expect((await lease).held).toBe(true);
  });
});
