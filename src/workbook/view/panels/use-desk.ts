import { useCallback, useRef, useSyncExternalStore } from 'react';
import type { PanelDesk } from './props.ts';

/** A number that grows with every change of the workbook, also with those that are only tried. */
export function useDeskVersion(desk: PanelDesk): number {
  const version = useRef(0);
  const subscribe = useCallback(
    (onChange: () => void) =>
      desk.subscribe(() => {
        version.current += 1;
        onChange();
      }),
    [desk],
  );
  return useSyncExternalStore(subscribe, () => version.current);
}
