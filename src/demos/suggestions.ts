/** What may be asked next, as chips. */
import type { HumanMoment } from '../run/story-model.ts';
import type { ScriptedChange } from './demo.ts';
import type { Suggestion } from './session-state.ts';

function fold(text: string): string {
  return text.toLowerCase().replace(/\s+/g, ' ').trim();
}

/** The demo's scripted changes, those asked for marked as used, and "undo" at the end. */
export function suggestionsFor(
  changes: readonly ScriptedChange[],
  human: readonly HumanMoment[],
): readonly Suggestion[] {
  const asked = new Set<string>();
  for (const moment of human) {
    if (moment.kind === 'request' || moment.kind === 'message') asked.add(fold(moment.text));
    if (moment.kind === 'undo') asked.delete([...asked].at(-1) ?? '');
  }
  const chips: Suggestion[] = changes
    .filter((change) => change.id !== 'undo')
    .map((change) => ({
      id: change.id,
      label: change.label,
      kind: 'change',
      used: asked.has(fold(change.label)),
    }));
  if (changes.length > 0)
    chips.push({ id: 'undo', label: 'Undo the last change', kind: 'undo', used: false });
  return chips;
}

/** Scripted changes by their labels, in that order. */
export function suggestionsByLabel(
  all: readonly Suggestion[],
  labels: readonly string[],
): readonly Suggestion[] {
  return labels.flatMap((label) => all.find((suggestion) => fold(suggestion.label) === fold(label)) ?? []);
}
