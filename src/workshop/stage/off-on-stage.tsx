import { lazy, Suspense, useEffect } from 'react';
import type { SessionState } from '../../demos/session-state.ts';
import type { WorkbookDesk } from '../../workbook/desk.ts';
import { isFailedCheck } from './narration.ts';

const loadCard = () => import('./off-card.tsx');
const OffCard = lazy(loadCard);

/** Between the agent's check that found something and its repair: what is off, by how much, and the line that explains it. */
export function OffOnStage({ desk, state }: { desk: WorkbookDesk; state: SessionState }) {
  // Fetched while the model is being built: when it is off, the moment may be over before the card has come.
  useEffect(() => {
    loadCard().catch(() => {
      // Asked for again when it is needed.
    });
  }, []);
  const looked = state.story.steps.findLast((step) => step.tool === 'check' && step.state !== 'running');
  const open = state.status === 'working' && looked !== undefined && isFailedCheck(looked);
  if (!open) return null;
  return (
    <Suspense>
      <OffCard desk={desk} version={state.workbookVersion} />
    </Suspense>
  );
}
