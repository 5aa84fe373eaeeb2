import { type ReactNode, useEffect, useMemo, useRef } from 'react';
import type { DeskChange } from '../../../desk.ts';
import type { PanelDesk, WorkbookPanelsProps } from '../props.ts';
import { useDeskVersion } from '../use-desk.ts';
import { type DriverRow, driverRows } from './driver-rows.ts';
import { DriverSlider } from './driver-slider.tsx';
import { type Recalculation, recalculationWords, shortRecalculation } from './recalculation-words.ts';
import { useDriverMoves } from './use-driver-moves.ts';

interface DriversPanelProps
  extends Pick<WorkbookPanelsProps, 'desk' | 'readOnly' | 'stage' | 'onEdit' | 'onSelect'> {
  /** Most drivers that are shown; the projector has room for few. */
  most?: number | undefined;
  /** At the end of the title's line; on the projector in its place. */
  beside?: ReactNode;
  /** On the projector, below the drivers. */
  footer?: ReactNode;
}

/** “Change a driver”: sliders for the assumptions; the whole workbook recalculates as they move. */
export function DriversPanel(props: DriversPanelProps) {
  const { desk, readOnly = false, stage = false, onEdit, onSelect, most, beside, footer } = props;
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
      {stage ? (
        <StageHead beside={beside} last={moves.last} />
      ) : (
        <div className="flex flex-wrap items-center justify-between gap-x-4 gap-y-2">
          <h3 className="text-lg">Change a driver</h3>
          {beside}
        </div>
      )}
      {rows.length === 0 ? (
        <p className={stage ? 'text-stage-s text-muted' : 'text-sm text-muted'}>
          The assumptions that matter most stand here as sliders, once the model has them.
        </p>
      ) : (
        <div
          className={
            stage ? 'flex min-h-0 flex-1 flex-col justify-evenly' : 'grid gap-x-8 gap-y-0.5 @3xl:grid-cols-2'
          }
        >
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
      {stage ? footer : rows.length > 0 ? <RecalculationLine last={moves.last} readOnly={readOnly} /> : null}
    </section>
  );
}

function quoted({ sheet, at }: DriverRow): string {
  return /^[A-Za-z_]\w*$/.test(sheet) ? `${sheet}!${at}` : `'${sheet}'!${at}`;
}

function RecalculationLine({ last, readOnly }: { last: Recalculation | null; readOnly: boolean }) {
  const words = readOnly
    ? 'They can be moved when the agent has finished.'
    : 'Everything recalculates as you move them.';
  return (
    <p role="status" className="num text-note text-muted">
      {last ? recalculationWords(last) : words}
    </p>
  );
}

/** On the projector: the title, or what stands in its place, and what the last move did. */
function StageHead({ beside, last }: { beside: ReactNode; last: Recalculation | null }) {
  return (
    <div className="flex shrink-0 items-center justify-between gap-[1em]">
      <h3 className={beside ? 'sr-only' : 'truncate text-[max(28px,1.75vw)]'}>Change a driver</h3>
      {beside}
      <p role="status" className="num truncate text-right text-stage-s text-muted">
        {last ? (
          <>
            <span className="sr-only">{recalculationWords(last)}</span>
            <span aria-hidden="true">{shortRecalculation(last)}</span>
          </>
        ) : null}
      </p>
    </div>
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
