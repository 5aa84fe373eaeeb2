/** What the room guessed, in minutes, before it saw the run. */
import { readDuration } from '../../numbers/read-duration.ts';
import type { NumberReading } from '../../numbers/read-number.ts';
import { sayMinutes } from '../../numbers/say-duration.ts';
import { plainNumber } from '../../numbers/say-number.ts';

/** Guesses kept at most. */
const MOST_GUESSES = 60;
/** Nobody means more than a working year, minutes. */
const MAX_MINUTES = 120_000;

/** Ticks of the line and where they stand, from 0 to 1. Short times need room: that is where the truth is. */
export const GUESS_TICKS = [
  { minutes: 0, at: 0, label: '0' },
  { minutes: 10, at: 0.3, label: '10' },
  { minutes: 30, at: 0.62, label: '30' },
  { minutes: 60, at: 0.94, label: '60+' },
] as const;

/** One guess as it was written, and what it means. */
export interface RoomGuess {
  readonly text: string;
  readonly reading: NumberReading;
}

/**
 * Reads "5, 20, 2 h, 3 days": minutes unless a unit is given (a day has 8 hours, a week 5 days). Guesses
 * stand apart by commas, semicolons, lines, or by spaces where that is the only way to read them: of bare
 * numbers that is always so ("10 120" are two), since nobody guesses thousands of minutes.
 */
export function roomGuesses(text: string, locale?: string): readonly RoomGuess[] {
  return guessesAt([/[;\n/]|,(?=\s|$)/, /\s+(?=\d)/, /(?<=\d),(?=\d)/], text, locale).slice(0, MOST_GUESSES);
}

/** Splits only what cannot be read as it is. */
function guessesAt(
  [separator, ...finer]: readonly RegExp[],
  text: string,
  locale: string | undefined,
): readonly RoomGuess[] {
  const parts = (separator ? text.split(separator) : [text]).map((part) => part.trim());
  return parts
    .filter((part) => part !== '')
    .flatMap((part) => {
      const reading = readDuration(part, { locale, max: MAX_MINUTES });
      const isRow = /^\d+(?: +\d+)+$/.test(part);
      return (isRow || reading.kind === 'unreadable') && finer.length > 0
        ? guessesAt(finer, part, locale)
        : { text: part, reading };
    });
}

/** The guesses that mean one time, in minutes. */
export function readGuesses(text: string): readonly number[] {
  return minutesOf(roomGuesses(text));
}

/** Guesses as one would type them. */
export function guessesText(minutes: readonly number[]): string {
  return minutes.map((each) => plainNumber(each)).join(', ');
}

export function minutesOf(guesses: readonly RoomGuess[]): readonly number[] {
  return guesses.flatMap(({ reading }) => (reading.kind === 'number' ? [reading.value] : []));
}

/** The text with the first guess that is written like this said in one way. */
export function settleGuess(text: string, guess: RoomGuess, minutes: number): string {
  return text.replace(guess.text, `${plainNumber(minutes)} min`);
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

/** What the room expected and what came of it, as one says it aloud; null where nobody guessed. */
export function roomGap(guesses: readonly number[], measuredMs: number): string | null {
  const median = medianOf(guesses);
  if (median === null) return null;
  const [expected, took] = [sayMinutes(median), sayMinutes(measuredMs / 60_000)];
  return expected === took
    ? `You expected ${expected}, and so it was.`
    : `You expected ${expected}; it took ${took}.`;
}
