import type { Demo } from './demo.ts';
import {
  type DemoCard,
  offsitePlannerCard,
  ownBriefCard,
  stormClaimCard,
  subscriptionModelCard,
} from './registry-cards.ts';

/** A demo as a card, and how the rest of it is loaded. */
export interface DemoEntry extends DemoCard {
  /** True where it can only be played by a live model. */
  readonly liveOnly: boolean;
  load(): Promise<Demo>;
}

/** Every demo with a rehearsal, the highlight first. */
export const demos: readonly DemoEntry[] = [
  {
    ...offsitePlannerCard,
    liveOnly: false,
    load: async () => (await import('./offsite-planner/demo.ts')).demo,
  },
  {
    ...stormClaimCard,
    liveOnly: false,
    load: async () => (await import('./storm-claim/demo.ts')).demo,
  },
  {
    ...subscriptionModelCard,
    liveOnly: false,
    load: async () => (await import('./subscription-model/demo.ts')).demo,
  },
];

/** A free brief for live models. */
export const ownBrief: DemoEntry = {
  ...ownBriefCard,
  liveOnly: true,
  load: async () => (await import('./own-brief.ts')).demo,
};

/** The demo of an id, the free brief too; undefined where there is none. */
export function findDemo(id: string): DemoEntry | undefined {
  return [...demos, ownBrief].find((entry) => entry.id === id);
}
