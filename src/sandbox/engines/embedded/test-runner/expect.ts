import {
  ASYMMETRIC_MATCHERS_OBJECT,
  addCustomEqualityTesters,
  customMatchers,
  type ExpectStatic,
  GLOBAL_EXPECT,
  getState,
  JestAsymmetricMatchers,
  JestChaiExpect,
  JestExtend,
  setState,
} from '@vitest/expect';
import * as chai from 'chai';

const unsupported = [
  'toMatchSnapshot',
  'toMatchInlineSnapshot',
  'toThrowErrorMatchingSnapshot',
  'toMatchFileSnapshot',
];

/** Makes `expect` as Vitest has it, by its own matchers; snapshots are refused in words. */
export function createExpect(): ExpectStatic {
  chai.use(JestExtend);
  chai.use(JestChaiExpect);
  chai.use(JestAsymmetricMatchers);
  chai.use(refuseSnapshots);
  const expect = ((value: unknown, message?: string) => {
    setState({ assertionCalls: getState(expect).assertionCalls + 1 }, expect);
    return chai.expect(value, message);
  }) as unknown as ExpectStatic;
  Object.assign(expect, chai.expect);
  Object.assign(expect, Reflect.get(globalThis, ASYMMETRIC_MATCHERS_OBJECT));
  Object.assign(expect, {
    getState: () => getState(expect),
    setState: (state: object) => setState(state, expect),
    extend: (matchers: object) => Reflect.apply(Reflect.get(chai.expect, 'extend'), chai, [expect, matchers]),
    addEqualityTesters: (testers: Parameters<typeof addCustomEqualityTesters>[0]) =>
      addCustomEqualityTesters(testers),
    soft: expect,
    unreachable: (message?: string) => chai.assert.fail(`expected ${message ?? 'this'} not to be reached`),
    assertions: (count: number) => setState({ expectedAssertionsNumber: count }, expect),
    hasAssertions: () => setState({ isExpectingAssertions: true }, expect),
  });
  Reflect.set(globalThis, GLOBAL_EXPECT, expect);
  expect.extend(customMatchers);
  return expect;
}

function refuseSnapshots(library: Chai.ChaiStatic, utilities: Chai.ChaiUtils): void {
  for (const name of unsupported) {
    utilities.addMethod(library.Assertion.prototype, name, () => {
      throw new Error(
        `${name} is not supported here: there is nowhere to keep a snapshot. Compare with toBe or toEqual.`,
      );
    });
  }
}

/** Prepares the count of assertions for a test. */
export function beginAssertions(expect: ExpectStatic): void {
  setState({ assertionCalls: 0, isExpectingAssertions: false, expectedAssertionsNumber: null }, expect);
}

/** @throws where a test announced assertions that were not made */
export function finishAssertions(expect: ExpectStatic): void {
  const { assertionCalls, isExpectingAssertions, expectedAssertionsNumber } = getState(expect);
  if (
    expectedAssertionsNumber !== null &&
    expectedAssertionsNumber !== undefined &&
    expectedAssertionsNumber !== assertionCalls
  ) {
    throw new Error(`Expected ${expectedAssertionsNumber} assertions, but there were ${assertionCalls}.`);
  }
  if (isExpectingAssertions === true && assertionCalls === 0)
    throw new Error('Expected an assertion, but there was none.');
}
