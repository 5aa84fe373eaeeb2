import { dateProblem, toIso } from './claim-date.ts';

export const damages = ['Roof and gutters', 'Windows and doors', 'Fence or garden', 'Cellar and floors'] as const;
export const steps = ['Received', 'Checked', 'Paid'] as const;

/** Claims up to this sum are paid on the day they are reported. */
export const fastPayLimit = 800;

export interface Report {
  readonly policy: string;
  readonly day: string;
  readonly damage: string;
  readonly amount: string;
  readonly story: string;
  readonly openToWeather: boolean;
}

export interface Claim {
  readonly id: string;
  readonly policy: string;
  /** Day of the damage as 2026-11-05. */
  readonly day: string;
  readonly damage: string;
  /** Pounds. */
  readonly amount: number;
  readonly openToWeather: boolean;
  /** Index into `steps`. */
  readonly step: number;
}

export type Problems = Partial<Record<keyof Report, string>>;

/** HV-204 118, however it was typed; null where it is no policy number. */
export function policyNumber(text: string): string | null {
  const match = /^HV[\s-]?(\d{3})\s?(\d{3})$/i.exec(text.trim());
  return match ? `HV-${match[1]} ${match[2]}` : null;
}

/** Reads “450”, “£450” and “450,50”; null where it is no sum of money. */
export function parseAmount(text: string): number | null {
  const clean = text.replace(/[£\s]/g, '').replace(',', '.');
  return /^\d+(\.\d+)?$/.test(clean) ? Number(clean) : null;
}

/** What is wrong with a report, question by question; empty where it can be sent. */
export function checkReport(report: Report, today: string): Problems {
  const problems: Problems = {};
  if (policyNumber(report.policy) === null) problems.policy = 'Write the number like HV-204 118';
  const day = dateProblem(report.day, today);
  if (day !== null) problems.day = day;
  if (report.damage === '') problems.damage = 'Choose what is damaged';
  const amount = parseAmount(report.amount);
  if (amount === null || amount <= 0) problems.amount = 'Write a sum like 450';
  if (report.story.trim().length < 10) problems.story = 'Tell us in a sentence what happened';
  return problems;
}

/** Turns a checked report into a claim. */
export function openClaim(report: Report, count: number): Claim {
  const claim: Claim = {
    id: `C-${20418 + count}`,
    policy: policyNumber(report.policy) ?? '',
    day: toIso(report.day) ?? '',
    damage: report.damage,
    amount: parseAmount(report.amount) ?? 0,
    openToWeather: report.openToWeather,
    step: 0,
  };
  return isPaidToday(claim) ? { ...claim, step: 2 } : claim;
}

export function isPaidToday(claim: Claim): boolean {
  return claim.amount <= fastPayLimit && !claim.openToWeather;
}

/** What the customer can expect next, in one sentence. */
export function nextStep(claim: Claim): string {
  if (claim.step === 2) return 'Paid to your account on the day you reported it.';
  if (claim.openToWeather) return 'An adjuster calls within two hours.';
  return 'An adjuster visits within three working days.';
}
