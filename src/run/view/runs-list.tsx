import { History, Upload } from 'lucide-react';
import { useCallback, useEffect, useRef, useState } from 'react';
import { Button, ButtonLink } from '../../components/button.tsx';
import { EmptyState } from '../../components/empty-state.tsx';
import { ErrorBoundary } from '../../components/error-boundary.tsx';
import { Notice } from '../../components/notice.tsx';
import { Skeleton } from '../../components/skeleton.tsx';
import { Toasts, toast } from '../../components/toast.tsx';
import type { RunRecord } from '../schema.ts';
import { type ImportProblem, importFiles, keepNew } from './import-runs.ts';
import {
  keepRun,
  listRuns,
  loadRun,
  onRunsChange,
  removeRun,
  runsAreDurable,
  type StoredRun,
} from './library.ts';
import { RunRow } from './run-row.tsx';
import { RunsUnread } from './runs-unread.tsx';

/** The runs of this browser: to open, to take along, to bring in, to delete. Renders only in the browser. */
export function RunsList() {
  return (
    <Toasts>
      <ErrorBoundary part="The list of runs">
        <Runs />
      </ErrorBoundary>
    </Toasts>
  );
}

function Runs() {
  const { runs, failed, durable, refresh } = useRuns();
  const [problems, setProblems] = useState<readonly ImportProblem[]>([]);
  const { dragging, handlers } = useDrop((files) => void take(files));

  async function take(files: readonly File[]) {
    const result = await importFiles(files);
    setProblems(result.problems);
    await refresh();
    if (result.imported > 0)
      toast(result.imported === 1 ? 'One run imported' : `${result.imported} runs imported`);
    else if (result.known > 0) toast('This run is here already', { description: 'Nothing was changed.' });
  }
  async function remove(run: StoredRun) {
    const record = await loadRun(run.runId);
    await removeRun(run.runId);
    await refresh();
    toast(`“${run.header.title}” deleted`, {
      ...(record ? { action: { label: 'Undo', do: () => void keepRun(record).then(refresh) } } : {}),
    });
  }

  if (failed) return <RunsUnread title="The runs cannot be read" />;
  if (!runs) return <LoadingRows />;
  return (
    <section
      {...handlers}
      aria-label="Runs"
      className={dragging ? 'rounded-door ring-2 ring-brand ring-offset-8 ring-offset-paper' : ''}
    >
      <div className="mb-5 flex flex-wrap items-center justify-between gap-3">
        <p className="text-muted">
          {runs.length === 0 ? '' : runs.length === 1 ? 'One run' : `${runs.length} runs`}
          {dragging && ' · let go to import'}
        </p>
        {runs.length > 0 && <ImportButton onFiles={(files) => void take(files)} />}
      </div>
      {!durable && (
        <Notice tone="warn" className="mb-5" title="This browser keeps nothing">
          Runs are here until the page is closed; a private window does that. Export those you want to keep.
        </Notice>
      )}
      {problems.length > 0 && (
        <ImportProblems
          problems={problems}
          onClose={() => setProblems([])}
          onReadable={(record) => void keepNew(record).then(() => setProblems([]))}
        />
      )}
      {runs.length === 0 ? (
        <NoRuns onFiles={(files) => void take(files)} />
      ) : (
        <ul className="flex flex-col gap-3">
          {runs.map((run) => (
            <RunRow key={run.runId} run={run} onDelete={() => void remove(run)} />
          ))}
        </ul>
      )}
    </section>
  );
}

function useRuns() {
  const [runs, setRuns] = useState<readonly StoredRun[] | null>(null);
  const [failed, setFailed] = useState(false);
  const [durable, setDurable] = useState(true);
  const refresh = useCallback(
    () =>
      listRuns().then(
        (next) => {
          setRuns(next);
          setFailed(false);
        },
        () => setFailed(true),
      ),
    [],
  );
  useEffect(() => {
    void refresh();
    runsAreDurable().then(setDurable, () => setFailed(true));
    return onRunsChange(() => void refresh());
  }, [refresh]);
  return { runs, failed, durable, refresh };
}

function useDrop(onFiles: (files: readonly File[]) => void) {
  const [dragging, setDragging] = useState(false);
  return {
    dragging,
    handlers: {
      onDragOver: (event: React.DragEvent) => {
        event.preventDefault();
        setDragging(true);
      },
      onDragLeave: (event: React.DragEvent) => {
        if (!event.currentTarget.contains(event.relatedTarget as Node | null)) setDragging(false);
      },
      onDrop: (event: React.DragEvent) => {
        event.preventDefault();
        setDragging(false);
        onFiles([...event.dataTransfer.files]);
      },
    },
  };
}

export function ImportButton({
  onFiles,
  variant = 'quiet',
}: {
  onFiles: (files: readonly File[]) => void;
  variant?: 'quiet' | 'primary';
}) {
  const input = useRef<HTMLInputElement>(null);
  return (
    <>
      <input
        ref={input}
        type="file"
        multiple
        accept=".jsonl,.zip,application/zip,application/jsonl,application/x-ndjson"
        className="sr-only"
        tabIndex={-1}
        aria-hidden="true"
        onChange={(event) => {
          onFiles([...(event.target.files ?? [])]);
          event.target.value = '';
        }}
      />
      <Button variant={variant} icon={<Upload aria-hidden="true" />} onClick={() => input.current?.click()}>
        Import a run
      </Button>
    </>
  );
}

/** A first run to look into: a rehearsal plays at full speed, and is kept like any other. */
function SampleButton() {
  const [making, setMaking] = useState<AbortController | null>(null);
  useEffect(() => () => making?.abort(), [making]);
  async function make() {
    const stop = new AbortController();
    setMaking(stop);
    try {
      const { makeSampleRun } = await import('./sample-run.ts');
      const id = await makeSampleRun(stop.signal);
      location.assign(`/runs/view/?id=${encodeURIComponent(id)}`);
    } catch {
      if (stop.signal.aborted) return;
      setMaking(null);
      toast('The sample run did not come to its end', { description: 'Try again, or take the first lab.' });
    }
  }
  return (
    <Button variant="quiet" loading={making !== null} onClick={() => void make()}>
      Make a sample run
    </Button>
  );
}

function NoRuns({ onFiles }: { onFiles: (files: readonly File[]) => void }) {
  return (
    <div className="rounded-door bg-card shadow-card">
      <EmptyState
        icon={<History />}
        title="No runs yet"
        action={
          <>
            <ButtonLink href="/labs/web-app/" variant="brand">
              Take the first lab
            </ButtonLink>
            <SampleButton />
            <ImportButton onFiles={onFiles} />
          </>
        }
      >
        Every time an agent works for you here, the run is kept: each step, each file, each check. You can
        look back, go on from any point, and take it with you. A sample run is a rehearsal, played at full
        speed.
      </EmptyState>
    </div>
  );
}

interface ImportProblemsProps {
  problems: readonly ImportProblem[];
  onReadable: (record: RunRecord) => void;
  onClose: () => void;
}

function ImportProblems({ problems, onReadable, onClose }: ImportProblemsProps) {
  return (
    <Notice
      tone="bad"
      announce="assertive"
      className="mb-5"
      title={
        problems.length === 1 ? 'One file was not imported' : `${problems.length} files were not imported`
      }
      action={
        <Button size="s" variant="quiet" onClick={onClose}>
          All right
        </Button>
      }
    >
      <ul className="flex flex-col gap-1.5">
        {problems.map((problem) => (
          <li key={problem.file}>
            <strong className="font-[580]">{problem.file}</strong>: {problem.what} {problem.remedy}{' '}
            {problem.readable && (
              <button
                type="button"
                className="link"
                onClick={() => problem.readable && onReadable(problem.readable)}
              >
                Import what can be read
              </button>
            )}
          </li>
        ))}
      </ul>
      Nothing else was changed.
    </Notice>
  );
}

function LoadingRows() {
  return (
    <div role="status" className="flex flex-col gap-3">
      <span className="sr-only">Reading your runs</span>
      {[1, 2, 3].map((row) => (
        <Skeleton key={row} className="h-24" />
      ))}
    </div>
  );
}
