/** Patterns with `*`, `?` and `~`: matched in steps that grow with the lengths, whatever the pattern is. */

import { spend } from './work.ts';

/** A sign as it is, or any sign at all. */
type Mark = string | null;

export class Wildcard {
  /** Between two neighbours stands anything. */
  readonly #parts: readonly (readonly Mark[])[];

  constructor(pattern: string) {
    this.#parts = partsOf(pattern);
  }

  /** Whether the whole text fits; upper and lower case alike. */
  test(text: string): boolean {
    spend(text.length);
    const signs = text.toLowerCase();
    const [first = [], ...rest] = this.#parts;
    const last = rest.pop();
    if (!fitsAt(signs, first, 0)) return false;
    if (!last) return signs.length === first.length;
    const end = placeOfAll(signs, rest, first.length);
    return end >= 0 && signs.length - last.length >= end && fitsAt(signs, last, signs.length - last.length);
  }

  /** The first place from an offset on where the pattern begins, −1 where there is none. */
  search(text: string, offset: number): number {
    const signs = text.toLowerCase();
    const [first = [], ...rest] = this.#parts;
    const start = placeOf(signs, first, offset);
    // What follows may stand anywhere behind: a later start could not do better.
    return start >= 0 && placeOfAll(signs, rest, start + first.length) >= 0 ? start : -1;
  }
}

/** The pattern, or null where a text has no wildcard in it. */
export function wildcard(text: string): Wildcard | null {
  return /[*?~]/.test(text) ? new Wildcard(text) : null;
}

function partsOf(pattern: string): Mark[][] {
  const signs = pattern.toLowerCase();
  const parts: Mark[][] = [[]];
  for (let index = 0; index < signs.length; index += 1) {
    const sign = signs.charAt(index);
    if (sign === '*') parts.push([]);
    else if (sign === '?') parts.at(-1)?.push(null);
    else if (sign === '~' && index + 1 < signs.length) {
      index += 1;
      parts.at(-1)?.push(signs.charAt(index));
    } else parts.at(-1)?.push(sign);
  }
  return parts;
}

function fitsAt(signs: string, part: readonly Mark[], at: number): boolean {
  return (
    at + part.length <= signs.length &&
    part.every((mark, index) => mark === null || signs[at + index] === mark)
  );
}

function placeOf(signs: string, part: readonly Mark[], from: number): number {
  for (let at = from; at + part.length <= signs.length; at += 1) if (fitsAt(signs, part, at)) return at;
  return -1;
}

/** Where all parts, one behind the other, have ended at the earliest; −1 where they do not fit. */
function placeOfAll(signs: string, parts: readonly (readonly Mark[])[], from: number): number {
  let end = from;
  for (const part of parts) {
    const at = placeOf(signs, part, end);
    if (at < 0) return -1;
    end = at + part.length;
  }
  return end;
}
