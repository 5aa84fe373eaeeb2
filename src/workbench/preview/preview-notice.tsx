import { Hammer, Hourglass } from 'lucide-react';
import { useEffect, useState } from 'react';
import { Button } from '../../components/button.tsx';
import type { PreviewError } from '../../sandbox/sandbox.ts';

interface PreviewNoticeProps {
  /** The first problem that stands; null where none does. */
  error: PreviewError | null;
  /** Seconds for which the page has not answered. */
  waits: number;
  /** The agent works: an error is the ordinary middle of a change. */
  working?: boolean;
  reload: () => void;
  /** Asks the agent; left out where there is none or it may not be asked. */
  repair?: ((request: string) => void) | undefined;
}

/** Problems shorter than this are the ordinary middle of a change: files come one after another. */
const CALM_MS = 1500;

/** What stands at the foot of a preview: that it is waited for, that it is being changed, or what is wrong and what to do. */
export function PreviewNotice({ error, waits, working = false, reload, repair }: PreviewNoticeProps) {
  const [calm, setCalm] = useState(true);
  const id = error && `${error.message} ${error.path} ${error.line}`;
  useEffect(() => {
    setCalm(true);
    if (id === null) return;
    const timer = setTimeout(() => setCalm(false), CALM_MS);
    return () => clearTimeout(timer);
  }, [id]);
  if (waits > 0) return <Waiting seconds={waits} reload={reload} />;
  if (!error || calm) return null;
  if (working && error.code === undefined) {
    return (
      <p
        role="status"
        className="flex animate-rise self-end items-center gap-2 rounded-chip bg-night px-3.5 py-2 text-note font-medium text-night-ink shadow-high"
      >
        <Hammer aria-hidden="true" className="size-3.5" />
        In the middle of a change
      </p>
    );
  }
  return <ErrorNotice error={error} reload={reload} repair={repair} />;
}

function Waiting({ seconds, reload }: { seconds: number; reload: () => void }) {
  return (
    <div
      role="status"
      className="flex w-full animate-rise flex-wrap items-center gap-x-4 gap-y-2 rounded-card bg-warn-soft p-4 text-ink shadow-high"
    >
      <Hourglass aria-hidden="true" className="size-4 shrink-0 text-warn" />
      <p className="min-w-48 flex-1">
        <span className="font-[580]">The page is busy and does not answer yet.</span>{' '}
        <span aria-hidden="true" className="num text-muted">
          {seconds} s. Still waiting.
        </span>
      </p>
      <Button size="s" variant="quiet" onClick={reload}>
        Load it again
      </Button>
    </div>
  );
}

/** The place of an error in words, empty where it has none. */
function placeOf({ path, line }: PreviewError): string {
  if (path === undefined) return '';
  return `${path.replace(/^\//, '')}${line === undefined ? '' : `, line ${line}`}`;
}

function ErrorNotice({
  error,
  reload,
  repair,
}: Pick<PreviewNoticeProps, 'reload' | 'repair'> & { error: PreviewError }) {
  const place = placeOf(error);
  const detail = [place, error.message === error.plain ? '' : error.message]
    .filter((part) => part !== '')
    .join(': ');
  const request = `Repair this error: ${error.message}${place ? ` (${place})` : ''}`;
  return (
    <div
      role="alert"
      className="flex w-full animate-rise flex-wrap items-center gap-x-4 gap-y-2 rounded-card bg-bad-soft p-4 text-ink shadow-high"
    >
      <div className="min-w-48 flex-1">
        <p className="font-[580]">{error.plain}</p>
        {detail && <p className="mt-0.5 line-clamp-3 font-mono text-xs break-words text-muted">{detail}</p>}
      </div>
      <div className="flex flex-wrap gap-2">
        {error.source === 'runtime' && (
          <Button size="s" variant="quiet" onClick={reload}>
            Load it again
          </Button>
        )}
        {repair && (
          <Button size="s" onClick={() => repair(request)}>
            Ask the agent to fix it
          </Button>
        )}
      </div>
    </div>
  );
}
