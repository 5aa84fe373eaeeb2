import { History } from 'lucide-react';
import { useEffect, useState } from 'react';
import { Button, ButtonLink } from '../../components/button.tsx';
import { EmptyState } from '../../components/empty-state.tsx';
import { Skeleton } from '../../components/skeleton.tsx';
import type { SessionActions } from '../../demos/session-state.ts';
import { RunBar } from '../../workbench/run-bar.tsx';
import { useSession } from '../../workbench/use-session.ts';
import { Workbench } from '../../workbench/workbench.tsx';
import { RecordDamagedError } from '../integrity.ts';
import { RunUnread } from './runs-unread.tsx';
import { ViewerHeader } from './viewer-header.tsx';

/** A forked run: the workbench on the files and the conversation as they were. */
export function RunWork({ runId, onView }: { runId: string; onView: () => void }) {
  const [session, setSession] = useState<SessionActions | null>(null);
  const [missing, setMissing] = useState(false);
  const [unread, setUnread] = useState(false);
  const [damagedFrom, setDamagedFrom] = useState<number | null>(null);
  useEffect(() => {
    let gone = false;
    let opened: SessionActions | null = null;
    function resume({ DemoSession }: typeof import('../../demos/session.ts')): Promise<void> {
      return DemoSession.resume(runId).then(
        (resumed) => {
          opened = resumed;
          if (gone) void resumed?.dispose();
          else if (resumed) setSession(resumed);
          else setMissing(true);
        },
        (error: unknown) => {
          if (gone) return;
          if (error instanceof RecordDamagedError) setDamagedFrom(error.step);
          else setMissing(true);
        },
      );
    }
    import('../../demos/session.ts').then(resume, () => !gone && setUnread(true));
    return () => {
      gone = true;
      void opened?.dispose();
    };
  }, [runId]);
  if (unread) return <RunUnread />;
  if (damagedFrom !== null) {
    return (
      <div className="grid h-full place-items-center">
        <EmptyState title="This run can’t be continued" action={<Button onClick={onView}>Look at it</Button>}>
          Its record is damaged, from step {damagedFrom}. You can look at it up to there, or fork it before
          that step.
        </EmptyState>
      </div>
    );
  }
  if (missing) {
    return (
      <div className="grid h-full place-items-center">
        <EmptyState
          title="This run can’t be continued"
          action={<ButtonLink href="/runs/">See my runs</ButtonLink>}
        >
          It was made with a demo that this site does not have. It can still be looked at.
        </EmptyState>
      </div>
    );
  }
  if (!session) return <Skeleton className="m-4.5 flex-1" />;
  return <OpenRun session={session} onView={onView} />;
}

function OpenRun({ session, onView }: { session: SessionActions; onView: () => void }) {
  const { title } = useSession(session);
  return (
    <div className="flex h-full min-h-0 flex-col">
      <ViewerHeader title={title}>
        <RunBar
          session={session}
          trailing={
            <Button size="s" variant="quiet" icon={<History aria-hidden="true" />} onClick={onView}>
              Look back
            </Button>
          }
        />
      </ViewerHeader>
      <div className="min-h-0 flex-1 bg-sunk">
        <Workbench session={session} />
      </div>
    </div>
  );
}
