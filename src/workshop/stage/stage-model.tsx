import { type PointerEvent, useCallback, useEffect, useMemo, useState } from 'react';
import type { StoryStep } from '../../run/story-model.ts';
import { workbookAt } from '../../run/workbook-at.ts';
import { useMedia } from '../../workbench/use-session.ts';
import { quoteSheet } from '../../workbook/address.ts';
import type { WorkbookDesk } from '../../workbook/desk.ts';
import { WorkbookPanels } from '../../workbook/view/panels/panels.tsx';
import type { PanelDesk } from '../../workbook/view/panels/props.ts';
import { WorkbookScreen } from '../../workbook/view/workbook-screen.tsx';
import type { StagePreviewProps } from './stage-preview.tsx';

interface StageModelProps extends StagePreviewProps {
  desk: WorkbookDesk;
}

/**
 * The model on the projector: the sheets follow the agent; when it rests, drivers and a chart stand below
 * and the presenter plays. Loaded when there is a model.
 */
export default function StageModel({ session, state, desk, at }: StageModelProps) {
  const past = usePast({ session, state, at });
  const [show, setShow] = useState<{ readonly cells: string } | null>(null);
  const high = useMedia('(min-height: 56rem)', true);
  const rests = state.status === 'done' || state.status === 'stopped' || state.status === 'idle';
  const { movableDrivers, scenario, charts } = desk.workbook;
  const played = movableDrivers.length > 0 || scenario !== undefined || charts.length > 0;
  const strip = at === null && rests && played;
  useCoverSheet(desk, rests, setShow);
  const edit = useCallback<typeof session.editWorkbook>(
    (commands, label) => session.editWorkbook(commands, label),
    [session],
  );
  return (
    <div className="flex h-full min-h-0 flex-col gap-[1.5vh]" onPointerUp={giveKeysBack}>
      <div className="min-h-0 flex-1 overflow-hidden rounded-[max(18px,1.15vw)] bg-card shadow-high">
        <WorkbookScreen
          key={past ? 'past' : 'now'}
          desk={past ?? desk}
          stage
          readOnly
          panels={false}
          focus={past ? focusAt(state.story.steps, at) : rests ? null : state.workbookFocus}
          show={past ? null : show}
          onEdit={refuse}
        />
      </div>
      {strip && (
        <div className={`shrink-0 animate-rise ${high ? 'h-[max(290px,35%)]' : 'h-[max(206px,38%)]'}`}>
          <WorkbookPanels
            desk={desk}
            stage
            readOnly={state.readOnly}
            onEdit={edit}
            onSelect={(cells) => setShow({ cells })}
          />
        </div>
      )}
    </div>
  );
}

/** When the agent rests, the sheet with the charts comes to the front: it is where the results stand. */
function useCoverSheet(desk: WorkbookDesk, rests: boolean, show: (cells: { cells: string }) => void): void {
  useEffect(() => {
    const sheet = desk.workbook.charts[0]?.sheet;
    if (rests && sheet !== undefined) show({ cells: `${quoteSheet(sheet)}!A1` });
  }, [desk, rests, show]);
}

/** On stage the sheets are looked at; what is changed is changed by the drivers. */
function refuse(): void {}

/** A press takes the focus along; the keys of the stage shall go on working. */
function giveKeysBack({ target }: PointerEvent): void {
  if (target instanceof HTMLElement && target.closest('input:not([type="range"]):not([type="radio"])'))
    return;
  setTimeout(() => {
    const { activeElement } = document;
    const isField = activeElement?.matches('input:not([type="range"]):not([type="radio"]), textarea');
    if (activeElement instanceof HTMLElement && !isField) activeElement.blur();
  }, 0);
}

/** The model as it was after an earlier step; null for now. */
function usePast({ session, state, at }: StagePreviewProps): PanelDesk | null {
  const step = at === null ? undefined : state.story.steps[at];
  const until = step?.to;
  return useMemo(() => {
    if (until === undefined) return null;
    const workbook = workbookAt(session.events(0, until));
    if (workbook.sheets.length === 0) return null;
    return { workbook, subscribe: () => () => {} };
  }, [session, until]);
}

/** Where the agent was: the cells of the step, or of the last one before it that wrote any. */
function focusAt(steps: readonly StoryStep[], at: number | null) {
  for (let index = at ?? -1; index >= 0; index -= 1) {
    const { detail } = steps[index] ?? {};
    const block = detail?.type === 'cells' ? detail.blocks[0] : undefined;
    if (block) return { sheet: block.sheet, area: block.area };
  }
  return null;
}
