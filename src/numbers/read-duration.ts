/** The one reader of spans of time that people type: "90", "1h30", "1:30", "2½ days", "half a day", "3 Monate". */
import { plainDigits } from './digits.ts';
import { type NumberReading, type ReadValue, readNumber } from './read-number.ts';
import {
  minutesPerDay,
  minutesPerMonth,
  minutesPerWeek,
  minutesPerYear,
  sayMinutes,
} from './say-duration.ts';

interface DurationPlace {
  /** BCP 47; default the browser's. */
  readonly locale?: string | undefined;
  /** Longer spans are refused, minutes. */
  readonly max?: number | undefined;
}

const units: ReadonlyMap<string, number> = new Map([
  ...each(1 / 60, 's sec secs second seconds sek sekunde sekunden seconde secondes sekund sekunder'),
  ...each(1, 'm min mins minute minutes minuten minut minuter'),
  ...each(60, 'h hr hrs hour hours std stunde stunden heure heures tim timme timmar'),
  ...each(minutesPerDay, 'd day days tag tage tagen jour jours dag dagar'),
  ...each(minutesPerWeek, 'w wk wks week weeks woche wochen semaine semaines vecka veckor'),
  ...each(minutesPerMonth, 'mo mth month months monat monate monaten mois månad månader'),
  ...each(3 * minutesPerMonth, 'quarter quarters quartal quartale'),
  ...each(minutesPerYear, 'y yr yrs year years jahr jahre jahren an ans année années år'),
]);

function each(minutes: number, words: string): [string, number][] {
  return words.split(' ').map((word) => [word, minutes]);
}

const counts = 'one two three four five six seven eight nine ten eleven twelve'.split(' ');

/** "half a day", "two and a half hours", "an hour" in digits. */
function inDigits(text: string): string {
  return text
    .replace(new RegExp(`\\b(?:${counts.join('|')})\\b`, 'g'), (word) => String(counts.indexOf(word) + 1))
    .replace(/(\d+)\s+and\s+a\s+half\b/g, '$1 1/2')
    .replace(/\bhalf(?:\s+an?)?\b|\ba\s+half\b/g, '1/2')
    .replace(/\b(?:an?|une?|eine?|einen)(?=\s+\p{L})/gu, '1')
    .replace(/\b(?:and|und|et|och)\b/g, ' ');
}

/** Minutes of working time: a bare number is minutes, `1:30` may be hours or minutes and is asked back. */
export function readDuration(text: string, { locale, max }: DurationPlace = {}): NumberReading {
  const clean = inDigits(plainDigits(text).trim().toLowerCase());
  if (clean === '') return { kind: 'unreadable', code: 'empty', why: 'Type a time, like 20 min or 3 days.' };
  const read = clockReadings(clean) ?? partsReading(clean, locale);
  if (!read) return { kind: 'unreadable', code: 'not-a-number', why: notATime };
  const inside = read.filter((minutes) => max === undefined || minutes <= max);
  if (inside.length === 0)
    return { kind: 'unreadable', code: 'outside', why: `Stay at ${sayMinutes(max ?? 0)} or less.` };
  const readings = inside.map((value): ReadValue => ({ value, said: sayMinutes(value) }));
  const [only] = readings;
  return only && readings.length === 1 ? { kind: 'number', ...only } : { kind: 'ambiguous', readings };
}

const notATime = 'That is not a time. Type one, like 20 min, 2 h or 3 days.';

/** `1:30:00` has hours; `1:30` is hours and minutes, or minutes and seconds as on a stage's clock. */
function clockReadings(text: string): readonly number[] | null {
  const clock = /^(\d{1,3}):([0-5]\d)(?::([0-5]\d))?\s*(h|hours?|min|minutes?)?$/.exec(text);
  if (!clock) return null;
  const [first, second] = [Number(clock[1]), Number(clock[2])];
  if (clock[3] !== undefined) return [first * 60 + second + Number(clock[3]) / 60];
  if (clock[4]?.startsWith('h')) return [first * 60 + second];
  if (clock[4]?.startsWith('m')) return [first + second / 60];
  return first === 0 && second === 0 ? [0] : [first * 60 + second, first + second / 60];
}

/** `1h30`, `1 h 30 min`, `2½ days`; a last number without a unit has the unit below the one before it. */
function partsReading(text: string, locale: string | undefined): readonly number[] | null {
  const parts = [...text.matchAll(/([^\p{L}]*)(\p{L}*)\.?/gu)]
    .map(([, figure = '', word = '']) => ({ figure: figure.trim(), word }))
    .filter(({ figure, word }) => figure !== '' || word !== '');
  let totals: readonly number[] = [0];
  let above = 0;
  for (const { figure, word } of parts) {
    const unit =
      word === '' ? (above === 60 ? 1 : above === 1 ? 1 / 60 : above === 0 ? 1 : null) : units.get(word);
    const values = figuresOf(figure, locale);
    // `30 min 1 h` is no span that people type; falling units also keep "5 10" from being one number.
    if (unit === undefined || unit === null || !values || (above > 0 && unit >= above)) return null;
    totals = totals.flatMap((total) => values.map((value) => total + value * unit));
    above = unit;
  }
  return parts.length === 0 ? null : totals;
}

function figuresOf(figure: string, locale: string | undefined): readonly number[] | null {
  const read = readNumber(figure.replace(/^,\s*|\s*,$/g, ''), { locale, min: 0 });
  if (read.kind === 'number') return [read.value];
  return read.kind === 'ambiguous' ? read.readings.map(({ value }) => value) : null;
}
