/** The one reading of what a text cites of a briefing. */

/** Longest range that is followed: nobody cites more, and a slip of the pen must not list a hundred. */
const longestRange = 30;

const citation = /\bP([1-9]\d?)(?:\s?[–-]\s?P?([1-9]\d?))?\b/g;

/** Whether a text holds nothing but citations: “P4”, “(P4, P6)”, “Briefing P4–6”. */
export function onlyCites(text: string): boolean {
  const rest = text.replace(citation, '');
  return rest !== text && /^\W*(briefing\W*)?$/i.test(rest);
}

/** Paragraphs that a text cites, each once: “P4”, “P4, P6”, and with what lies between “P4–P6” and “P4-6”. */
export function citedParagraphs(text: string): string[] {
  const found: string[] = [];
  for (const [, first = '', last] of text.matchAll(citation)) {
    const from = Number(first);
    const to = last === undefined ? from : Math.max(from, Math.min(Number(last), from + longestRange));
    for (let number = from; number <= to; number += 1) found.push(`P${number}`);
  }
  return [...new Set(found)];
}
