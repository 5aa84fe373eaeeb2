import clsx from 'clsx';
import { useEffect, useState } from 'react';
import type { GridView } from './grid-view.ts';
import { SheetGrid } from './sheet-grid.tsx';
import { recalculationWords } from './status-line.tsx';
import { useGridState } from './use-grid-state.ts';

/** The smallest text of the grid at scale 1, px: heads of columns and notes. */
const smallest = 13;

/** The workbook on the projector: nothing under 24 px, no controls, always where the agent is. */
export function WorkbookStage({ view }: { view: GridView }) {
  const { sheet, recalculation } = useGridState(view);
  const scale = useStageScale();
  return (
    <div className="flex h-full min-h-0 min-w-0 flex-1 flex-col bg-card">
      <div className="min-h-0 flex-1 flex flex-col">
        <SheetGrid view={view} scale={scale} plain />
      </div>
      <div className="flex shrink-0 items-baseline gap-[1.6vw] overflow-hidden border-t border-line px-[1.3vw] py-[1vh] text-stage-s whitespace-nowrap">
        {view.workbook.engine.sheetNames.map((name) => (
          <span key={name} className={clsx(name === sheet ? 'font-[640] text-ink' : 'text-muted')}>
            {name}
          </span>
        ))}
        {recalculation && (
          <span className="num ml-auto bg-card pl-[1.6vw] text-muted">
            {recalculationWords(recalculation)}
          </span>
        )}
      </div>
    </div>
  );
}

/** So large that the smallest text is 24 px, and grows with a wider projector. */
function useStageScale(): number {
  const [width, setWidth] = useState(() => window.innerWidth);
  useEffect(() => {
    const measure = () => setWidth(window.innerWidth);
    window.addEventListener('resize', measure);
    return () => window.removeEventListener('resize', measure);
  }, []);
  return Math.max(24, width * 0.0125) / smallest;
}
