import { useSyncExternalStore } from 'react';
import { onBrand, readBrand } from './brand-store.ts';
import type { Brand } from './schema.ts';

/** The brand the person chose, or null; follows changes made here and in other tabs. */
export function useBrand(): Brand | null {
  return useSyncExternalStore(onBrand, readBrand, () => null);
}
