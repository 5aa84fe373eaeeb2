import { useEffect, useMemo, useRef } from 'react';
import type { DeskChange } from '../../../desk.ts';
import type { PanelDesk } from '../props.ts';
import { useDeskVersion } from '../use-desk.ts';
import { changeOf, type KeyResult, keyResults, type ResultChange } from './key-results.ts';

type Values = ReadonlyMap<string, number | null>;

/** The key results, and how each differs from before the last change by a person. */
export function useResults(desk: PanelDesk): readonly (KeyResult & ResultChange)[] {
  const version = useDeskVersion(desk);
  // biome-ignore lint/correctness/useExhaustiveDependencies: the version says when the workbook changed
  const results = useMemo(() => keyResults(desk.workbook), [desk, version]);
  const memory = useRef<{ settled: Values; before: Values }>({ settled: new Map(), before: new Map() });
  const passing = useRef(false);
  useEffect(() => {
    memory.current = { settled: valuesOf(keyResults(desk.workbook)), before: new Map() };
    return desk.subscribe((change) => {
      const { by, kind } = change as Partial<DeskChange>;
      if (change.passing) {
        // Until it is settled, what is tried is compared with what stood there.
        if (!passing.current) memory.current = { ...memory.current, before: memory.current.settled };
        passing.current = true;
        return;
      }
      const now = valuesOf(keyResults(desk.workbook));
      const isPerson = by === undefined || by === 'person';
      const moved = isPerson && kind !== 'restore' && (change.cells.size > 0 || passing.current);
      const before = moved ? memory.current.settled : new Map();
      passing.current = false;
      memory.current = { settled: now, before };
    });
  }, [desk]);
  const { before } = memory.current;
  return results.map((result) => ({ ...result, ...changeOf(result, before.get(result.id)) }));
}

function valuesOf(results: readonly KeyResult[]): Values {
  return new Map(results.map(({ id, value }) => [id, value]));
}
