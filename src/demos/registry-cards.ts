import type { Demo } from './demo.ts';

/** What is shown of a demo before it is loaded. */
export type DemoCard = Pick<Demo, 'id' | 'artefact' | 'title' | 'summary' | 'brand'>;

export const offsitePlannerCard: DemoCard = {
  id: 'offsite-planner',
  artefact: 'app',
  title: 'Company offsite planner',
  summary: 'An agenda, a sign-up form with limited seats and a dashboard, for any company.',
  brand: { name: 'Larkfield', primary: '#2b3a8c', secondary: '#f2a541' },
};

export const stormClaimCard: DemoCard = {
  id: 'storm-claim',
  artefact: 'app',
  title: 'Storm damage report',
  summary: 'Customers of an insurer report storm damage; the claims team sees the week on a chart.',
  brand: { name: 'Harrow & Vale Mutual', primary: '#0e6a5b', secondary: '#f2c14e' },
};

export const subscriptionModelCard: DemoCard = {
  id: 'subscription-model',
  artefact: 'workbook',
  title: 'Five-year plan of a subscription business',
  summary:
    'From a one-page briefing to three statements, debt and scenarios over sixty months, with live formulas.',
  brand: { name: 'Kettle Lane', primary: '#7a3b1d', secondary: '#e0a458' },
};

export const refinanceModelCard: DemoCard = {
  id: 'refinance-model',
  artefact: 'workbook',
  title: 'A bank’s refinance unit',
  summary: 'From a one-page briefing to a loan book, three statements and a rate shock over 36 months.',
  brand: { name: 'Northquay Bank', primary: '#17456b', secondary: '#d9a13b' },
};

export const homeLineCard: DemoCard = {
  id: 'home-line-model',
  artefact: 'workbook',
  title: 'Home line of an insurer',
  summary: 'Claims, reserves and a reinsurance layer by quarter, from the briefing of Harrow & Vale Mutual.',
  brand: { name: 'Harrow & Vale Mutual', primary: '#0e6a5b', secondary: '#f2c14e' },
};

export const markdownPlanCard: DemoCard = {
  id: 'markdown-model',
  artefact: 'workbook',
  title: 'Markdown plan of a retailer',
  summary: 'Forty stores clear the winter range in sixteen weeks, from the briefing of Fennel & Finch.',
  brand: { name: 'Fennel & Finch', primary: '#7a2e4d', secondary: '#e6b566' },
};

export const secondShiftCard: DemoCard = {
  id: 'second-shift-model',
  artefact: 'workbook',
  title: 'A second shift in a factory',
  summary: 'Output, cash and payback by month, from the briefing of Castellan Pumps.',
  brand: { name: 'Castellan Pumps', primary: '#34495e', secondary: '#e08e45' },
};

export const theatreTimeCard: DemoCard = {
  id: 'theatre-model',
  artefact: 'workbook',
  title: 'Theatre time of a hospital',
  summary: 'Hours, cancellations and money by month, from the briefing of St Brannoc Hospital.',
  brand: { name: 'St Brannoc Hospital', primary: '#1d6a8c', secondary: '#9cc5a1' },
};

export const fixedFeesCard: DemoCard = {
  id: 'fixed-fee-model',
  artefact: 'workbook',
  title: 'Fixed fees of a law firm',
  summary: 'A portfolio of fixed-fee matters by month, from the briefing of Marlowe Pike.',
  brand: { name: 'Marlowe Pike', primary: '#3b3a6b', secondary: '#c9a86a' },
};

export const ownAppCard: DemoCard = {
  id: 'own-brief',
  artefact: 'app',
  title: 'An app of your own',
  summary: 'Any small web app, from a brief in your own words.',
  brand: { name: 'Your company', primary: '#1f3b73' },
};

export const ownWorkbookCard: DemoCard = {
  id: 'own-model',
  artefact: 'workbook',
  title: 'A model of your own',
  summary: 'A financial model, from a brief in your own words.',
  brand: { name: 'Your company', primary: '#1f3b73' },
};
