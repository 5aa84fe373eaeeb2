/** What the room guessed, in minutes, before it saw the run. */

/** Guesses kept at most. */
const MOST_GUESSES = 60;
/** Nobody means more than a working year, minutes. */
const LARGEST = 120_000;

/** Ticks of the line and where they stand, from 0 to 1. Short times need room: that is where the truth is. */
export const GUESS_TICKS = [
  { minutes: 0, at: 0, label: '0' },
  { minutes: 10, at: 0.3, label: '10' },
  { minutes: 30, at: 0.62, label: '30' },
  { minutes: 60, at: 0.94, label: '60+' },
] as const;

const UNITS: Readonly<Record<string, number>> = {
  s: 1 / 60,
  sec: 1 / 60,
  m: 1,
  min: 1,
  h: 60,
  hour: 60,
  d: 480,
  day: 480,
  w: 2400,
  week: 2400,
};

/** Reads "5, 20, 2 h, 3 days": minutes unless a unit is given (a day has 8 hours, a week 5 days). */
export function readGuesses(text: string): readonly number[] {
  const found = text.matchAll(/(\d+(?:[.,]\d+)?)\s*(weeks?|days?|hours?|min\w*|sec\w*|[smhdw])?(?![\w.])/gi);
  return [...found]
    .map(([, figure = '', unit = 'm']) => {
      const name = unit.toLowerCase().replace(/(?<=week|day|hour)s$/, '');
      const known = name.startsWith('min') ? 'min' : name.startsWith('sec') ? 'sec' : name;
      return Number(figure.replace(',', '.')) * (UNITS[known] ?? 1);
    })
    .filter((minutes) => Number.isFinite(minutes) && minutes >= 0 && minutes <= LARGEST)
    .slice(0, MOST_GUESSES);
}

/** Where a number of minutes stands on the line, from 0 to 1. */
export function placeOfMinutes(minutes: number): number {
  for (const [index, tick] of GUESS_TICKS.entries()) {
    const next = GUESS_TICKS[index + 1];
    if (next && minutes <= next.minutes) {
      const share = (minutes - tick.minutes) / (next.minutes - tick.minutes);
      return tick.at + Math.max(0, share) * (next.at - tick.at);
    }
  }
  return 1;
}

export function medianOf(values: readonly number[]): number | null {
  const sorted = [...values].sort((left, right) => left - right);
  const middle = sorted.length >> 1;
  const upper = sorted[middle];
  if (upper === undefined) return null;
  const lower = sorted[middle - 1];
  return sorted.length % 2 === 1 || lower === undefined ? upper : (upper + lower) / 2;
}

/** How far the room was off, as one says it aloud: "The room guessed 7 times too long". */
export function nameRoomGap(guesses: readonly number[], measuredMs: number): string | null {
  const median = medianOf(guesses);
  const measured = measuredMs / 60_000;
  if (median === null || measured <= 0) return null;
  const ratio = median / measured;
  if (ratio >= 1.95)
    return `The room guessed ${ratio >= 10 ? Math.round(ratio) : ratio.toFixed(1).replace(/\.0$/, '')} times too long`;
  if (ratio > 1.1) return `The room guessed ${Math.round((ratio - 1) * 100)} % too long`;
  if (ratio >= 0.9) return 'The room was right';
  return `The room guessed ${Math.round((1 - ratio) * 100)} % too short`;
}
