import type { Demo } from './demo.ts';

/** What is shown of a demo before it is loaded. */
export type DemoCard = Pick<Demo, 'id' | 'title' | 'summary' | 'brand'>;

export const offsitePlannerCard: DemoCard = {
  id: 'offsite-planner',
  title: 'Company offsite planner',
  summary: 'An agenda, a sign-up form with limited seats and a dashboard, for any company.',
  brand: { name: 'Larkfield', primary: '#2b3a8c', secondary: '#f2a541' },
};

export const stormClaimCard: DemoCard = {
  id: 'storm-claim',
  title: 'Storm damage report',
  summary: 'Customers of an insurer report storm damage; the claims team sees the week on a chart.',
  brand: { name: 'Harrow & Vale Mutual', primary: '#0e6a5b', secondary: '#f2c14e' },
};

export const ownBriefCard: DemoCard = {
  id: 'own-brief',
  title: 'Your own brief',
  summary: 'Any small web app, from a brief in your own words. It needs a live model.',
  brand: { name: 'Your company', primary: '#1f3b73' },
};
