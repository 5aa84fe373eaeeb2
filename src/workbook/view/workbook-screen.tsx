import { Table2 } from 'lucide-react';
import { useEffect, useMemo } from 'react';
import { EmptyState } from '../../components/empty-state.tsx';
import { parseArea } from '../address.ts';
import type { WorkbookCommand } from '../schema.ts';
import { FormulaBar } from './formula-bar.tsx';
import { GridView, type ScreenDesk } from './grid-view.ts';
import type { PanelBriefing, PanelCheck } from './panels/props.ts';
import { SheetGrid } from './sheet-grid.tsx';
import { SheetsBar } from './sheets-bar.tsx';
import { StatusLine } from './status-line.tsx';
import { useGridState } from './use-grid-state.ts';

export interface WorkbookScreenProps {
  desk: ScreenDesk;
  readOnly?: boolean | undefined;
  /** What the agent works on now: it is outlined, and followed until the person looks elsewhere. */
  focus?: { readonly sheet: string; readonly area: string } | null | undefined;
  /** Cells to select and bring into view, like `CashFlow!G9:BN9`; a new object asks once more. */
  show?: { readonly cells: string } | null | undefined;
  /** For the projector: large, without controls. */
  stage?: boolean | undefined;
  briefing?: PanelBriefing | null | undefined;
  checks?: readonly PanelCheck[] | undefined;
  /** One recorded step; throws `WorkbookError` where it is refused. */
  onEdit: (commands: readonly WorkbookCommand[], label: string) => void;
  onUndo?: (() => void) | undefined;
  onRedo?: (() => void) | undefined;
  /** The cell that is selected, as `CashFlow!G9`, whenever it is another one. */
  onSelect?: ((cell: string) => void) | undefined;
}

/** The workbook: formula bar, grid, sheets, and the panels that belong to a model. */
export function WorkbookScreen(props: WorkbookScreenProps) {
  const { desk, readOnly = false, onEdit, onUndo, onRedo } = props;
  const view = useGridView(desk, { onEdit, onUndo, onRedo, readOnly });
  const state = useGridState(view);
  useFocus(view, props.focus ?? null);
  useShow(view, props.show ?? null);
  if (state.sheet === null) return <NothingYet />;
  return (
    <div className="@container/wb flex h-full min-h-0 min-w-0 flex-col">
      <FormulaBar view={view} />
      <div className="relative flex min-h-0 flex-1 flex-col border-t border-line">
        <SheetGrid view={view} arrows={false} />
      </div>
      <div className="flex min-h-11 shrink-0 items-center gap-3 border-t border-line bg-card px-2.5">
        <SheetsBar view={view} />
        <StatusLine view={view} />
      </div>
      <p role="status" className="sr-only">
        {state.said}
      </p>
    </div>
  );
}

function useGridView(desk: ScreenDesk, host: GridView['host']): GridView {
  // biome-ignore lint/correctness/useExhaustiveDependencies: the host is handed on at each render, below
  const view = useMemo(() => new GridView(desk, host), [desk]);
  view.host = host;
  useEffect(() => view.attach(), [view]);
  return view;
}

function useFocus(view: GridView, focus: { readonly sheet: string; readonly area: string } | null): void {
  const sheet = focus?.sheet;
  const area = focus?.area;
  useEffect(() => {
    const parsed = area === undefined ? null : parseArea(area);
    view.setFocus(sheet === undefined || !parsed ? null : { sheet, area: parsed });
  }, [view, sheet, area]);
}

function useShow(view: GridView, show: { readonly cells: string } | null): void {
  useEffect(() => {
    if (show) view.goTo(show.cells);
  }, [view, show]);
}

function NothingYet() {
  return (
    <EmptyState
      icon={<Table2 aria-hidden="true" />}
      title="The agent writes the model here"
      className="h-full"
    >
      Sheets, formulas and numbers appear as they are written. Each can be opened, changed and followed to
      where it comes from.
    </EmptyState>
  );
}
