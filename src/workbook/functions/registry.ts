/** All functions by name, in upper case. */
import { arrayFunctions } from './arrays.ts';
import { criteriaFunctions } from './criteria.ts';
import { dateFunctions } from './dates.ts';
import { financialFunctions } from './financial.ts';
import { logicFunctions } from './logic.ts';
import { lookupFunctions } from './lookup.ts';
import { mathFunctions } from './math.ts';
import type { FunctionSpec } from './spec.ts';
import { statisticsFunctions } from './statistics.ts';
import { textFunctions } from './text.ts';

export type { FunctionSpec } from './spec.ts';

const functions: ReadonlyMap<string, FunctionSpec> = new Map(
  [
    mathFunctions,
    statisticsFunctions,
    criteriaFunctions,
    lookupFunctions,
    financialFunctions,
    dateFunctions,
    textFunctions,
    logicFunctions,
    arrayFunctions,
  ].flatMap((table) => Object.entries(table)),
);

/** The function of a name in upper case, or undefined. */
export function findFunction(name: string): FunctionSpec | undefined {
  return functions.get(name);
}

/** Names of all functions; those with a form of their own (IF, LET …) are named by the compiler. */
export function functionNames(): string[] {
  return [...functions.keys()];
}
