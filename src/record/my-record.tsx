import { useEffect, useState } from 'react';
import { ErrorBoundary } from '../components/error-boundary.tsx';
import { KeepsNothing } from '../components/keeps-nothing.tsx';
import { Toasts } from '../components/toast.tsx';
import type { Lab } from '../labs/schema.ts';
import { KeptTable } from './kept-table.tsx';
import { LabProgress } from './lab-progress.tsx';
import { LadderTable } from './ladder-table.tsx';
import { PredictionTable } from './prediction-table.tsx';
import { RecordActions } from './record-actions.tsx';
import { RunsSummary } from './runs-summary.tsx';
import { ServerRecord } from './server-record.tsx';
import { useRecord } from './use-record.ts';

/** What is kept about a participant, here and on the server: to see, to take along, to erase. */
export function MyRecord({ labs }: { labs: readonly Lab[] }) {
  return (
    <Toasts>
      <ErrorBoundary part="My record">
        <Record labs={labs} />
      </ErrorBoundary>
    </Toasts>
  );
}

function Record({ labs }: { labs: readonly Lab[] }) {
  const record = useRecord();
  const [here, setHere] = useState('');
  useEffect(() => setHere(location.host), []);
  return (
    <div className="grid items-start gap-x-12 gap-y-14 pb-20 lg:grid-cols-[minmax(0,1fr)_22rem]">
      <div className="flex min-w-0 flex-col gap-14">
        <LadderTable labs={labs} record={record} />
        <LabProgress labs={labs} record={record} />
        <PredictionTable labs={labs} record={record} />
        <RunsSummary record={record} />
        <KeptTable record={record} />
      </div>
      <aside className="flex min-w-0 flex-col gap-6 lg:sticky lg:top-6">
        <KeepsNothing save="Export what is here to have it as a file." />
        <RecordActions record={record} />
        <ServerRecord record={record} host={here} />
      </aside>
    </div>
  );
}
