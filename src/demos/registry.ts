import type { Demo } from './demo.ts';
import type { BriefKind } from './own-brief/brief.ts';
import {
  type DemoCard,
  fixedFeesCard,
  homeLineCard,
  markdownPlanCard,
  offsitePlannerCard,
  ownAppCard,
  ownWorkbookCard,
  refinanceModelCard,
  secondShiftCard,
  stormClaimCard,
  subscriptionModelCard,
  theatreTimeCard,
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
  {
    ...refinanceModelCard,
    liveOnly: false,
    load: async () => (await import('./refinance-model/demo.ts')).demo,
  },
];

/** Briefings of further companies: a live model builds from them, and nobody has written a rehearsal. */
export const liveDemos: readonly DemoEntry[] = [
  {
    ...homeLineCard,
    liveOnly: true,
    load: async () => (await import('./pack-models/home-line.ts')).demo,
  },
  {
    ...markdownPlanCard,
    liveOnly: true,
    load: async () => (await import('./pack-models/markdown-plan.ts')).demo,
  },
  {
    ...secondShiftCard,
    liveOnly: true,
    load: async () => (await import('./pack-models/second-shift.ts')).demo,
  },
  {
    ...theatreTimeCard,
    liveOnly: true,
    load: async () => (await import('./pack-models/theatre-time.ts')).demo,
  },
  {
    ...fixedFeesCard,
    liveOnly: true,
    load: async () => (await import('./pack-models/fixed-fees.ts')).demo,
  },
];

/** Briefs of one's own, by what they ask for; a live model plays them. */
export const ownBriefs: Readonly<Record<BriefKind, DemoEntry>> = {
  app: {
    ...ownAppCard,
    liveOnly: true,
    load: async () => (await import('./own-brief/own-app.ts')).demo,
  },
  workbook: {
    ...ownWorkbookCard,
    liveOnly: true,
    load: async () => (await import('./own-brief/own-workbook.ts')).demo,
  },
};

/** The demo of an id, those for live models too; undefined where there is none. */
export function findDemo(id: string): DemoEntry | undefined {
  return [...demos, ...liveDemos, ...Object.values(ownBriefs)].find((entry) => entry.id === id);
}
