/** Plain lines about a workbook, from the purpose that the model gives with a call. */
import { z } from 'astro/zod';
import { purposeLine } from '../purpose.ts';

/** For every tool that writes. */
export const purposeSchema = z
  .string()
  .max(160)
  .optional()
  .describe(
    'What this is to a person who does not build models, as a short phrase that follows "Wrote": "the monthly revenue by plan"',
  );

/** `wordsFor('Wrote', 'the revenue', 'PnL')` → "Wrote the revenue"; without a purpose what it was done to. */
export function wordsFor(verb: string, purpose: string | undefined, otherwise: string): string {
  return purpose?.trim() ? purposeLine(verb, undefined, purpose) : `${verb} ${otherwise}`;
}
