/** Finds the scripted changes that a request in a person's own words means. */
import type { ScriptedChange } from './demo.ts';

/** Words that ask for something without saying what. */
const FILLER = new Set(
  `a an the this that these those it its is are be me my our us we you your i please can could would should
  will want wants like need needs make makes let lets give gives add adds put show shows have has get also
  too now for to in into of on at by with and or so then there here app page site website screen everything
  everyone people person users user them they their one some more new version option feature button support
  possible able just really very nice good better change do does use using create build another help allow`.split(
    /\s+/,
  ),
);

/** A request with one of these is not a plain wish for a scripted change. */
const REFUSALS =
  /\b(no|not|never|don't|dont|without|remove|delete|stop|instead|except|rid|revert|turn off)\b/i;

/**
 * The changes that a request asks for, in the order in which it names them; empty where it asks for
 * anything that the script does not know: a script never does half of a wish and says nothing.
 */
export function findChanges<Change extends ScriptedChange>(
  request: string,
  changes: readonly Change[],
): Change[] {
  if (REFUSALS.test(request)) return [];
  const words = wordsOf(request);
  const found = changes.flatMap((change) => {
    const match = bestPhrase(words, change);
    return match ? [{ change, ...match }] : [];
  });
  const kept = found.filter(
    (one) =>
      !found.some(
        (other) => other !== one && covers(other.words, one.words) && other.words.size > one.words.size,
      ),
  );
  const covered = new Set(kept.flatMap((one) => [...one.words]));
  if (words.some((word) => !covered.has(word) && !FILLER.has(word))) return [];
  return kept.sort((a, b) => a.at - b.at).map((one) => one.change);
}

/** Labels of the changes nearest to a request, best first; all of them where nothing is near. */
export function nearestChanges(request: string, changes: readonly ScriptedChange[], limit = 3): string[] {
  const words = new Set(wordsOf(request).filter((word) => !FILLER.has(word)));
  const scored = changes.map((change, index) => {
    const known = new Set(
      [change.label, ...change.also].flatMap(wordsOf).filter((word) => !FILLER.has(word)),
    );
    const shared = [...words].filter((word) => known.has(word)).length;
    return { label: change.label, shared, index };
  });
  return scored
    .sort((a, b) => b.shared - a.shared || a.index - b.index)
    .slice(0, limit)
    .map((one) => one.label);
}

/** Lower case, without accents and plural endings: "Shortcuts" and "shortcut" are one word. */
export function wordsOf(text: string): string[] {
  const plain = text.normalize('NFD').replace(/\p{M}/gu, '').toLowerCase();
  return (plain.match(/[\p{L}\p{N}]+/gu) ?? []).map((word) =>
    word.length > 3 && word.endsWith('s') && !word.endsWith('ss') ? word.slice(0, -1) : word,
  );
}

interface PhraseMatch {
  readonly words: ReadonlySet<string>;
  /** Where the request first names it. */
  readonly at: number;
}

function bestPhrase(words: readonly string[], change: ScriptedChange): PhraseMatch | null {
  let best: PhraseMatch | null = null;
  for (const phrase of [change.label, ...change.also]) {
    const needed = wordsOf(phrase).filter((word) => !FILLER.has(word));
    if (needed.length === 0 || !needed.every((word) => words.includes(word))) continue;
    if (best && best.words.size >= needed.length) continue;
    best = { words: new Set(needed), at: Math.min(...needed.map((word) => words.indexOf(word))) };
  }
  return best;
}

function covers(large: ReadonlySet<string>, small: ReadonlySet<string>): boolean {
  return [...small].every((word) => large.has(word));
}
