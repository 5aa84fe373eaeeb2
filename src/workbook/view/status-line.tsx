import { shownValue } from './cell-face.ts';
import type { Recalculation } from './grid-state.ts';
import type { GridView } from './grid-view.ts';
import { isOneCell, summarise } from './selection.ts';
import { useGridState } from './use-grid-state.ts';

/** Under the grid: what the selected numbers add up to, and what the last change moved. */
export function StatusLine({ view }: { view: GridView }) {
  const { selection, recalculation } = useGridState(view);
  const { sheet } = view;
  const summary = sheet && !isOneCell(selection) ? summarise(sheet, view.area) : null;
  const format = view.formatAt(selection.anchor);
  return (
    <p className="num flex shrink-0 items-center gap-4 text-xs whitespace-nowrap text-muted">
      {summary ? (
        <>
          <Figure name="Sum" text={shownValue(summary.sum, format).text} />
          <Figure name="Average" text={shownValue(summary.average, format).text} />
          <Figure name="Numbers" text={String(summary.count)} />
        </>
      ) : (
        recalculation && <span>{recalculationWords(recalculation)}</span>
      )}
    </p>
  );
}

function Figure({ name, text }: { name: string; text: string }) {
  return (
    <span>
      {name} <strong className="font-semibold text-ink">{text.trim()}</strong>
    </span>
  );
}

/** "4,310 cells changed in 9 ms"; the time only where it was measured. */
export function recalculationWords({ cells, took }: Recalculation): string {
  const changed = `${cells.toLocaleString('en')} ${cells === 1 ? 'cell' : 'cells'} changed`;
  if (took === null) return changed;
  return `${changed} in ${took < 10 ? Math.max(0.1, Math.round(took * 10) / 10) : Math.round(took)} ms`;
}
