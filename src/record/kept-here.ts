/** What this browser keeps now, read from the register: for the list on the screen and for "Export everything". */
import { openWorkspaceStore } from '../playground/workspace-store.ts';
import type { StoredRun } from '../run/view/library.ts';
import { keptItems } from '../storage/erasure.ts';
import type { KeptName } from '../storage/names.ts';
import { register } from '../storage/register.ts';

export interface KeptRow {
  readonly name: KeptName;
  readonly what: string;
  /** How many of them there are. */
  readonly count: number;
  /** Characters, or bytes of a database. */
  readonly size: number;
  readonly personal: boolean;
  readonly exported: boolean;
  /** Why it is in no export, or outlives the erasing. */
  readonly stays: string | null;
}

/** The zip of the playground's files; null where there is none, or the browser does not give it. */
export async function playgroundZip(): Promise<Uint8Array | null> {
  return openWorkspaceStore()
    .load()
    .catch(() => null);
}

/** The zip of earlier files of the playground that could not be opened; null where there is none. */
export async function playgroundAside(): Promise<Uint8Array | null> {
  return openWorkspaceStore()
    .loadAside()
    .catch(() => null);
}

/** One row for everything of the register that holds something now, in the order of the register. */
export function keptRows(
  runs: readonly StoredRun[],
  playground: readonly (Uint8Array | null)[],
): readonly KeptRow[] {
  const found = new Map<KeptName, { count: number; size: number }>();
  const add = (name: KeptName, count: number, size: number) => {
    const sum = found.get(name) ?? { count: 0, size: 0 };
    found.set(name, { count: sum.count + count, size: sum.size + size });
  };
  for (const { name, key, text } of keptItems()) add(name, 1, key.length + text.length);
  for (const { size } of runs) add('runs', 1, size);
  for (const zip of playground) if (zip) add('playground', 1, zip.length);
  return (Object.keys(register) as KeptName[]).flatMap((name) => {
    const sum = found.get(name);
    const { what, personal, exported, stays } = register[name];
    return sum ? [{ name, what, ...sum, personal, exported: exported !== null, stays: stays ?? null }] : [];
  });
}

export interface ExportedItem {
  readonly what: string;
  readonly key: string;
  readonly text: string;
}

/** The small things that go into the export as they are. */
export function exportedItems(): readonly ExportedItem[] {
  return keptItems().flatMap(({ name, key, text }) => {
    const { what, exported } = register[name];
    return exported === 'browser.json' ? [{ what, key, text }] : [];
  });
}
