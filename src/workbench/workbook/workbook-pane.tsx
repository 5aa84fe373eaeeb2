import type { SessionActions, SessionState } from '../../demos/session-state.ts';
import type { WorkbookDesk } from '../../workbook/desk.ts';
import { WorkbookScreen } from '../../workbook/view/workbook-screen.tsx';

/** Cells to be shown; a new object asks once more. */
export interface ShownCells {
  readonly cells: string;
}

interface WorkbookPaneProps {
  session: SessionActions;
  state: SessionState;
  desk: WorkbookDesk;
  shown: ShownCells | null;
  /** Inside another card. */
  bare?: boolean;
}

/** There is something to move or to look at beside the sheets: while a model begins they have all the room. */
function hasPanels({ workbook }: WorkbookDesk): boolean {
  const { movableDrivers, scenario, charts, checks } = workbook;
  return movableDrivers.length > 0 || scenario !== undefined || charts.length > 0 || checks.length > 0;
}

/** The model as it is now: read, changed by hand and followed while the agent builds it. Loaded when one is opened. */
export default function WorkbookPane({ session, state, desk, shown, bare = false }: WorkbookPaneProps) {
  const working = state.status === 'working' || state.status === 'paused';
  return (
    <section
      aria-label="Model"
      className={`flex h-full min-h-0 min-w-0 flex-1 flex-col ${bare ? 'bg-sunk p-2' : ''}`}
    >
      <WorkbookScreen
        desk={desk}
        readOnly={working || state.readOnly}
        focus={state.workbookFocus}
        show={shown}
        briefing={state.demo?.briefing ?? null}
        briefingBeside
        panels={!working || hasPanels(desk)}
        checks={state.checks}
        onEdit={session.editWorkbook}
        onUndo={() => void session.undo()}
        onRedo={() => void session.redo()}
        onSelect={session.selectCell}
      />
    </section>
  );
}
