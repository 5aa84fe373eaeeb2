import { describe, expect, it } from 'vitest';
import { dayEnd, dayOf } from '../../../src/server/budget/day.ts';

const at = (text: string) => Date.parse(text);
const iso = (ms: number) => new Date(ms).toISOString();

describe('the operator’s day', () => {
  it('turns at the midnight of the operator, not at that of Greenwich', () => {
    expect(dayOf(at('2026-11-21T23:30:00Z'), 'Europe/Vienna')).toBe('2026-11-22');
    expect(dayOf(at('2026-11-21T23:30:00Z'), 'America/New_York')).toBe('2026-11-21');
    expect(iso(dayEnd(at('2026-11-21T12:00:00Z'), 'Europe/Vienna'))).toBe('2026-11-21T23:00:00.000Z');
    expect(iso(dayEnd(at('2026-11-21T12:00:00Z'), 'Asia/Kathmandu'))).toBe('2026-11-21T18:15:00.000Z');
  });

  it('is 23 or 25 hours long where clocks change', () => {
    expect(iso(dayEnd(at('2026-10-24T22:00:00Z'), 'Europe/Vienna'))).toBe('2026-10-25T23:00:00.000Z');
    expect(iso(dayEnd(at('2027-03-27T23:00:00Z'), 'Europe/Vienna'))).toBe('2027-03-28T22:00:00.000Z');
  });

  it('ends exactly where the next begins', () => {
    const end = dayEnd(at('2026-11-21T12:00:00Z'), 'Australia/Lord_Howe');
    expect(dayOf(end, 'Australia/Lord_Howe')).toBe('2026-11-22');
    expect(dayOf(end - 1, 'Australia/Lord_Howe')).toBe('2026-11-21');
  });

  it('is that of the server where no zone is named', () => {
    const now = new Date(2026, 10, 21, 12).getTime();
    expect(dayOf(now)).toBe('2026-11-21');
    expect(dayEnd(now)).toBe(new Date(2026, 10, 22).getTime());
  });
});
