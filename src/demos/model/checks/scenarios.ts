/** Each scenario moves the assumptions that the briefing moves, and in that direction. */
import type { ModelReading } from '../model-reading.ts';
import type { ModelInput } from '../model-spec.ts';
import type { CheckFinding, ModelCheck } from './check-finding.ts';
import { inEveryScenario } from './scenario-copy.ts';

export const scenarios: ModelCheck = {
  id: 'scenarios',
  title: 'Scenarios point the right way',
  why: 'A bad case that is better than the good one misleads everybody who compares them.',
  measure(model) {
    const moved = model.spec.inputs.filter((input) => input.across);
    const values = new Map(moved.map(({ name }) => [name, [] as number[]]));
    inEveryScenario(model, (reading) => {
      for (const { name } of moved) values.get(name)?.push(reading.input(name));
      return true;
    });
    for (const input of moved) {
      const finding = wrongWay(model, input, values.get(input.name) ?? []);
      if (finding) return finding;
    }
    return unchanged(model, moved, values) ?? right(model, moved);
  },
};

function right({ spec }: ModelReading, moved: readonly ModelInput[]): CheckFinding {
  return {
    pass: true,
    detail: `${spec.scenario.labels.join(', ')}: ${moved.length} assumptions move between them, each in the direction of the briefing.`,
  };
}

function wrongWay(model: ModelReading, input: ModelInput, values: readonly number[]): CheckFinding | null {
  const { labels } = model.spec.scenario;
  const [base = 0] = values;
  const index = values.findIndex((value, at) => (input.across?.[at] ?? 0) * (value - base) < -1e-12);
  if (index < 0) return null;
  const wanted = input.across?.[index] === 1 ? 'higher' : 'lower';
  return {
    pass: false,
    cells: model.place(input.name),
    detail: `“${input.label}” is ${values[index]} in ${labels[index]} and ${base} in ${labels[0]}; the briefing has it ${wanted}.`,
    fix: `Correct ${input.name} in scenario ${labels[index]}: it must be ${wanted} than in ${labels[0]}.`,
  };
}

/** A scenario in which nothing moves is none. */
function unchanged(
  model: ModelReading,
  moved: readonly ModelInput[],
  values: ReadonlyMap<string, readonly number[]>,
): CheckFinding | null {
  const { labels, name } = model.spec.scenario;
  const still = labels.findIndex(
    (_, index) =>
      index > 0 && moved.every((input) => values.get(input.name)?.[index] === values.get(input.name)?.[0]),
  );
  if (still < 0) return null;
  return {
    pass: false,
    cells: model.place(name),
    detail: `Choosing ${labels[still]} in ${name} changes none of the ${moved.length} assumptions that it should move.`,
    fix: `Let ${name} choose between the scenarios: ${labels.join(', ')} have different assumptions.`,
  };
}
