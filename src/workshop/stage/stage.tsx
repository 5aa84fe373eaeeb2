import { useEffect, useRef, useState } from 'react';
import { applyBrand, readBrand } from '../../brand/brand-store.ts';
import type { Brand } from '../../brand/schema.ts';
import { briefProblem, type OwnBrief, readBrief } from '../../demos/own-brief/brief.ts';
import { readDraft } from '../../demos/own-brief/brief-draft.ts';
import { findDemo, ownBriefs } from '../../demos/registry.ts';
import { DemoSession } from '../../demos/session.ts';
import type { Rung } from '../../demos/session-state.ts';
import { takeUpRun } from '../../demos/take-up-run.ts';
import { eraseWhatWasErased, onErasedElsewhere } from '../../storage/erasure.ts';
import { keptText } from '../../storage/items.ts';
import { Projector } from './projector.tsx';
import { type StageChoice, StageChooser } from './stage-chooser.tsx';

const keptGuesses = keptText('stageGuesses');

/** The projector view of a demo, and the screen where one chooses it. The address remembers what is on stage. */
export function Stage() {
  const [choice, setChoice] = useState<StageChoice | null>(readAddress);
  const [guesses, setGuesses] = useState<readonly number[]>(readKeptGuesses);
  const session = useStageSession(choice);
  useEffect(
    () =>
      onErasedElsewhere(() => {
        eraseWhatWasErased();
        setGuesses([]);
      }),
    [],
  );
  function keepGuesses(next: readonly number[]) {
    setGuesses(next);
    keptGuesses.write(JSON.stringify(next));
  }
  useEffect(() => {
    const onPop = () => setChoice(readAddress());
    addEventListener('popstate', onPop);
    return () => removeEventListener('popstate', onPop);
  }, []);
  function go(next: StageChoice | null) {
    setChoice(next);
    history.pushState(null, '', next ? addressOf(next) : '/stage/');
  }
  if (!choice || !session) {
    return <StageChooser demoId={askedDemo()} guesses={guesses} onGuesses={keepGuesses} onChoose={go} />;
  }
  return <Projector session={session} guesses={guesses} onGuesses={keepGuesses} onLeave={() => go(null)} />;
}

/** The session of what is on stage: a new one, or after a reload the one that was there. */
function useStageSession(choice: StageChoice | null): DemoSession | null {
  const [session, setSession] = useState<DemoSession | null>(null);
  const demoId = choice?.demoId;
  const want = choice?.want;
  const recordingId = choice?.recordingId;
  const brand = useRef<Brand | undefined>(undefined);
  brand.current = choice?.brand ?? (choice && readBrand(choice.demoId)) ?? undefined;
  useEffect(() => {
    if (!demoId || !want) return setSession(null);
    let made: DemoSession | null = null;
    let gone = false;
    void openSession({ demoId, want, recordingId, brand: brand.current }).then((opened) => {
      if (gone) return void opened.dispose();
      made = opened;
      setSession(opened);
    });
    return () => {
      gone = true;
      setSession(null);
      void made?.dispose();
    };
  }, [demoId, want, recordingId]);
  useEffect(() => {
    if (!session) return;
    let worn: Brand | null = null;
    // A replay wears the brand of the recorded run, known once it is loaded.
    const wear = () => {
      const next = session.getState().brand;
      if (next !== worn) applyBrand(next);
      worn = next;
    };
    wear();
    const off = session.subscribe(wear);
    return () => {
      off();
      applyBrand(null);
    };
  }, [session]);
  return session;
}

interface Opening {
  readonly demoId: string;
  readonly want: Rung | 'best';
  readonly recordingId: string | undefined;
  readonly brand: Brand | undefined;
}

async function openSession({ demoId, want, recordingId, brand }: Opening): Promise<DemoSession> {
  const title = findDemo(demoId)?.title ?? '';
  const kept = new URLSearchParams(location.search).get('run');
  const taken = kept ? await takeUpRun(kept, { want }) : null;
  const resumed = taken instanceof DemoSession ? taken : null;
  if (resumed && !resumed.getState().readOnly) return resumed;
  await resumed?.dispose();
  const brief = ownBriefOf(demoId);
  const known = (brief ? readDraft().brand : brand) ?? findDemo(demoId)?.brand;
  const session = new DemoSession({
    demoId,
    title,
    want,
    ...(brief ? { brief } : {}),
    ...(known ? { brand: known } : {}),
    ...(recordingId ? { recordingId } : {}),
    ...(taken && !(taken instanceof DemoSession) ? { damagedRun: taken } : {}),
  });
  const address = new URL(location.href);
  address.searchParams.set('run', session.getState().runId);
  history.replaceState(null, '', address);
  void session.prepare();
  return session;
}

const WANTS: readonly (Rung | 'best')[] = ['best', 'live', 'second', 'rehearsal', 'replay'];

/** What was written for a demo that takes a brief; null for any other. */
function ownBriefOf(demoId: string): OwnBrief | null {
  const draft = readDraft();
  return ownBriefs[draft.kind].id === demoId ? { text: readBrief(draft.text) } : null;
}

/** The demo that the address names, whether it can begin or not. */
function askedDemo(): string | undefined {
  return findDemo(new URLSearchParams(location.search).get('demo') ?? '')?.id;
}

/** Null where something is to be chosen, or to be written, before a show can begin. */
function readAddress(): StageChoice | null {
  const query = new URLSearchParams(location.search);
  const demoId = askedDemo();
  if (!demoId) return null;
  const takesBrief = Object.values(ownBriefs).some(({ id }) => id === demoId);
  const brief = ownBriefOf(demoId);
  const begun = query.has('run') || query.has('of');
  if (takesBrief && !begun && (!brief || briefProblem(brief.text) !== null || query.has('write')))
    return null;
  const recordingId = query.get('of');
  const want = WANTS.find((each) => each === query.get('mode')) ?? 'best';
  return { demoId, want, ...(recordingId ? { recordingId } : {}) };
}

function addressOf(choice: StageChoice): string {
  const query = new URLSearchParams({ demo: choice.demoId });
  if (choice.want !== 'best') query.set('mode', choice.want);
  if (choice.recordingId) query.set('of', choice.recordingId);
  return `/stage/?${query}`;
}

function readKeptGuesses(): readonly number[] {
  eraseWhatWasErased();
  try {
    const kept: unknown = JSON.parse(keptGuesses.read() ?? '[]');
    return Array.isArray(kept) ? kept.filter((value) => typeof value === 'number') : [];
  } catch {
    return [];
  }
}
