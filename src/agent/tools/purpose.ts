/** Plain lines from the purpose that the model gives with a call. */
import { z } from 'astro/zod';

/** For `write_file` and `edit_file`: shown to people who do not program. */
export const purposeSchema = z
  .string()
  .max(160)
  .optional()
  .describe(
    'What this is to a person who does not program, as a short phrase that follows "Wrote" or "Changed": "the sign-up form and its rules"',
  );

/** `line('Wrote', '/src/sign-up.tsx', 'the sign-up form')` → "Wrote the sign-up form"; without a purpose the file's name. */
export function purposeLine(verb: string, path: string | undefined, purpose: string | undefined): string {
  const phrase = purpose?.trim().replace(/\.$/, '') ?? '';
  if (phrase) return `${verb} ${lowerFirst(phrase)}`;
  return path ? `${verb} ${baseName(path)}` : `${verb} a file`;
}

/** A capital that only began a sentence goes; names (`API`, `Spanish`) stay. */
function lowerFirst(phrase: string): string {
  return /^(The|A|An|Its|Their|All|Some|One|Two|Three|How|What|Where|New)\b/.test(phrase)
    ? phrase.charAt(0).toLowerCase() + phrase.slice(1)
    : phrase;
}

export function baseName(path: string): string {
  return path.slice(path.lastIndexOf('/') + 1) || path;
}
