/** Cells that are alike, as few rectangles. */
import { type AreaAddress, areaName } from '../address.ts';

export interface Marked<T> {
  readonly row: number;
  readonly column: number;
  /** Cells with the same key are alike. */
  readonly key: string;
  readonly what: T;
}

/** Runs within a row first, then equal runs in rows below one another. */
export function rectangles<T>(cells: Iterable<Marked<T>>): { area: string; what: T }[] {
  const sorted = [...cells].sort((a, b) => a.row - b.row || a.column - b.column);
  const open = new Map<string, { area: Mutable; what: T }>();
  const found: { area: Mutable; what: T }[] = [];
  for (const run of runs(sorted)) {
    const place = `${run.left}:${run.right}:${run.key}`;
    const above = open.get(place);
    if (above?.area.bottom === run.row - 1) {
      above.area.bottom = run.row;
      continue;
    }
    const { left, right, row, what } = run;
    const fresh = { area: { top: row, bottom: row, left, right }, what };
    open.set(place, fresh);
    found.push(fresh);
  }
  return found.map(({ area, what }) => ({ area: areaName(area), what }));
}

type Mutable = { -readonly [Side in keyof AreaAddress]: AreaAddress[Side] };

interface Run<T> {
  readonly row: number;
  readonly left: number;
  right: number;
  readonly key: string;
  readonly what: T;
}

function runs<T>(sorted: readonly Marked<T>[]): Run<T>[] {
  const found: Run<T>[] = [];
  for (const { row, column, key, what } of sorted) {
    const last = found.at(-1);
    if (last && last.row === row && last.key === key && last.right === column - 1) last.right = column;
    else found.push({ row, left: column, right: column, key, what });
  }
  return found;
}
