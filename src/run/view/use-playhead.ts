import { useCallback, useEffect, useState } from 'react';
import {
  type PlayheadState,
  type Speed,
  scrubTo,
  startPlayhead,
  stepBy,
  tick,
  togglePlay,
} from './playhead.ts';
import type { Timeline } from './timeline.ts';

/** How often a playing run moves on, ms. */
const TICK = 80;

export interface PlayheadHandle extends PlayheadState {
  scrub(ms: number): void;
  step(by: 1 | -1): void;
  toggle(): void;
  setSpeed(speed: Speed): void;
}

/** The playhead of a viewer, with a clock that moves it. */
export function usePlayhead(timeline: Timeline): PlayheadHandle {
  const [state, setState] = useState<PlayheadState>(() => startPlayhead(timeline));
  useEffect(() => {
    if (!state.playing) return;
    let before = performance.now();
    const timer = setInterval(() => {
      const now = performance.now();
      const elapsed = now - before;
      before = now;
      setState((current) => tick(timeline, current, elapsed));
    }, TICK);
    return () => clearInterval(timer);
  }, [timeline, state.playing]);
  const scrub = useCallback(
    (ms: number) => setState((current) => scrubTo(timeline, current, ms)),
    [timeline],
  );
  const step = useCallback((by: 1 | -1) => setState((current) => stepBy(timeline, current, by)), [timeline]);
  const toggle = useCallback(() => setState((current) => togglePlay(timeline, current)), [timeline]);
  const setSpeed = useCallback((speed: Speed) => setState((current) => ({ ...current, speed })), []);
  return { ...state, scrub, step, toggle, setSpeed };
}
