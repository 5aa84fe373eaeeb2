import { type ReactNode, useEffect, useMemo, useRef } from 'react';
import type { DeskChange } from '../../../desk.ts';
import type { PanelDesk, WorkbookPanelsProps } from '../props.ts';
import { useDeskVersion } from '../use-desk.ts';
import { type DriverRow, driverRows } from './driver-rows.ts';
import { DriverSlider } from './driver-slider.tsx';
import { type Recalculation, recalculationWords } from './recalculation-words.ts';
import { useDriverMoves } from './use-driver-moves.ts';

interface DriversPanelProps
  extends Pick<WorkbookPanelsProps, 'desk' | 'readOnly' | 'stage' | 'onEdit' | 'onSelect'> {
  /** Most drivers that are shown; the projector has room for few. */
  most?: number | undefined;
  /** At the right end of the title's line. */
  beside?: ReactNode;
}

/** “Change a driver”: sliders for the assumptions; the whole workbook recalculates as they move. */
export function DriversPanel(props: DriversPanelProps) {
  const { desk, readOnly = false, stage = false, onEdit, onSelect, most, beside } = props;
  const version = useDeskVersion(desk);
  const starts = useStarts(desk);
  // biome-ignore lint/correctness/useExhaustiveDependencies: the version says when the workbook changed
  const rows = useMemo(() => driverRows(desk.workbook, starts), [desk, starts, version]);
  const moves = useDriverMoves({ desk, onEdit });
  const shown = most === undefined ? rows : rows.slice(0, most);
  return (
    <section
      aria-label="Change a driver"
      className={stage ? '@container flex min-h-0 flex-1 flex-col' : 'flex min-h-0 flex-col gap-2'}
    >
      <div className="flex shrink-0 items-center justify-between gap-[1em]">
        <h3 className={stage ? 'truncate text-[max(28px,1.75vw)] has-[+*]:@max-[46rem]:sr-only' : 'text-lg'}>
          Change a driver
        </h3>
        {beside}
      </div>
      {rows.length === 0 ? (
        <p className={stage ? 'text-stage-s text-muted' : 'text-sm text-muted'}>
          The assumptions that matter most stand here as sliders, once the model has them.
        </p>
      ) : (
        <div className={stage ? 'flex min-h-0 flex-1 flex-col justify-evenly' : 'flex flex-col gap-1.5'}>
          {shown.map((row) => (
            <DriverSlider
              key={row.id}
              row={row}
              moves={moves}
              disabled={readOnly}
              stage={stage}
              onSelect={() => onSelect(quoted(row))}
            />
          ))}
        </div>
      )}
      {rows.length === 0 || (stage && most === 2) ? null : (
        <RecalculationLine last={moves.last} stage={stage} readOnly={readOnly} />
      )}
    </section>
  );
}

function quoted({ sheet, at }: DriverRow): string {
  return /^[A-Za-z_]\w*$/.test(sheet) ? `${sheet}!${at}` : `'${sheet}'!${at}`;
}

function RecalculationLine(props: { last: Recalculation | null; stage: boolean; readOnly: boolean }) {
  const { last, stage, readOnly } = props;
  return (
    <p role="status" className={stage ? 'num text-stage-s text-muted' : 'num text-note text-muted'}>
      {last
        ? recalculationWords(last)
        : readOnly
          ? 'The agent is at work; then they can be moved.'
          : 'Everything recalculates as you move them.'}
    </p>
  );
}

/** What each driver held when it was first seen or when an agent last set it, by address. */
function useStarts(desk: PanelDesk): ReadonlyMap<string, number> {
  const starts = useRef<{ desk: PanelDesk; map: Map<string, number> } | null>(null);
  if (starts.current?.desk !== desk) {
    const map = new Map<string, number>();
    starts.current = { desk, map };
    learn(desk, map, false);
  }
  const { map } = starts.current;
  useEffect(
    () =>
      desk.subscribe((change) => {
        const { by, kind } = change as Partial<DeskChange>;
        if (kind !== 'try') learn(desk, map, kind === 'restore' || (by !== undefined && by !== 'person'));
      }),
    [desk, map],
  );
  return map;
}

function learn(desk: PanelDesk, map: Map<string, number>, anew: boolean): void {
  for (const row of driverRows(desk.workbook, map)) {
    const address = `${row.sheet}!${row.at}`;
    if (row.value !== null && (anew || !map.has(address))) map.set(address, row.value);
  }
}
