import type { Brand } from '../../brand/schema.ts';
import { modelGoal } from '../model/model-goal.ts';
import { spec } from './spec.ts';

/** The request that the run starts with. */
export function goal(brand: Brand, extra?: string): string {
  return modelGoal(
    spec,
    `a model of the refinance unit of ${brand.name}, by month for three years, with the loan book, what treasury lends, own funds and a rate shock`,
    extra,
  );
}
