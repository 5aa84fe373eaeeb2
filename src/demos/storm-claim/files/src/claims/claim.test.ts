import { describe, expect, it } from 'vitest';
import { checkReport, isPaidToday, nextStep, openClaim, parseAmount, policyNumber } from './claim.ts';
import { dateProblem } from './claim-date.ts';
import { reportsThisWeek } from './sample.ts';

const today = '2026-11-12';
const report = {
  policy: 'HV-204 118',
  day: '10.11.2026',
  damage: 'Roof and gutters',
  amount: '450',
  story: 'The wind took six tiles off the roof.',
  openToWeather: false,
};

describe('the report', () => {
  it('accepts a complete report', () => {
    expect(checkReport(report, today)).toEqual({});
  });

  it('names every question that is not answered', () => {
    const empty = { policy: '', day: '', damage: '', amount: '', story: '', openToWeather: false };
    expect(Object.keys(checkReport(empty, today))).toEqual(['policy', 'day', 'damage', 'amount', 'story']);
  });

  it('reads a policy number however it is typed', () => {
    expect(policyNumber('hv204118')).toBe('HV-204 118');
    expect(policyNumber('HV-20 118')).toBe(null);
  });

  it('reads sums of money', () => {
    expect(parseAmount('£450')).toBe(450);
    expect(parseAmount('450,50')).toBe(450.5);
    expect(parseAmount('a lot')).toBe(null);
  });
});

describe('the day of the damage', () => {
  it('refuses a day that is still to come', () => {
    expect(dateProblem('13.11.2026', today)).toBe('This day is still to come');
  });

  it('refuses a day that does not exist', () => {
    expect(dateProblem('31.02.2026', today)).toBe('This day does not exist');
  });
});

describe('what happens next', () => {
  it('pays a small claim on the same day', () => {
    const claim = openClaim(report, 0);
    expect(isPaidToday(claim)).toBe(true);
    expect(nextStep(claim)).toContain('Paid');
  });

  it('sends an adjuster at once where the home is open to the weather', () => {
    const claim = openClaim({ ...report, openToWeather: true }, 0);
    expect(isPaidToday(claim)).toBe(false);
    expect(nextStep(claim)).toBe('An adjuster calls within two hours.');
  });
});

describe('the overview', () => {
  it('adds a new report to today', () => {
    const before = reportsThisWeek(new Date(2026, 10, 12), 0);
    const after = reportsThisWeek(new Date(2026, 10, 12), 1);
    expect(after.at(-1)?.count).toBe((before.at(-1)?.count ?? 0) + 1);
    expect(after).toHaveLength(7);
  });
});
