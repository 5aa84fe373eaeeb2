import type { Claim } from './claim.ts';
import { damages } from './claim.ts';
import { isoOf } from './claim-date.ts';

/** Invented figures: what an ordinary storm week looks like. */
const reportsPerDay = [18, 31, 64, 92, 57, 34, 22] as const;
const perDamage = [141, 68, 71, 38] as const;

export const roofsOpen = 41;
export const answeredInADay = 86;
export const estimatedBefore = 938_100;

export function daysAgo(today: Date, days: number): Date {
  const date = new Date(today);
  date.setDate(date.getDate() - days);
  return date;
}

export interface DayCount {
  readonly date: Date;
  readonly count: number;
}

/** Reports of the last seven days, today last, with those made here added. */
export function reportsThisWeek(today: Date, added: number): DayCount[] {
  return reportsPerDay.map((count, index) => ({
    date: daysAgo(today, reportsPerDay.length - 1 - index),
    count: index === reportsPerDay.length - 1 ? count + added : count,
  }));
}

export function reportsByDamage(added: readonly Claim[]): { damage: string; count: number }[] {
  return damages.map((damage, index) => ({
    damage,
    count: (perDamage[index] ?? 0) + added.filter((claim) => claim.damage === damage).length,
  }));
}

/** Two older claims of the same customer. */
export function earlierClaims(today: Date): Claim[] {
  const policy = 'HV-204 118';
  return [
    { id: 'C-20417', policy, day: isoOf(daysAgo(today, 9)), damage: 'Windows and doors', amount: 1240, openToWeather: false, step: 1 },
    { id: 'C-18802', policy, day: isoOf(daysAgo(today, 231)), damage: 'Fence or garden', amount: 380, openToWeather: false, step: 2 },
  ];
}
