import { type AreaAddress, areaName } from '../address.ts';
import { formulaParts, referencesIn } from './formula-parts.ts';
import type { GridView } from './grid-view.ts';
import { readersOf, readsOf } from './reads.ts';
import { useGridState } from './use-grid-state.ts';
import { aim, seenBox, type Viewport } from './viewport.ts';

interface GridOverlayProps {
  view: GridView;
  viewport: Viewport;
  arrows: boolean;
}

/** Drawn over the cells: the references of the formula in their colours, arrows, and what the agent works on. */
export function GridOverlay({ view, viewport, arrows }: GridOverlayProps) {
  const { editing, focus, sheet } = useGridState(view);
  const agent = focus && focus.sheet === sheet ? seenBox(viewport, focus.area) : null;
  return (
    <div className="wb-over" aria-hidden="true">
      <svg>
        <title>References of the selected cell</title>
        <defs>
          <marker
            id="wb-tip"
            viewBox="0 0 8 8"
            refX="6.5"
            refY="4"
            markerWidth="6"
            markerHeight="6"
            orient="auto"
          >
            <path d="M0.5 0.5 7.5 4 0.5 7.5z" fill="context-stroke" />
          </marker>
        </defs>
        <References view={view} viewport={viewport} />
        {arrows && !editing && <Arrows view={view} viewport={viewport} />}
      </svg>
      {agent && (
        <div
          className="wb-agent"
          style={{ left: agent.x, top: agent.y, width: agent.width, height: agent.height }}
        />
      )}
    </div>
  );
}

/** The areas that the formula reads, framed in the colours that they have in the formula bar. */
function References({ view, viewport }: { view: GridView; viewport: Viewport }) {
  const { editing, sheet, selection } = useGridState(view);
  const home = editing?.sheet ?? sheet;
  const { formula } = view.activeCell ?? {};
  const text = editing ? editing.text : formula === undefined ? '' : `=${formula}`;
  if (home === null || !text.startsWith('=')) return null;
  return referencesIn(formulaParts(view.workbook, home, text))
    .filter(({ spot }) => spot.sheet === sheet && !isActive(spot.area, selection.anchor))
    .map(({ spot, colour }) => {
      const box = seenBox(viewport, spot.area);
      return box ? (
        <rect
          key={areaName(spot.area)}
          className={`wb-ref-${colour}`}
          x={box.x + 1}
          y={box.y + 1}
          width={Math.max(0, box.width - 2)}
          height={Math.max(0, box.height - 2)}
          rx="4"
          fill="var(--wb-ref)"
          fillOpacity="0.09"
          stroke="var(--wb-ref)"
          strokeWidth="1.75"
        />
      ) : null;
    });
}

function isActive(area: AreaAddress, anchor: { row: number; column: number }): boolean {
  return areaName(area) === areaName(oneCell(anchor));
}

function oneCell({ row, column }: { row: number; column: number }): AreaAddress {
  return { top: row, left: column, bottom: row, right: column };
}

/** Arrows to readers over which no more are drawn: the picture would only be dark. */
const mostReaders = 24;

function Arrows({ view, viewport }: { view: GridView; viewport: Viewport }) {
  const { sheet, selection } = useGridState(view);
  const cell = view.activeCell;
  if (!cell || sheet === null) return null;
  const here = oneCell(selection.anchor);
  const formula = cell.formula === undefined ? '' : `=${cell.formula}`;
  const colours = new Map(
    referencesIn(formulaParts(view.workbook, sheet, formula)).map(({ spot, colour }) => [
      areaName(spot.area),
      colour,
    ]),
  );
  const reads = readsOf(view.workbook.engine, cell).filter((read) => read.sheet.name === sheet);
  const readers = readersOf(view.workbook.engine, cell).filter((reader) => reader.sheet.name === sheet);
  return (
    <>
      {reads.map(({ area }) => (
        <Arrow
          key={`from-${areaName(area)}`}
          className={`wb-ref-${colours.get(areaName(area)) ?? 0}`}
          colour="var(--wb-ref)"
          from={aim(viewport, area)}
          to={aim(viewport, here)}
        />
      ))}
      {readers.slice(0, mostReaders).map(({ row, column }) => (
        <Arrow
          key={`to-${row}-${column}`}
          colour="var(--field)"
          dashed
          from={aim(viewport, here)}
          to={aim(viewport, oneCell({ row, column }))}
        />
      ))}
    </>
  );
}

interface Point {
  readonly x: number;
  readonly y: number;
  readonly seen: boolean;
}

interface ArrowProps {
  from: Point;
  to: Point;
  colour: string;
  className?: string;
  dashed?: boolean;
}

function Arrow({ from, to, colour, className, dashed = false }: ArrowProps) {
  if (!from.seen && !to.seen) return null;
  const length = Math.hypot(to.x - from.x, to.y - from.y);
  if (length < 12) return null;
  // They leave and arrive where no digits stand, and bend so that one does not hide another.
  const bend = Math.min(34, 8 + length * 0.14);
  const middle = {
    x: (from.x + to.x) / 2 - (Math.abs(to.y - from.y) / length) * bend,
    y: (from.y + to.y) / 2 - (Math.abs(to.x - from.x) / length) * bend,
  };
  return (
    <g className={className}>
      {from.seen && <circle cx={from.x} cy={from.y} r="3" fill={colour} />}
      <path
        d={`M${from.x} ${from.y} Q${middle.x} ${middle.y} ${to.x} ${to.y}`}
        fill="none"
        stroke={colour}
        strokeWidth="1.75"
        strokeDasharray={dashed ? '4 4' : undefined}
        markerEnd="url(#wb-tip)"
      />
    </g>
  );
}
