import { ArrowLeft, FolderDown } from 'lucide-react';
import { useState } from 'react';
import { Button } from '../components/button.tsx';
import type { DemoSession } from '../demos/session.ts';
import { RunBar } from '../workbench/run-bar.tsx';
import { useSession } from '../workbench/use-session.ts';
import { Workbench } from '../workbench/workbench.tsx';
import { changesOf } from './agent-run.ts';

interface AgentAtWorkProps {
  session: DemoSession;
  /** Puts what the agent changed into the playground. */
  onTake: (changes: ReadonlyMap<string, string | null>) => Promise<void>;
  /** Back to the playground, whose files are as they were. */
  onLeave: () => void;
}

/** The agent on a copy of the playground's files. They are taken over when the person says so. */
export default function AgentAtWork({ session, onTake, onLeave }: AgentAtWorkProps) {
  const { status, story } = useSession(session);
  const [taking, setTaking] = useState(false);
  const working = status === 'working' || status === 'paused' || status === 'booting';
  const changed = changesOf(session).size;
  async function take() {
    setTaking(true);
    await onTake(changesOf(session));
  }
  return (
    <div className="flex h-full min-h-0 flex-col">
      <div className="flex flex-wrap items-center gap-x-3 gap-y-2 px-4 py-3">
        <Button size="s" variant="quiet" icon={<ArrowLeft aria-hidden="true" />} onClick={onLeave}>
          {changed > 0 && !working ? 'Back without them' : 'Back to my files'}
        </Button>
        {changed > 0 && !working && story.rounds > 0 && (
          <Button
            size="s"
            loading={taking}
            icon={<FolderDown aria-hidden="true" />}
            onClick={() => void take()}
          >
            {changed === 1 ? 'Keep the changed file' : `Keep the ${changed} changed files`}
          </Button>
        )}
        <div className="ml-auto">
          <RunBar session={session} compact />
        </div>
      </div>
      <div className="min-h-0 flex-1">
        <Workbench session={session} onFork={openRun} />
      </div>
    </div>
  );
}

function openRun(copy: { getState(): { runId: string } }): void {
  location.assign(`/runs/view/?id=${encodeURIComponent(copy.getState().runId)}`);
}
