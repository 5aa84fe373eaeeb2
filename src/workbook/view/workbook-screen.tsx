import { Crosshair, Table2 } from 'lucide-react';
import { lazy, Suspense, useCallback, useEffect, useMemo, useState } from 'react';
import { Button } from '../../components/button.tsx';
import { EmptyState } from '../../components/empty-state.tsx';
import { Split } from '../../components/split.tsx';
import { areaName, parseArea } from '../address.ts';
import type { WorkbookCommand } from '../schema.ts';
import { FormulaBar } from './formula-bar.tsx';
import { handleScreenKey } from './grid-keys.ts';
import type { ScreenDesk } from './grid-state.ts';
import { GridView } from './grid-view.ts';
import type { PanelBriefing, PanelCheck } from './panels/props.ts';
import { SheetGrid } from './sheet-grid.tsx';
import { SheetsBar } from './sheets-bar.tsx';
import { StatusLine } from './status-line.tsx';
import { useGridState } from './use-grid-state.ts';
import { WorkbookStage } from './workbook-stage.tsx';

const TracePanel = lazy(() => import('./trace-panel.tsx').then((module) => ({ default: module.TracePanel })));
const WorkbookPanels = lazy(() =>
  import('./panels/panels.tsx').then((module) => ({ default: module.WorkbookPanels })),
);

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
  /** The briefing stands beside the screen already: it needs no panel here. */
  briefingBeside?: boolean | undefined;
  checks?: readonly PanelCheck[] | undefined;
  /** The panels (drivers, charts, checks …) below the grid; default yes. */
  panels?: boolean | undefined;
  /** One recorded step; throws `WorkbookError` where it is refused. */
  onEdit: (commands: readonly WorkbookCommand[], label: string) => void;
  onUndo?: (() => void) | undefined;
  onRedo?: (() => void) | undefined;
  /** The active cell, as `CashFlow!G9`, whenever it is another one. */
  onSelect?: ((cell: string) => void) | undefined;
}

/** The workbook: formula bar, grid, sheets, and the panels that belong to a model. */
export function WorkbookScreen(props: WorkbookScreenProps) {
  const { desk, readOnly = false, onEdit, onUndo, onRedo, onSelect, panels = true } = props;
  const stage = props.stage ?? false;
  const view = useGridView(desk, { onEdit, onUndo, onRedo, readOnly, stage });
  const state = useGridState(view);
  useFocus(view, props.focus ?? null);
  useShow(view, props.show ?? null);
  useTold(view, onSelect);
  const { box, narrow } = useNarrow();
  if (state.sheet === null) return <NothingYet stage={stage} />;
  if (stage) return <WorkbookStage view={view} />;
  const trace = state.tracing ? (
    <Suspense>
      <TracePanel view={view} briefing={props.briefing} onClose={() => view.trace(false)} />
    </Suspense>
  ) : null;
  const below = trace && narrow ? trace : panels ? <Panels view={view} screen={props} /> : null;
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: short cuts for what buttons do as well
    <div
      ref={box}
      className="@container/wb h-full min-h-0 min-w-0 flex-1"
      onKeyDown={(event) => handleScreenKey(view, event)}
    >
      <div className="flex h-full min-h-0 min-w-0 gap-3">
        <h2 className="sr-only">The workbook</h2>
        <Split
          key={below ? 'two' : 'one'}
          id={below ? 'workbook' : 'workbook-alone'}
          direction="vertical"
          className="flex-1"
          panes={[
            { id: 'sheets', initial: below ? '60%' : '100%', min: '220px', content: <Sheets view={view} /> },
            ...(below ? [{ id: 'below', min: '120px', content: <div className={card}>{below}</div> }] : []),
          ]}
        />
        {trace && !narrow && <div className={`${card} w-[min(23.5rem,38%)] shrink-0`}>{trace}</div>}
      </div>
      <p role="status" className="sr-only">
        {state.said}
      </p>
    </div>
  );
}

const card = 'h-full min-h-0 overflow-hidden rounded-card bg-card shadow-card';

/** Drivers, charts, checks and the briefing; loaded when there is a model. */
function Panels({ view, screen }: { view: GridView; screen: WorkbookScreenProps }) {
  const { sheet } = useGridState(view);
  return (
    <Suspense>
      <WorkbookPanels
        desk={screen.desk}
        readOnly={screen.readOnly}
        briefing={screen.briefingBeside ? null : screen.briefing}
        checks={screen.checks}
        selection={sheet === null ? null : { sheet, area: areaName(view.area) }}
        onEdit={(commands, label) => view.edit(commands, label)}
        onSelect={(cells) => view.goTo(cells)}
      />
    </Suspense>
  );
}

/** Width from which the trace stands beside the sheets; below it takes the place of the panels. px. */
const wide = 832;

function useNarrow(): { box: (element: HTMLElement | null) => (() => void) | undefined; narrow: boolean } {
  const [narrow, setNarrow] = useState(false);
  const box = useCallback((element: HTMLElement | null) => {
    if (!element) return undefined;
    const observer = new ResizeObserver(([entry]) => setNarrow((entry?.contentRect.width ?? wide) < wide));
    observer.observe(element);
    return () => observer.disconnect();
  }, []);
  return { box, narrow };
}

/** Formula bar, grid and sheets: one card. */
function Sheets({ view }: { view: GridView }) {
  const { tracing } = useGridState(view);
  return (
    <div className={`${card} flex flex-col`}>
      <FormulaBar view={view} />
      <div className="relative flex min-h-0 min-w-0 flex-1 flex-col border-t border-line">
        <SheetGrid view={view} arrows={tracing} />
        <FollowButton view={view} />
      </div>
      <div className="flex min-h-11 shrink-0 items-center gap-3 border-t border-line px-2.5">
        <SheetsBar view={view} />
        <StatusLine view={view} />
      </div>
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

function useTold(view: GridView, onSelect: ((cell: string) => void) | undefined): void {
  const { sheet, selection } = useGridState(view);
  const { row, column } = selection.anchor;
  const cell =
    sheet === null ? null : `${sheet}!${areaName({ top: row, left: column, bottom: row, right: column })}`;
  useEffect(() => {
    if (cell !== null) onSelect?.(cell);
  }, [cell, onSelect]);
}

/** There while the agent works elsewhere and the person has looked away. */
function FollowButton({ view }: { view: GridView }) {
  const { focus, following, editing } = useGridState(view);
  if (!focus || following || editing) return null;
  return (
    <Button
      size="s"
      className="absolute right-6 bottom-5 z-10 animate-rise shadow-high"
      icon={<Crosshair aria-hidden="true" />}
      onClick={() => view.follow()}
    >
      Follow the agent
    </Button>
  );
}

function NothingYet({ stage }: { stage: boolean }) {
  if (stage) {
    return (
      <div className="grid h-full place-content-center gap-[1.5vh] bg-card p-[3vw] text-center">
        <p className="font-serif text-stage-l">The agent writes the model here</p>
        <p className="text-stage-s text-muted">Sheets, formulas and numbers appear as they are written.</p>
      </div>
    );
  }
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
