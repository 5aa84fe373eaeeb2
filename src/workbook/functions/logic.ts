/** Truth values, and questions about values. */
import {
  CellError,
  type ErrorCode,
  errors,
  isGrid,
  Range,
  type Scalar,
  single,
  toBoolean,
  toNumber,
  type Value,
} from '../value.ts';
import { any, eachScalar, type FunctionTable, grid, type ScalarFunction, scalar } from './spec.ts';

/** AND, OR, XOR: texts and empty cells inside ranges do not count. */
function combine(start: boolean, join: (all: boolean, each: boolean) => boolean) {
  return grid(1, any, (values) => {
    let result = start;
    let seen = false;
    for (const value of values) {
      const error = eachScalar(value, (each) => {
        if (each instanceof CellError) return each;
        if (isGrid(value) && (each === null || typeof each === 'string')) return undefined;
        const truth = toBoolean(each);
        if (truth instanceof CellError) return truth;
        result = join(result, truth);
        seen = true;
        return undefined;
      });
      if (error) return error;
    }
    return seen ? result : errors.value;
  });
}

function question(ask: (value: Scalar) => boolean): ScalarFunction {
  return { ...scalar(1, 1, ([value = null]) => ask(value)), takesErrors: true };
}

const errorNumbers: Readonly<Partial<Record<ErrorCode, number>>> = {
  '#NULL!': 1,
  '#DIV/0!': 2,
  '#VALUE!': 3,
  '#REF!': 4,
  '#NAME?': 5,
  '#NUM!': 6,
  '#N/A': 7,
};

function typeOf(value: Value): Scalar {
  const found = single(value);
  if (isGrid(found)) return 64;
  if (found instanceof CellError) return 16;
  return typeof found === 'string' ? 2 : typeof found === 'boolean' ? 4 : 1;
}

function parity(even: boolean) {
  return scalar(1, 1, ([value = null]) => {
    const number = toNumber(value);
    return number instanceof CellError ? number : (Math.trunc(Math.abs(number)) % 2 === 0) === even;
  });
}

export const logicFunctions: FunctionTable = {
  AND: combine(true, (all, each) => all && each),
  OR: combine(false, (all, each) => all || each),
  XOR: combine(false, (all, each) => all !== each),
  NOT: scalar(1, 1, ([value = null]) => {
    const truth = toBoolean(value);
    return truth instanceof CellError ? truth : !truth;
  }),
  TRUE: scalar(0, 0, () => true),
  FALSE: scalar(0, 0, () => false),
  NA: scalar(0, 0, () => errors.na),
  ISBLANK: question((value) => value === null),
  ISNUMBER: question((value) => typeof value === 'number'),
  ISTEXT: question((value) => typeof value === 'string'),
  ISNONTEXT: question((value) => typeof value !== 'string'),
  ISLOGICAL: question((value) => typeof value === 'boolean'),
  ISERROR: question((value) => value instanceof CellError),
  ISERR: question((value) => value instanceof CellError && value.code !== '#N/A'),
  ISNA: question((value) => value instanceof CellError && value.code === '#N/A'),
  ISEVEN: parity(true),
  ISODD: parity(false),
  ISREF: { ...grid(1, 1, ([value]) => value instanceof Range), references: [0] },
  N: {
    ...scalar(1, 1, ([value = null]) =>
      typeof value === 'number' ? value : value === true ? 1 : value instanceof CellError ? value : 0,
    ),
    takesErrors: true,
  },
  'ERROR.TYPE': {
    ...scalar(1, 1, ([value = null]) =>
      value instanceof CellError ? (errorNumbers[value.code] ?? errors.na) : errors.na,
    ),
    takesErrors: true,
  },
  TYPE: grid(1, 1, ([value = null]) => typeOf(value)),
};
