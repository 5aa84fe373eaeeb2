/** Where one looks in a recorded run, and how it moves: by hand, by step, or by itself at a speed. */
import type { Timeline } from './timeline.ts';

export const speeds = [1, 2, 4, 8] as const;
export type Speed = (typeof speeds)[number];

export interface PlayheadState {
  /** Place on the strip, ms. */
  readonly ms: number;
  readonly playing: boolean;
  readonly speed: Speed;
}

export function startPlayhead(timeline: Timeline): PlayheadState {
  return { ms: timeline.length, playing: false, speed: 1 };
}

/** To a place on the strip. A hand on the strip stops the play. */
export function scrubTo(timeline: Timeline, state: PlayheadState, ms: number): PlayheadState {
  return { ...state, playing: false, ms: clamp(ms, timeline) };
}

/** To the end of the next or the step before. */
export function stepBy(timeline: Timeline, state: PlayheadState, by: 1 | -1): PlayheadState {
  const ends = timeline.marks.map((mark) => mark.to).sort((a, b) => a - b);
  const next =
    by === 1 ? ends.find((end) => end > state.ms + 0.5) : ends.findLast((end) => end < state.ms - 0.5);
  return scrubTo(timeline, state, next ?? (by === 1 ? timeline.length : 0));
}

/** Plays or pauses; at the end it begins anew. */
export function togglePlay(timeline: Timeline, state: PlayheadState): PlayheadState {
  if (state.playing) return { ...state, playing: false };
  return { ...state, playing: true, ms: state.ms >= timeline.length ? 0 : state.ms };
}

/** After `elapsed` ms of the viewer's time. It stops by itself at the end. */
export function tick(timeline: Timeline, state: PlayheadState, elapsed: number): PlayheadState {
  if (!state.playing) return state;
  const ms = clamp(state.ms + elapsed * state.speed, timeline);
  return { ...state, ms, playing: ms < timeline.length };
}

function clamp(ms: number, timeline: Timeline): number {
  return Math.min(timeline.length, Math.max(0, ms));
}
