import { wordsOf } from '../lookup.ts';
import { type DemoEntry, demos } from '../registry.ts';
import type { BriefKind } from './brief.ts';

/**
 * The rehearsed demo that comes nearest to a brief, to be offered where no model is connected: of the kind
 * that was asked for, with most words in common; the first of that kind where there are none.
 */
export function nearestRehearsal(brief: string, kind: BriefKind): DemoEntry | undefined {
  const asked = new Set(wordsOf(brief).filter((word) => word.length > 3));
  const shared = ({ title, summary }: DemoEntry) =>
    new Set(wordsOf(`${title} ${summary}`).filter((word) => asked.has(word))).size;
  return demos
    .filter(({ artefact }) => artefact === kind)
    .reduce<DemoEntry | undefined>(
      (best, entry) => (best && shared(best) >= shared(entry) ? best : entry),
      undefined,
    );
}
