import { RunRow } from '../run/view/run-row.tsx';
import { RunsUnread } from '../run/view/runs-unread.tsx';
import { RecordSection } from './section.tsx';
import type { RecordHandle } from './use-record.ts';

const SHOWN = 3;

/** The newest runs, and the way to all of them. */
export function RunsSummary({ record }: { record: RecordHandle }) {
  const { runs } = record;
  return (
    <RecordSection title="Runs">
      {runs === 'unread' ? (
        <RunsUnread title="The runs cannot be read" />
      ) : runs.length === 0 ? (
        <p className="text-muted">No run is kept in this browser.</p>
      ) : (
        <>
          <ul className="flex flex-col gap-3">
            {runs.slice(0, SHOWN).map((run) => (
              <RunRow key={run.runId} run={run} />
            ))}
          </ul>
          {runs.length > SHOWN && (
            <a className="link self-start" href="/runs/">
              See all {runs.length} runs
            </a>
          )}
        </>
      )}
    </RecordSection>
  );
}
