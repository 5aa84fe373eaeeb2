import type { Check } from '../demo.ts';
import { balanceSheet } from './checks/balance.ts';
import { cashTies } from './checks/cash.ts';
import { asCheck } from './checks/check-finding.ts';
import { citations } from './checks/citations.ts';
import { openPoints } from './checks/open-points.ts';
import { scenarios } from './checks/scenarios.ts';
import { secondCalculation } from './checks/second-calculation.ts';
import { signs } from './checks/signs.ts';
import { typedNumbers } from './checks/typed-numbers.ts';
import type { ModelSpec } from './model-spec.ts';

/** The programs that judge a model of a briefing. They read names only, so any layout may pass. */
export function modelChecks(spec: ModelSpec): readonly Check[] {
  return [
    balanceSheet,
    cashTies,
    signs,
    typedNumbers,
    secondCalculation,
    scenarios,
    citations,
    openPoints,
  ].map((check) => asCheck(check, spec));
}
