import { type Claim, steps } from '../claims/claim.ts';

export const choices = ['All', ...steps] as const;
export type Choice = (typeof choices)[number];

/** The claims that stand at the chosen step. */
export function atStep(claims: readonly Claim[], choice: Choice): Claim[] {
  return claims.filter((claim) => choice === 'All' || steps[claim.step] === choice);
}
