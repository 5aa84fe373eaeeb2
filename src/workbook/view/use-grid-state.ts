import { useSyncExternalStore } from 'react';
import type { GridState } from './grid-state.ts';
import type { GridView } from './grid-view.ts';

/** The state of the workbook screen; draws again at each change. */
export function useGridState(view: GridView): GridState {
  return useSyncExternalStore(view.subscribe, view.getState, view.getState);
}
