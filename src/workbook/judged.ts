/** What checks by program can tell of a workbook: its structure, or also whether its numbers are right. */

/** `numbers`: a second calculation knows what they must be. `structure`: nobody does. Absent: no workbook. */
export type Judges = 'structure' | 'numbers';

/** Whether all that these checks can say is about structure, so that a pass is no proof of the numbers. */
export function judgesStructureOnly(checks: readonly { readonly judges?: Judges | undefined }[]): boolean {
  return (
    checks.some(({ judges }) => judges === 'structure') && !checks.some(({ judges }) => judges === 'numbers')
  );
}

/** In the place of "All checks pass". */
export const structureOnly = 'Structure checked, numbers not';

/** What it means, and what to do. */
export const structureOnlyNote =
  'No second calculation knows this briefing: the numbers may be wrong. Check the key results by hand.';
