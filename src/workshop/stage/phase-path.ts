/** The run as a path of phases, each as long as it took. */
import type { Story } from '../../run/story-model.ts';

export interface PathSegment {
  readonly id: string;
  readonly title: string;
  readonly state: 'done' | 'now' | 'failed' | 'ahead';
  /** Share of the path's length; all shares sum to 1. */
  readonly share: number;
}

/** What a run of the demos usually goes through; shown faint until the agent announces its own. */
const USUAL = ['Plan', 'Build', 'Check its own work', 'Your change'];
/** No segment is shorter than this share, so that its name stays readable. */
const LEAST_SHARE = 0.235;
/** Segments that fit with their names. */
const MOST = 5;

/** Segments in order: what happened, and faintly what usually comes. */
export function phasePath(story: Story, now: number): readonly PathSegment[] {
  const real = story.phases
    .filter((phase) => phase.title !== 'Your request')
    .slice(-MOST)
    .map((phase) => ({
      id: phase.id,
      title: phase.title,
      state: stateOf(phase.state),
      ms: Math.max(1, (phase.endedAt ?? now) - phase.startedAt),
    }));
  const known = new Set(real.map((segment) => segment.title));
  const ahead = USUAL.slice(1 + Math.max(-1, ...[...known].map((title) => USUAL.indexOf(title))))
    .filter((title) => !known.has(title))
    .slice(0, Math.max(0, MOST - real.length))
    .map((title) => ({ id: `ahead-${title}`, title, state: 'ahead' as const, ms: 0 }));
  const aheadShare = ahead.length * LEAST_SHARE;
  return [
    ...withShares(real, 1 - aheadShare),
    ...ahead.map(({ ms: _ms, ...segment }) => ({
      ...segment,
      share: real.length === 0 ? 1 / ahead.length : LEAST_SHARE,
    })),
  ];
}

function stateOf(state: Story['phases'][number]['state']): PathSegment['state'] {
  if (state === 'running') return 'now';
  return state === 'failed' ? 'failed' : 'done';
}

function withShares(
  segments: readonly (Omit<PathSegment, 'share'> & { readonly ms: number })[],
  room: number,
): PathSegment[] {
  if (segments.length === 0) return [];
  const least = Math.min(LEAST_SHARE, room / segments.length);
  const free = room - least * segments.length;
  const total = segments.reduce((sum, segment) => sum + segment.ms, 0);
  return segments.map(({ ms, ...segment }) => ({ ...segment, share: least + (free * ms) / total }));
}
