// biome-ignore-all lint/a11y/useSemanticElements: a table cannot be drawn in parts, with frozen rows and columns
// biome-ignore-all lint/a11y/useFocusableInteractive: the focus goes from cell to cell
import clsx from 'clsx';
import type { ReactElement } from 'react';
import { type AreaAddress, columnName } from '../address.ts';
import type { GridView } from './grid-view.ts';
import type { SheetLayout } from './sheet-layout.ts';

interface ColumnHeadProps {
  view: GridView;
  layout: SheetLayout;
  first: number;
  last: number;
  gutter: number;
  height: number;
  area: AreaAddress;
}

/** The letters over the columns; their right edges change the width. */
export function ColumnHead({ view, layout, first, last, gutter, height, area }: ColumnHeadProps) {
  const { columnStarts, frozenColumns } = layout;
  const letter = (column: number): ReactElement => {
    const left = gutter + (columnStarts[column] ?? 0);
    const width = (columnStarts[column + 1] ?? 0) - (columnStarts[column] ?? 0);
    return (
      <div
        key={column}
        role="columnheader"
        aria-colindex={column + 1}
        data-column={column}
        className={clsx('wb-letter', column >= area.left && column <= area.right && 'is-on')}
        style={{ left, width }}
      >
        {columnName(column)}
        {!view.host.readOnly && <WidthGrip view={view} column={column} width={width / layout.scale} />}
      </div>
    );
  };
  const scrolled = Array.from(
    { length: Math.max(0, last - Math.max(first, frozenColumns) + 1) },
    (_, index) => letter(Math.max(first, frozenColumns) + index),
  );
  return (
    <div role="row" className="wb-head" style={{ top: 0, height }}>
      <div
        role="presentation"
        className="wb-pin"
        style={{ width: gutter + (columnStarts[frozenColumns] ?? 0) }}
      >
        <div role="presentation" className="wb-letter" style={{ left: 0, width: gutter }} />
        {Array.from({ length: frozenColumns }, (_, column) => letter(column))}
      </div>
      {scrolled}
    </div>
  );
}

/** Drag to change the width of a column. */
function WidthGrip({ view, column, width }: { view: GridView; column: number; width: number }) {
  return (
    <span
      className="wb-grip"
      onPointerDown={(event) => {
        event.preventDefault();
        event.stopPropagation();
        const grip = event.currentTarget;
        const from = event.clientX;
        grip.setPointerCapture(event.pointerId);
        grip.onpointerup = (up) => {
          grip.onpointerup = null;
          if (Math.abs(up.clientX - from) > 2) setWidth(view, column, width + up.clientX - from);
        };
      }}
    />
  );
}

function setWidth(view: GridView, column: number, width: number): void {
  const { look } = view;
  if (!look) return;
  const wanted = Math.round(Math.min(800, Math.max(36, width)));
  const widths = { ...look.widths, [columnName(column)]: wanted };
  view.edit([{ do: 'widths', sheet: look.name, widths }], `Width of column ${columnName(column)}`);
}
