import { useEffect, useState, useSyncExternalStore } from 'react';
import type { SessionActions, SessionState } from '../demos/session-state.ts';

/** The session's state, rendered anew on each change. */
export function useSession(session: SessionActions): SessionState {
  return useSyncExternalStore(session.subscribe, session.getState, session.getState);
}

/** Active time in ms, ticking while the clock runs. */
export function useElapsed(session: SessionActions): number {
  const running = useSession(session).clock.since !== null;
  const [elapsed, setElapsed] = useState(() => session.elapsed());
  useEffect(() => {
    setElapsed(session.elapsed());
    if (!running) return;
    const timer = setInterval(() => setElapsed(session.elapsed()), 250);
    return () => clearInterval(timer);
  }, [session, running]);
  return elapsed;
}

/** Whether a media query matches; `initial` until the browser has been asked. */
export function useMedia(query: string, initial = false): boolean {
  const [matches, setMatches] = useState(initial);
  useEffect(() => {
    const media = window.matchMedia(query);
    const read = () => setMatches(media.matches);
    read();
    media.addEventListener('change', read);
    return () => media.removeEventListener('change', read);
  }, [query]);
  return matches;
}
