import { lazy, Suspense } from 'react';
import type { SessionState } from '../../demos/session-state.ts';
import type { WorkbookDesk } from '../../workbook/desk.ts';
import { isFailedCheck } from './narration.ts';

const OffCard = lazy(() => import('./off-card.tsx'));

/** Between the agent's check that found something and its repair: what is off, by how much, and the line that explains it. */
export function OffOnStage({ desk, state }: { desk: WorkbookDesk; state: SessionState }) {
  const looked = state.story.steps.findLast((step) => step.tool === 'check' && step.state !== 'running');
  const open = state.status === 'working' && looked !== undefined && isFailedCheck(looked);
  if (!open) return null;
  return (
    <Suspense>
      <OffCard desk={desk} version={state.workbookVersion} />
    </Suspense>
  );
}
