import {
  lazy,
  Suspense,
  useCallback,
  useEffect,
  useMemo,
  useRef,
  useState,
  useSyncExternalStore,
} from 'react';
import { Button } from '../components/button.tsx';
import { ErrorBoundary } from '../components/error-boundary.tsx';
import { Notice } from '../components/notice.tsx';
import { Skeleton } from '../components/skeleton.tsx';
import { Toasts } from '../components/toast.tsx';
import type { LabAttempt } from './attempt.ts';
import { Curtain } from './curtain.tsx';
import type { LabDesk } from './desk.ts';
import { Guide } from './guide.tsx';
import { labForRun, playedRun } from './lab-for-run.ts';
import { LabFrame, type LabSide } from './lab-frame.tsx';
import { isOpen } from './progress.ts';
import { rungNow } from './rung-now.ts';
import type { AuthoredLab, Lab } from './schema.ts';
import { tellUsage } from './tell-usage.ts';
import { type AttemptHandle, useAttempt } from './use-attempt.ts';
import { useLabAddress } from './use-lab-address.ts';

const LabBench = lazy(() => import('./lab-bench.tsx').then((module) => ({ default: module.LabBench })));
const LabRunBar = lazy(() => import('./lab-bench.tsx').then((module) => ({ default: module.LabRunBar })));

export interface LabPlayerProps {
  lab: AuthoredLab;
  /** What the catalogue knows of the demos, for the choice before the run. */
  demos: readonly { readonly id: string; readonly title: string; readonly summary: string }[];
}

/** A lab: the guide at the left, the agent's work at the right. Renders only in the browser. */
export function LabPlayer({ lab, demos }: LabPlayerProps) {
  const [address, go] = useLabAddress();
  const demo = demos.find((each) => each.id === address.demo)?.id ?? demos[0]?.id ?? '';
  return (
    <Toasts>
      <ErrorBoundary part="The lab">
        <Player
          key={demo}
          lab={lab}
          demos={demos}
          demo={demo}
          step={address.step}
          onPlace={(step, how) => go({ demo, step }, how)}
          onDemo={(id) => go({ demo: id, step: null }, 'replace')}
        />
      </ErrorBoundary>
    </Toasts>
  );
}

interface PlayerProps extends LabPlayerProps {
  demo: string;
  /** Step that the address names. */
  step: string | null;
  onPlace: (step: string, how: 'push' | 'replace') => void;
  onDemo: (id: string) => void;
}

function Player({ lab: authored, demos, demo, step, onPlace, onDemo }: PlayerProps) {
  // Which steps there are and when they are done is the same whoever plays; only the words differ.
  const anyRun = useMemo(() => labForRun(authored, null), [authored]);
  const handle = useAttempt(anyRun, demo, tellUsage);
  const { attempt, record, saved, store } = handle;
  const { desk, problem, openDesk, closeDesk } = useDesk(handle);
  const lab = useLabForRun(authored, attempt, desk);
  const [side, setSide] = useState<LabSide>('guide');
  usePlace({ lab, handle, step, onPlace });
  useOpened(lab, handle);

  const begun = attempt.run !== null;
  useEffect(() => {
    if (begun && !desk) void openDesk();
  }, [begun, desk, openDesk]);

  function goTo(next: string) {
    record({ type: 'moved', step: next });
    if (store.getAttempt().place.step === next) onPlace(next, 'push');
    setSide('guide');
  }
  function reset() {
    closeDesk();
    store.reset();
    onPlace(store.getAttempt().place.step, 'push');
    setSide('guide');
  }

  const title = demos.find((each) => each.id === demo)?.title;
  return (
    <LabFrame
      title={lab.title}
      subtitle={title}
      makes={lab.makes}
      side={side}
      onSide={setSide}
      bar={
        desk && (
          <Suspense fallback={null}>
            <LabRunBar session={desk.session} />
          </Suspense>
        )
      }
      guide={
        <Guide
          lab={lab}
          attempt={attempt}
          record={record}
          saved={saved}
          desk={desk}
          openDesk={openDesk}
          showApp={() => setSide('app')}
          onGo={goTo}
          onReset={reset}
        />
      }
    >
      {problem ? (
        <Broken onAgain={() => void openDesk()} />
      ) : desk ? (
        <ErrorBoundary part="The workbench">
          <Suspense fallback={<Waiting makes={lab.makes} />}>
            <LabBench desk={desk} />
          </Suspense>
        </ErrorBoundary>
      ) : begun ? (
        <Waiting makes={lab.makes} />
      ) : (
        <Curtain
          makes={lab.makes}
          demos={demos}
          chosen={demo}
          locked={attempt.prediction !== null}
          onChoose={onDemo}
        />
      )}
    </LabFrame>
  );
}

/** The lab in the words that are true of the run. */
function useLabForRun(authored: AuthoredLab, attempt: LabAttempt, desk: LabDesk | null): Lab {
  const mode = useSyncExternalStore(
    useCallback((onChange) => desk?.session.subscribe(onChange) ?? (() => {}), [desk]),
    () => (desk ? desk.session.getState().mode : null),
  );
  const run = playedRun(attempt, mode?.label ? mode : null);
  const by = run?.by;
  const repaired = run?.repaired === true;
  return useMemo(() => labForRun(authored, by ? { by, repaired } : null), [authored, by, repaired]);
}

/** The run, loaded when it is first needed, once. */
function useDesk(handle: AttemptHandle) {
  const [desk, setDesk] = useState<LabDesk | null>(null);
  const [problem, setProblem] = useState(false);
  const opening = useRef<Promise<LabDesk | null> | null>(null);
  const latest = useRef(handle);
  latest.current = handle;
  const openDesk = useCallback((): Promise<LabDesk | null> => {
    setProblem(false);
    opening.current ??= import('./open-desk.ts')
      .then(({ openLabDesk }) =>
        openLabDesk({
          getAttempt: () => latest.current.store.getAttempt(),
          record: (event) => latest.current.record(event),
          rungNow: (moment) => rungNow(latest.current, moment),
        }),
      )
      .then(
        (opened) => {
          setDesk(opened);
          return opened;
        },
        () => {
          opening.current = null;
          setProblem(true);
          return null;
        },
      );
    return opening.current;
  }, []);
  const closeDesk = useCallback(() => {
    const closing = opening.current;
    opening.current = null;
    setDesk(null);
    void closing?.then((opened) => opened?.dispose());
  }, []);
  useEffect(() => closeDesk, [closeDesk]);
  return { desk, problem, openDesk, closeDesk };
}

/** Follows the address: the back button walks the steps, a shared link opens as far as the work allows. */
function usePlace({
  lab,
  handle,
  step,
  onPlace,
}: { lab: Lab; handle: AttemptHandle } & Pick<PlayerProps, 'step' | 'onPlace'>) {
  const { store, record } = handle;
  // biome-ignore lint/correctness/useExhaustiveDependencies: only a new address moves the place
  useEffect(() => {
    const here = store.getAttempt().place.step;
    if (step === here) return;
    if (step !== null && isOpen(lab, store.getAttempt(), step)) record({ type: 'moved', step });
    else onPlace(here, 'replace');
  }, [step, store]);
}

/** Tells the usage queue once a visit that the lab was opened. */
function useOpened(lab: Lab, { store }: AttemptHandle) {
  useEffect(() => {
    if (store.getAttempt().prediction === null) tellUsage([{ kind: 'lab_opened', lab: lab.id }]);
  }, [lab, store]);
}

function Waiting({ makes }: { makes: Lab['makes'] }) {
  return (
    <div role="status" className="flex h-full flex-col gap-3.5 p-4.5">
      <span className="sr-only">Bringing your {makes} back</span>
      <Skeleton className="flex-1" />
      <Skeleton className="h-28" />
    </div>
  );
}

function Broken({ onAgain }: { onAgain: () => void }) {
  return (
    <div className="grid h-full place-items-center p-6">
      <Notice
        tone="bad"
        announce="assertive"
        title="The workbench could not be loaded"
        className="max-w-lg"
        action={
          <Button size="s" onClick={onAgain}>
            Try again
          </Button>
        }
      >
        The connection to the site was lost, or the site was updated meanwhile. What you did is kept. Check
        the connection and try again.
      </Notice>
    </div>
  );
}
