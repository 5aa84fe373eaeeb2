/** The model is worked out a second time, by a program that shares nothing with the workbook. */
import { amount, type ModelReading } from '../model-reading.ts';
import type { ModelInputs, ModelLine } from '../model-spec.ts';
import type { CheckFinding, ModelCheck } from './check-finding.ts';
import { inEveryScenario } from './scenario-copy.ts';

/** Differences up to this share of a value pass. */
const share = 0.005;
/** And up to this share of the largest value of its line, for values near 0. */
const shareOfLargest = 0.0005;

export const secondCalculation: ModelCheck = {
  id: 'recompute',
  title: 'A second calculation agrees',
  judges: 'numbers',
  why: 'Two programs written apart from each other rarely make the same mistake.',
  measure(model) {
    let wrong: CheckFinding | null = null;
    let largest = 0;
    inEveryScenario(model, (reading, scenario) => {
      const result = compare(reading, scenario);
      if (typeof result === 'number') largest = Math.max(largest, result);
      else wrong = result;
      return wrong === null;
    });
    return wrong ?? agreed(model, largest);
  },
};

function agreed({ spec }: ModelReading, largest: number): CheckFinding {
  const values = spec.lines.length * spec.periods * spec.scenario.labels.length;
  return {
    pass: true,
    detail: `${values.toLocaleString('en-US')} values in ${spec.scenario.labels.length} scenarios, worked out again from the assumptions alone: the largest difference is ${(largest * 100).toFixed(3)} %, and 0.5 % is allowed.`,
  };
}

/** The largest relative difference, or what is wrong. */
function compare(model: ModelReading, scenario: number): number | CheckFinding {
  const expected = model.spec.recompute(inputsOf(model));
  let largest = 0;
  for (const line of model.spec.lines) {
    const values = expected[line.name];
    if (!values) continue;
    const shown = model.line(line.name);
    const peak = Math.max(...values.map(Math.abs));
    for (const [index, value] of values.entries()) {
      const difference = Math.abs((shown[index] ?? 0) - value);
      if (difference > Math.max(share * Math.abs(value), shareOfLargest * peak, 0.01)) {
        return differs(model, line, scenario, index, value);
      }
      if (Math.abs(value) > shareOfLargest * peak) largest = Math.max(largest, difference / Math.abs(value));
    }
  }
  return largest;
}

function inputsOf(model: ModelReading): ModelInputs {
  const { inputs, optionalInputs } = model.spec;
  const names = [...inputs.map(({ name }) => name), ...optionalInputs.filter((name) => model.has(name))];
  return Object.fromEntries(names.map((name) => [name, model.input(name)]));
}

function differs(
  model: ModelReading,
  { name, label }: ModelLine,
  scenario: number,
  index: number,
  expected: number,
): CheckFinding {
  const shown = amount(model.line(name)[index] ?? 0);
  const when = `${model.period(index)}, scenario ${model.spec.scenario.labels[scenario - 1] ?? scenario}`;
  return {
    pass: false,
    cells: model.place(name),
    detail: `“${label}” is ${shown} in ${when}; the second calculation, from the same assumptions by the rules of the briefing, gives ${amount(expected)}.`,
    fix: `Compare ${name} in ${model.place(name)} with what the briefing says: it shows ${shown} in ${when}, and ${amount(expected)} follows from the assumptions.`,
  };
}
