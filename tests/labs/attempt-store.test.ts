import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { LabAttempt } from '../../src/labs/attempt.ts';
import { attemptSchema } from '../../src/labs/attempt.ts';
import { AttemptStore, attemptKey, keepAttempts, listAttempts } from '../../src/labs/attempt-store.ts';
import { mergeAttempts } from '../../src/labs/merge-attempts.ts';
import { readAttempt } from '../../src/labs/read-attempt.ts';
import { type ItemStorage, memoryItems } from '../../src/storage/items.ts';
import { at, fresh, play, predicted, webApp, whole } from './sample-lab.ts';

/** A browser's storage with tabs that hear of each other's writes, as `storage` events do. */
class SharedStorage {
  readonly items = new Map<string, string>();
  readonly #tabs: { heard: (key: string, value: string | null) => void }[] = [];
  full = false;

  tab(): ItemStorage & { heard: (key: string, value: string | null) => void } {
    const items = this.items;
    const tell = (from: object, key: string, value: string | null) => {
      for (const each of this.#tabs) if (each !== from) each.heard(key, value);
    };
    const isFull = () => this.full;
    const tab = {
      heard: (_key: string, _value: string | null) => {},
      durable: true,
      keys: () => [...items.keys()],
      getItem: (key: string) => items.get(key) ?? null,
      setItem(key: string, value: string) {
        if (isFull()) throw new DOMException('full', 'QuotaExceededError');
        items.set(key, value);
        tell(tab, key, value);
      },
      removeItem(key: string) {
        items.delete(key);
        tell(tab, key, null);
      },
    };
    this.#tabs.push(tab);
    return tab;
  }
}

let ids = 0;
function openTab(shared: SharedStorage, start = 0): AttemptStore {
  let second = start;
  const storage = shared.tab();
  const store = new AttemptStore(webApp, 'offsite-planner', {
    storage,
    now: () => new Date(at(second++)),
    newId: () => `tab${String(ids++).padStart(17, '0')}`,
    parse: readAttempt,
  });
  storage.heard = (key, value) => {
    if (key === attemptKey('web-app', 'offsite-planner')) store.hear(value);
  };
  return store;
}

describe('the attempt store', () => {
  it('loses nothing on a reload', () => {
    const shared = new SharedStorage();
    const store = openTab(shared);
    for (const event of whole) store.record(event);
    expect(openTab(shared, 100).getAttempt()).toEqual(store.getAttempt());
    expect(attemptSchema.parse(store.getAttempt())).toEqual(store.getAttempt());
  });

  it('lets a second tab follow, and keeps what either did', () => {
    const shared = new SharedStorage();
    const first = openTab(shared);
    first.record(predicted);
    const second = openTab(shared, 50);
    expect(second.getAttempt().prediction?.values.minutes).toBe(480);
    second.record({ type: 'drafted', field: 'name', text: 'Harrow' });
    first.record({ type: 'drafted', field: 'feature', text: 'A map' });
    expect(first.getAttempt()).toEqual(second.getAttempt());
    expect(Object.keys(first.getAttempt().drafts).sort()).toEqual(['feature', 'name']);
  });

  it('keeps both tabs’ work where they wrote without hearing each other', () => {
    const shared = new SharedStorage();
    const storage = shared.tab();
    const options = { storage, now: () => new Date(at(1)), newId: () => 'b'.repeat(20), parse: readAttempt };
    const first = new AttemptStore(webApp, 'offsite-planner', options);
    const second = new AttemptStore(webApp, 'offsite-planner', options);
    first.record(predicted);
    second.record({ type: 'drafted', field: 'name', text: 'Harrow' });
    const kept = readAttempt(storage.getItem(attemptKey('web-app', 'offsite-planner')) ?? '');
    expect(kept?.prediction?.values.checks).toBe(4);
    expect(kept?.drafts['name']?.text).toBe('Harrow');
  });

  it('says so where the browser keeps nothing, and goes on in this tab', () => {
    const shared = new SharedStorage();
    const store = openTab(shared);
    shared.full = true;
    store.record(predicted);
    expect(store.getSaved()).toBe('failed');
    expect(store.getAttempt().prediction).not.toBeNull();
  });

  it('begins anew on reset, keeps the old one, and another tab does not bring it back', () => {
    const shared = new SharedStorage();
    const first = openTab(shared);
    first.record(predicted);
    const second = openTab(shared, 50);
    first.reset();
    expect(first.getAttempt().prediction).toBeNull();
    expect(second.getAttempt().id).toBe(first.getAttempt().id);
    const all = listAttempts(shared.tab(), readAttempt);
    expect(all.map((each) => each.past)).toEqual([false, true]);
  });

  it('ignores what is broken or of another version', () => {
    const shared = new SharedStorage();
    const store = openTab(shared);
    for (const text of ['', '{', '[]', '{"version":2}', '{"version":1,"changes":[3]}', 'null']) {
      expect(readAttempt(text)).toBeNull();
      store.hear(text);
    }
    expect(store.getAttempt().prediction).toBeNull();
  });

  it('stays erased where another tab erased it, whether this one heard of it or not', () => {
    for (const heard of [true, false]) {
      const shared = new SharedStorage();
      const here = openTab(shared);
      here.record(predicted);
      const { id } = here.getAttempt();
      const key = attemptKey('web-app', 'offsite-planner');
      if (heard) shared.tab().removeItem(key);
      else shared.items.delete(key);
      here.record({ type: 'drafted', field: 'name', text: 'Harrow' });
      expect(here.getAttempt().id).not.toBe(id);
      expect(here.getAttempt().prediction).toBeNull();
      expect(readAttempt(shared.items.get(key) ?? '')?.prediction).toBeNull();
    }
  });

  it('goes on in this tab where the storage lasts only as long as the page, and says so', () => {
    const store = new AttemptStore(webApp, 'offsite-planner', {
      storage: memoryItems(),
      now: () => new Date(at(0)),
      newId: () => 'm'.repeat(20),
      parse: readAttempt,
    });
    store.record(predicted);
    store.record({ type: 'drafted', field: 'name', text: 'Harrow' });
    expect(store.getAttempt().prediction).not.toBeNull();
    expect(store.getSaved()).toBe('failed');
  });

  it('takes in attempts from another device without losing those that are here', () => {
    const shared = new SharedStorage();
    const tab = shared.tab();
    openTab(shared).record(predicted);
    const there = play(whole, { ...fresh, id: 'c'.repeat(20), startedAt: at(200) });
    keepAttempts(tab, [there], readAttempt);
    const all = listAttempts(tab, readAttempt);
    expect(all.map((each) => each.attempt.id)).toContain(there.id);
    expect(all).toHaveLength(2);
    keepAttempts(tab, [there], readAttempt);
    expect(listAttempts(tab, readAttempt)).toHaveLength(2);
  });
});

describe('merging', () => {
  const drafts = { type: 'drafted', field: 'name', text: 'x' } as const;
  const tried = Array.from(
    { length: 60 },
    (_, at) => ({ type: 'flaw-tried', choice: `option-${at}` }) as const,
  );
  const versions: fc.Arbitrary<LabAttempt> = fc
    .tuple(
      fc.shuffledSubarray([
        ...whole,
        drafts,
        { ...drafts, field: 'feature' },
        { ...drafts, text: 'y' },
        ...tried,
      ]),
      fc.integer({ min: 1, max: 40 }),
    )
    .map(([events, second]) => play(events, fresh, second));

  it('does not depend on who hears whom first', () => {
    fc.assert(
      fc.property(versions, versions, versions, (a, b, c) => {
        // To the letter: two tabs compare the texts, and would never come to rest otherwise.
        expect(JSON.stringify(mergeAttempts(a, b))).toBe(JSON.stringify(mergeAttempts(b, a)));
        const own = mergeAttempts(a, a);
        expect(JSON.stringify(mergeAttempts(own, a))).toBe(JSON.stringify(own));
        expect({ ...own, flaw: null }).toEqual({ ...a, flaw: null });
        expect(mergeAttempts(mergeAttempts(a, b), c)).toEqual(mergeAttempts(a, mergeAttempts(b, c)));
      }),
    );
  });
});
