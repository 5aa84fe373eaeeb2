import { useEffect, useRef, useState } from 'react';
import { applyBrand, readBrand } from '../../brand/brand-store.ts';
import type { Brand } from '../../brand/schema.ts';
import { demos } from '../../demos/registry.ts';
import { DemoSession } from '../../demos/session.ts';
import type { Rung } from '../../demos/session-state.ts';
import { Projector } from './projector.tsx';
import { type StageChoice, StageChooser } from './stage-chooser.tsx';

const GUESSES_KEY = 'firsthand.stage.guesses';

/** The projector view of a demo, and the screen where one chooses it. The address remembers what is on stage. */
export function Stage() {
  const [choice, setChoice] = useState<StageChoice | null>(readAddress);
  const [guesses, setGuesses] = useState<readonly number[]>(readKeptGuesses);
  const session = useStageSession(choice);
  function keepGuesses(next: readonly number[]) {
    setGuesses(next);
    keep(GUESSES_KEY, JSON.stringify(next));
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
    return <StageChooser guesses={guesses} onGuesses={keepGuesses} onChoose={go} />;
  }
  return <Projector session={session} guesses={guesses} onGuesses={keepGuesses} onLeave={() => go(null)} />;
}

/** The session of what is on stage: a new one, or after a reload the one that was there. */
function useStageSession(choice: StageChoice | null): DemoSession | null {
  const [session, setSession] = useState<DemoSession | null>(null);
  const demoId = choice?.demoId;
  const want = choice?.want;
  const brand = useRef<Brand | undefined>(undefined);
  brand.current = choice?.brand ?? readBrand() ?? undefined;
  useEffect(() => {
    if (!demoId || !want) return setSession(null);
    let made: DemoSession | null = null;
    let gone = false;
    void openSession(demoId, want, brand.current).then((opened) => {
      if (gone) return void opened.dispose();
      made = opened;
      setSession(opened);
    });
    return () => {
      gone = true;
      setSession(null);
      void made?.dispose();
    };
  }, [demoId, want]);
  useEffect(() => {
    if (session) applyBrand(session.getState().brand);
    return () => applyBrand(readBrand());
  }, [session]);
  return session;
}

async function openSession(
  demoId: string,
  want: Rung | 'best',
  brand: Brand | undefined,
): Promise<DemoSession> {
  const title = demos.find((demo) => demo.id === demoId)?.title ?? '';
  const kept = new URLSearchParams(location.search).get('run');
  const resumed = kept ? await DemoSession.resume(kept, { want }).catch(() => null) : null;
  if (resumed && !resumed.getState().readOnly) return resumed;
  await resumed?.dispose();
  const known = brand ?? demos.find((demo) => demo.id === demoId)?.brand;
  const session = new DemoSession({ demoId, title, want, ...(known ? { brand: known } : {}) });
  const address = new URL(location.href);
  address.searchParams.set('run', session.getState().runId);
  history.replaceState(null, '', address);
  void session.prepare();
  return session;
}

const WANTS: readonly (Rung | 'best')[] = ['best', 'live', 'second', 'rehearsal', 'replay'];

function readAddress(): StageChoice | null {
  const query = new URLSearchParams(location.search);
  const demoId = query.get('demo');
  if (!demoId || !demos.some((demo) => demo.id === demoId)) return null;
  return { demoId, want: WANTS.find((want) => want === query.get('mode')) ?? 'best' };
}

function addressOf(choice: StageChoice): string {
  const query = new URLSearchParams({ demo: choice.demoId });
  if (choice.want !== 'best') query.set('mode', choice.want);
  return `/stage/?${query}`;
}

function readKeptGuesses(): readonly number[] {
  try {
    const kept: unknown = JSON.parse(sessionStorage.getItem(GUESSES_KEY) ?? '[]');
    return Array.isArray(kept) ? kept.filter((value) => typeof value === 'number') : [];
  } catch {
    return [];
  }
}

function keep(key: string, text: string): void {
  try {
    sessionStorage.setItem(key, text);
  } catch {
    // Without storage the guesses live as long as the page.
  }
}
