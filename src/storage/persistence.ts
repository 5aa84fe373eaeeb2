/** Whether the browser may erase by itself what is kept here. */

export type Persistence =
  /** The browser promised to keep it. */
  | 'promised'
  /** It may erase it when it needs room. */
  | 'may-erase'
  /** It erases it after seven days without a visit, whatever it promised: Safari and every browser on iOS. */
  | 'seven-days'
  /** It keeps nothing at all. */
  | 'nothing';

/** What is asked of the browser; tests hand in their own. */
export interface PersistenceSight {
  readonly storage: Pick<StorageManager, 'persist' | 'persisted'> | undefined;
  /** `navigator.vendor`. */
  readonly vendor: string;
  readonly durable: boolean;
}

let asked: Promise<unknown> | null = null;

/** Asks the browser once to keep what is here. For the first work of a person that is kept. */
export function askToKeep(storage: PersistenceSight['storage'] = globalThis.navigator?.storage): void {
  asked ??= promised(storage)
    .then((already) => already || storage?.persist?.())
    .catch(() => false);
}

export async function persistence({ storage, vendor, durable }: PersistenceSight): Promise<Persistence> {
  if (!durable) return 'nothing';
  if (/apple/i.test(vendor)) return 'seven-days';
  await asked;
  return (await promised(storage)) ? 'promised' : 'may-erase';
}

async function promised(storage: PersistenceSight['storage']): Promise<boolean> {
  try {
    return (await storage?.persisted?.()) === true;
  } catch {
    return false;
  }
}
