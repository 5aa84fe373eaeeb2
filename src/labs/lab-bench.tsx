import type { SessionActions } from '../demos/session-state.ts';
import { RunBar } from '../workbench/run-bar.tsx';
import { Workbench } from '../workbench/workbench.tsx';
import type { LabDesk } from './desk.ts';

/** The workbench in a lab. Loaded when the person starts. */
export function LabBench({ desk }: { desk: LabDesk }) {
  return <Workbench session={desk.session} onFork={(copy) => openRun(copy)} />;
}

export function LabRunBar({ session }: { session: SessionActions }) {
  return <RunBar session={session} />;
}

function openRun(copy: SessionActions): void {
  location.assign(`/runs/view/?id=${encodeURIComponent(copy.getState().runId)}`);
}
