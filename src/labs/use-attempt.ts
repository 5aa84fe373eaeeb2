import { useEffect, useMemo, useSyncExternalStore } from 'react';
import { localItems } from '../storage/items.ts';
import { askToKeep } from '../storage/persistence.ts';
import type { UsageFact } from '../usage/schema.ts';
import type { LabAttempt } from './attempt.ts';
import { AttemptStore, attemptKey, type SavedState } from './attempt-store.ts';
import { factsOf } from './lab-usage.ts';
import type { AttemptEvent } from './progress.ts';
import { readAttempt } from './read-attempt.ts';
import type { Lab } from './schema.ts';

export interface AttemptHandle {
  readonly attempt: LabAttempt;
  readonly saved: SavedState;
  readonly store: AttemptStore;
  /** Records what happened; what became true is told to the usage queue. */
  record(event: AttemptEvent): void;
}

/** The attempt of this browser at a lab with a demo, followed across tabs. */
export function useAttempt(
  lab: Lab,
  demo: string,
  tell: (facts: readonly UsageFact[]) => void,
): AttemptHandle {
  const store = useMemo(() => new AttemptStore(lab, demo, browserOptions()), [lab, demo]);
  useEffect(() => {
    const key = attemptKey(lab.id, demo);
    const hear = (event: StorageEvent) => {
      if (event.key === key || event.key === null) store.hear(event.newValue);
    };
    addEventListener('storage', hear);
    return () => removeEventListener('storage', hear);
  }, [store, lab, demo]);
  const attempt = useSyncExternalStore(store.subscribe, store.getAttempt, store.getAttempt);
  const saved = useSyncExternalStore(store.subscribe, store.getSaved, store.getSaved);
  return useMemo(
    () => ({
      attempt,
      saved,
      store,
      record: (event) => {
        askToKeep();
        const before = store.getAttempt();
        tell(factsOf(lab, before, store.record(event)));
      },
    }),
    [attempt, saved, store, lab, tell],
  );
}

function browserOptions() {
  return { storage: localItems, now: () => new Date(), newId: randomId, parse: readAttempt };
}

function randomId(): string {
  const bytes = crypto.getRandomValues(new Uint8Array(12));
  return Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0')).join('');
}
