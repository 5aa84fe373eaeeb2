import 'fake-indexeddb/auto';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { openTabChannel } from '../../src/storage/channel.ts';
import { openKeptDatabase } from '../../src/storage/database.ts';
import { eraseItems, eraseWhatWasErased, keptItems, onErasedElsewhere } from '../../src/storage/erasure.ts';
import { keptText, localItems, sessionItems } from '../../src/storage/items.ts';
import { persistence } from '../../src/storage/persistence.ts';
import { blockedStorage, storageDouble } from '../doubles/browser-storage.ts';

afterEach(() => vi.unstubAllGlobals());

/** Each way in which a browser refuses its small storages. */
const refusals: readonly [string, () => void][] = [
  ['a getter that throws', blockedStorage],
  [
    'none at all',
    () => {
      vi.stubGlobal('localStorage', undefined);
      vi.stubGlobal('sessionStorage', undefined);
    },
  ],
  [
    'one that is empty and takes nothing',
    () => {
      const refusing = Object.assign(storageDouble(), {});
      Object.setPrototypeOf(refusing, {
        length: 0,
        getItem: () => null,
        setItem: () => {
          throw new DOMException('full', 'QuotaExceededError');
        },
        removeItem: () => {},
      });
      vi.stubGlobal('localStorage', refusing);
      vi.stubGlobal('sessionStorage', refusing);
    },
  ],
];

describe.each(refusals)('a browser with %s', (_name, refuse) => {
  beforeEach(refuse);

  it('keeps everything in memory and says that it does not last', () => {
    for (const [items, text] of [
      [localItems, keptText('theme')],
      [sessionItems, keptText('stageGuesses')],
    ] as const) {
      expect(items.durable).toBe(false);
      expect(text.write('here')).toBe(true);
      expect(text.read()).toBe('here');
      text.remove();
      expect(text.read()).toBeNull();
    }
  });
});

describe('the small storages', () => {
  beforeEach(() => {
    vi.stubGlobal('localStorage', storageDouble());
    vi.stubGlobal('sessionStorage', storageDouble());
  });

  it('take no key that the register does not know', () => {
    expect(() => localItems.setItem('firsthand.other', 'x')).toThrow('not in the register');
    expect(Object.keys(localStorage)).toEqual([]);
  });

  it('tell that there is no room, and still hold what they hold', () => {
    keptText('brand').write('{}');
    const full = vi
      .spyOn(Object.getPrototypeOf(localStorage) as Storage, 'setItem')
      .mockImplementation(() => {
        throw new DOMException('full', 'QuotaExceededError');
      });
    expect(keptText('theme').write('dark')).toBe(false);
    expect(keptText('brand').read()).toBe('{}');
    expect(localItems.durable).toBe(true);
    full.mockRestore();
  });

  it('work on in memory where the browser begins to refuse while the page is open', () => {
    keptText('theme').write('dark');
    blockedStorage();
    expect(keptText('theme').write('light')).toBe(true);
    expect(keptText('theme').read()).toBe('light');
  });

  it('work on in memory where writing is refused for another reason than room', () => {
    keptText('theme').write('dark');
    const refused = vi
      .spyOn(Object.getPrototypeOf(localStorage) as Storage, 'setItem')
      .mockImplementation(() => {
        throw new DOMException('The operation is insecure.', 'SecurityError');
      });
    expect(keptText('theme').write('light')).toBe(true);
    expect(keptText('theme').read()).toBe('light');
    expect(localItems.durable).toBe(false);
    refused.mockRestore();
  });

  it('lose all that is registered when everything is erased, but what the erasing needs', () => {
    for (const name of ['theme', 'brand', 'heard', 'participant', 'usageErasures', 'stageGuesses'] as const) {
      keptText(name).write('x');
    }
    for (const name of ['attempts', 'usageWaiting', 'runEnds', 'panes'] as const)
      keptText(name, 'a').write('x');
    localStorage.setItem('of another app', 'x');
    expect(eraseItems(7)).toHaveLength(9);
    expect(Object.keys(localStorage).sort()).toEqual([
      'firsthand.erased',
      'firsthand.usage.erase',
      'of another app',
    ]);
    expect(keptItems().map(({ name }) => name)).toEqual(['usageErasures', 'erased', 'erasedSeen']);
  });

  it('lose what only another tab held, when that tab comes back', () => {
    keptText('stageGuesses').write('[3]');
    localStorage.setItem('firsthand.erased', '7');
    eraseWhatWasErased();
    expect(keptText('stageGuesses').read()).toBeNull();
    keptText('stageGuesses').write('[4]');
    eraseWhatWasErased();
    expect(keptText('stageGuesses').read()).toBe('[4]');
  });

  it('tell the other tabs', () => {
    const target = new EventTarget();
    vi.stubGlobal('addEventListener', target.addEventListener.bind(target));
    vi.stubGlobal('removeEventListener', target.removeEventListener.bind(target));
    const heard = vi.fn();
    const off = onErasedElsewhere(heard);
    const tell = (key: string, newValue: string | null) =>
      target.dispatchEvent(Object.assign(new Event('storage'), { key, newValue }));
    tell('firsthand.theme', 'dark');
    tell('firsthand.erased', '8');
    off();
    tell('firsthand.erased', '9');
    expect(heard).toHaveBeenCalledTimes(1);
  });
});

describe('a database that does not answer', () => {
  it('is taken for none, so that no screen waits for it for ever', async () => {
    vi.stubGlobal('indexedDB', { open: () => new IDBOpenDBRequest() });
    let ring = () => {};
    const opening = openKeptDatabase(
      'runs',
      1,
      {},
      {
        later: (_ms, run) => {
          ring = run;
          return () => {};
        },
      },
    );
    ring();
    await expect(opening).rejects.toThrow('does not answer');
  });

  it('is none where the browser has no database', async () => {
    vi.stubGlobal('indexedDB', undefined);
    await expect(openKeptDatabase('runs', 1, {})).rejects.toThrow();
    expect(openTabChannelOf(class {})).not.toBeNull();
  });

  it('leaves no tab without a channel that refuses to be opened', () => {
    expect(
      openTabChannelOf(
        class {
          constructor() {
            throw new DOMException('The operation is insecure.', 'SecurityError');
          }
        },
      ),
    ).toBeNull();
  });
});

function openTabChannelOf(channel: unknown) {
  vi.stubGlobal('BroadcastChannel', channel);
  return openTabChannel('runChanges');
}

describe('what the browser is asked', () => {
  it('is to keep what is here, once, and only where it has not promised', async () => {
    const persist = vi.fn(async () => true);
    const { askToKeep } = await import('../../src/storage/persistence.ts');
    askToKeep({ persisted: async () => false, persist });
    askToKeep({ persisted: async () => false, persist });
    await vi.waitFor(() => expect(persist).toHaveBeenCalled());
    expect(persist).toHaveBeenCalledTimes(1);
    vi.resetModules();
    const { askToKeep: askAgain, persistence: say } = await import('../../src/storage/persistence.ts');
    const promised = { persisted: async () => true, persist };
    askAgain(promised);
    expect(await say({ storage: promised, vendor: '', durable: true })).toBe('promised');
    expect(persist).toHaveBeenCalledTimes(1);
  });
});

describe('what the browser says of keeping', () => {
  const storage = (persisted: boolean) => ({
    persisted: async () => persisted,
    persist: async () => persisted,
  });

  it.each([
    ['nothing is kept at all', { durable: false, vendor: '', storage: storage(true) }, 'nothing'],
    ['Safari', { durable: true, vendor: 'Apple Computer, Inc.', storage: storage(true) }, 'seven-days'],
    ['it promised', { durable: true, vendor: 'Google Inc.', storage: storage(true) }, 'promised'],
    ['it refused', { durable: true, vendor: '', storage: storage(false) }, 'may-erase'],
    ['it has no word for it', { durable: true, vendor: '', storage: undefined }, 'may-erase'],
  ] as const)('%s', async (_name, sight, answer) => {
    expect(await persistence(sight)).toBe(answer);
  });
});
