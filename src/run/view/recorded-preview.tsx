import { useCallback, useEffect, useMemo, useRef, useState } from 'react';
import { Button } from '../../components/button.tsx';
import { Notice } from '../../components/notice.tsx';
import { onLeave } from '../../components/on-leave.ts';
import { Skeleton } from '../../components/skeleton.tsx';
import { StartMark } from '../../demos/start-mark.ts';
import type { Sandbox } from '../../sandbox/sandbox.ts';
import { keptText } from '../../storage/items.ts';
import { PreviewFrame } from '../../workbench/preview/preview-frame.tsx';
import { PreviewHeld } from '../../workbench/preview/preview-held.tsx';
import { SandboxFollower } from './sandbox-follower.ts';

interface RecordedPreviewProps {
  runId: string;
  files: ReadonlyMap<string, string>;
}

type Phase = 'booting' | 'ready' | 'failed';

/** The app as it was at the place where one looks, running again in a sandbox of its own. */
export function RecordedPreview({ runId, files }: RecordedPreviewProps) {
  const [phase, setPhase] = useState<Phase>('booting');
  const [tries, setTries] = useState(0);
  const [element, setElement] = useState<HTMLElement | null>(null);
  const follower = useRef<SandboxFollower | null>(null);
  const newest = useRef(files);
  const mark = useMemo(() => new StartMark(keptText('runStarts', runId)), [runId]);
  const [held, setHeld] = useState(() => mark.neverReady);
  newest.current = files;

  // biome-ignore lint/correctness/useExhaustiveDependencies: another try boots anew
  useEffect(() => {
    if (!element || held) return;
    let gone = false;
    let booted: Sandbox | null = null;
    setPhase('booting');
    const unleave = onLeave(() => mark.leave());
    bootFor(element, newest.current, mark).then(
      ({ sandbox, follower: followed }) => {
        booted = sandbox;
        if (gone) return void sandbox.dispose();
        follower.current = followed;
        setPhase('ready');
        void followed.follow(newest.current);
      },
      () => !gone && setPhase('failed'),
    );
    return () => {
      gone = true;
      follower.current = null;
      unleave();
      mark.leave();
      void booted?.dispose();
    };
  }, [element, tries, held, mark]);

  useEffect(() => {
    void follower.current?.follow(files);
  }, [files]);

  const attach = useCallback((next: HTMLElement | null) => setElement(next), []);
  return (
    <div className="relative min-h-0 flex-1">
      <PreviewFrame attach={attach} width={null} />
      {held && (
        <PreviewHeld start={() => setHeld(false)}>
          The last time it never got ready. Steps, files and events of the run can be read all the same.
        </PreviewHeld>
      )}
      {!held && phase === 'booting' && (
        <div role="status" className="absolute inset-0 bg-card p-6">
          <span className="sr-only">Opening the sandbox</span>
          <Skeleton className="h-full" />
        </div>
      )}
      {phase === 'failed' && (
        <div className="absolute inset-0 grid place-items-center bg-card p-6">
          <Notice
            tone="bad"
            title="The app cannot be shown"
            action={
              <Button size="s" onClick={() => setTries(tries + 1)}>
                Try again
              </Button>
            }
          >
            The sandbox did not start. Steps, files and events of the run can be read all the same.
          </Notice>
        </div>
      )}
    </div>
  );
}

async function bootFor(element: HTMLElement, files: ReadonlyMap<string, string>, mark: StartMark) {
  const { createEmbeddedSandbox } = await import('../../sandbox/engines/embedded/embedded.ts');
  const sandbox = await createEmbeddedSandbox();
  const follower = new SandboxFollower(sandbox.fs);
  await follower.follow(files);
  sandbox.preview.on((event) => mark.hear(event));
  mark.start();
  await sandbox.preview.attach(element);
  return { sandbox, follower };
}
