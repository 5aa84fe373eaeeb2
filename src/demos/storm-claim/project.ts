import { projectText, sectionOf } from '../project-text.ts';
import type { Translation } from '../scripted-change.ts';

/** The files that the agent writes, as text by their path in the sandbox. */
export const text = projectText(
  import.meta.glob<string>('./files/**/*', { query: '?raw', eager: true, import: 'default' }),
);

const table = '/src/language/german.ts';
const opening = 'export const german: Record<string, string> = {';

/** The German words of a change, for an app that has German already. */
export function inGerman(section: string): Translation {
  return {
    folder: 'language',
    edit: {
      path: table,
      purpose: 'the German words for it',
      old: opening,
      new: `${opening}\n${sectionOf(text(table), section)}`,
    },
  };
}
