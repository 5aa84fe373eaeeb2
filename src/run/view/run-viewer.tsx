import { FileQuestion } from 'lucide-react';
import { useEffect, useState } from 'react';
import { ButtonLink } from '../../components/button.tsx';
import { EmptyState } from '../../components/empty-state.tsx';
import { ErrorBoundary } from '../../components/error-boundary.tsx';
import { Skeleton } from '../../components/skeleton.tsx';
import { Toasts } from '../../components/toast.tsx';
import type { RunRecord } from '../schema.ts';
import { FlightRecorder } from './flight-recorder.tsx';
import { loadRun } from './library.ts';
import { RunWork } from './run-work.tsx';
import { RunUnread } from './runs-unread.tsx';

type Loaded =
  | { readonly state: 'loading' }
  | { readonly state: 'missing'; readonly id: string }
  | { readonly state: 'unread'; readonly id: string }
  | { readonly state: 'found'; readonly id: string; readonly record: RunRecord };

/** One recorded run, named by `?id=`: to scrub, to fork, to export, to print. Renders only in the browser. */
export function RunViewer() {
  const [address, setAddress] = useState(readAddress);
  const [loaded, setLoaded] = useState<Loaded>({ state: 'loading' });
  useEffect(() => {
    const read = () => setAddress(readAddress());
    addEventListener('popstate', read);
    return () => removeEventListener('popstate', read);
  }, []);
  const { id } = address;
  useEffect(() => {
    let gone = false;
    setLoaded({ state: 'loading' });
    loadRun(id).then(
      (record) => !gone && setLoaded(record ? { state: 'found', id, record } : { state: 'missing', id }),
      () => !gone && setLoaded({ state: 'unread', id }),
    );
    return () => {
      gone = true;
    };
  }, [id]);

  function open(next: Address) {
    history.pushState(null, '', `?id=${encodeURIComponent(next.id)}${next.work ? '&work=1' : ''}`);
    setAddress(next);
  }

  // What was loaded for another address is not shown for this one: work opened on it for a moment would hold
  // the run, and the one that stays would find it taken.
  const waits = loaded.state === 'loading' || loaded.id !== id;
  return (
    <Toasts>
      <ErrorBoundary part="The run viewer">
        {waits ? (
          <Loading />
        ) : loaded.state === 'missing' ? (
          <Missing />
        ) : loaded.state === 'unread' ? (
          <RunUnread />
        ) : address.work ? (
          <RunWork runId={address.id} onView={() => open({ id: address.id, work: false })} />
        ) : (
          <FlightRecorder key={address.id} record={loaded.record} onFork={(id) => open({ id, work: true })} />
        )}
      </ErrorBoundary>
    </Toasts>
  );
}

interface Address {
  readonly id: string;
  /** The run is worked on, not only looked at. */
  readonly work: boolean;
}

function readAddress(): Address {
  const query = new URLSearchParams(location.search);
  return { id: query.get('id') ?? '', work: query.get('work') === '1' };
}

function Loading() {
  return (
    <div role="status" className="flex h-full flex-col gap-4 p-6">
      <span className="sr-only">Opening the run</span>
      <Skeleton className="h-12" />
      <Skeleton className="flex-1" />
      <Skeleton className="h-24" />
    </div>
  );
}

function Missing() {
  return (
    <div className="grid h-full place-items-center">
      <EmptyState
        icon={<FileQuestion />}
        title="This run is not in this browser"
        action={<ButtonLink href="/runs/">See my runs</ButtonLink>}
      >
        Runs are kept where they were made. If you have the run as a file, import it under My runs.
      </EmptyState>
    </div>
  );
}
