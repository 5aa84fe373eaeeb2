import { useCallback, useEffect, useRef, useState } from 'react';
import { onLeave } from '../../../../components/on-leave.ts';
import type { WorkbookPanelsProps } from '../props.ts';
import { type DriverRow, driverText, onStep } from './driver-rows.ts';
import type { Recalculation } from './recalculation-words.ts';

export interface DriverMoves {
  /** The driver that is being moved, and where it stands. */
  readonly moving: { readonly id: string; readonly value: number } | null;
  readonly last: Recalculation | null;
  /** Recalculates with a number, as often as the hand moves; nothing is recorded. */
  move(row: DriverRow, value: number): void;
  /** One recorded step; `soon` waits for more presses of a key. */
  settle(row: DriverRow, value: number, soon?: boolean): void;
  /** Back to where it stood before the move. */
  cancel(): void;
}

/** Presses of an arrow key that come within this time are one step, ms. */
const KEYS_MS = 600;

export function useDriverMoves({ desk, onEdit }: Pick<WorkbookPanelsProps, 'desk' | 'onEdit'>): DriverMoves {
  const [moving, setMoving] = useState<DriverMoves['moving']>(null);
  const [last, setLast] = useState<Recalculation | null>(null);
  const waiting = useRef<{ timer: ReturnType<typeof setTimeout>; settle: () => void } | null>(null);
  const edit = useRef(onEdit);
  edit.current = onEdit;

  const move = useCallback(
    (row: DriverRow, value: number) => {
      const exact = onStep(value);
      const begun = performance.now();
      const { cells } = desk.workbook.try(row.sheet, row.at, exact);
      setLast({ cells: cells.size, ms: performance.now() - begun });
      setMoving({ id: row.id, value: exact });
    },
    [desk],
  );

  const settle = useCallback(
    (row: DriverRow, value: number, soon = false) => {
      const exact = onStep(value);
      if (waiting.current) clearTimeout(waiting.current.timer);
      const finish = () => {
        waiting.current = null;
        setMoving(null);
        record(edit.current, row, exact, setLast, desk);
      };
      if (!soon) return finish();
      waiting.current = { timer: setTimeout(finish, KEYS_MS), settle: finish };
    },
    [desk],
  );

  const cancel = useCallback(() => {
    if (waiting.current) clearTimeout(waiting.current.timer);
    waiting.current = null;
    desk.workbook.endTry();
    setMoving(null);
  }, [desk]);

  // A move that was begun is kept also where the panel or the whole page goes away in the middle of it.
  useEffect(() => {
    const settleNow = () => {
      if (waiting.current) clearTimeout(waiting.current.timer);
      waiting.current?.settle();
    };
    const stop = onLeave(settleNow, { first: true });
    return () => {
      stop();
      settleNow();
    };
  }, []);
  return { moving, last, move, settle, cancel };
}

function record(
  onEdit: WorkbookPanelsProps['onEdit'],
  row: DriverRow,
  value: number,
  setLast: (last: Recalculation) => void,
  desk: WorkbookPanelsProps['desk'],
): void {
  const { workbook } = desk;
  const off = desk.subscribe(({ cells, passing }) => {
    if (!passing && cells.size > 0 && begun !== null)
      setLast({ cells: cells.size, ms: performance.now() - begun });
  });
  let begun: number | null = null;
  try {
    // What is tried already shows the result; only a number that was typed is measured here.
    begun = performance.now();
    onEdit(
      [{ do: 'write', sheet: row.sheet, at: row.at, rows: [[value]] }],
      `${row.label}: ${driverText(row, value)}`,
    );
  } finally {
    off();
    // Where the edit was refused, the number that was tried must not stay.
    workbook.endTry();
  }
}
