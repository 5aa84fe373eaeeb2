/** The server's half of the record, through the usage queue; loaded when it is asked for. */
import type { Capability, MyUsageAnswer } from '../usage/schema.ts';

async function queue() {
  return (await import('../usage/queue.ts')).openUsageQueue();
}

/** What the server holds about this browser; null where it cannot be reached. */
export async function load(): Promise<MyUsageAnswer | null> {
  try {
    return await (await queue()).mine();
  } catch {
    return null;
  }
}

/** Events that wait here to be sent. */
export async function waiting(): Promise<number> {
  return (await queue()).waiting();
}

/**
 * Forgets here at once who this browser is to the server. `done` resolves with the number of events that the server
 * erased, or with `later` where it can not be reached now.
 */
export async function beginErasing(): Promise<{ readonly done: Promise<number | 'later'> }> {
  const erasing = (await queue()).erase();
  return { done: erasing.then(({ erased }) => erased ?? 'later') };
}

export async function tellHeard(capability: Capability): Promise<void> {
  (await queue()).report([{ kind: 'heard', capability }]);
}
