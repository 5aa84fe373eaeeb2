/** Demos for live models: a briefing, a goal, and the checks that hold for any model of any briefing. */
import type { Brand } from '../../brand/schema.ts';
import { parseBriefing } from '../briefing.ts';
import type { Check, Demo } from '../demo.ts';
import { integrity, noErrors } from '../model/checks/any-workbook-checks.ts';
import { asCheck } from '../model/checks/check-finding.ts';
import { citations } from '../model/checks/citations.ts';
import { openPoints } from '../model/checks/open-points.ts';
import { typedNumbers } from '../model/checks/typed-numbers.ts';
import { modelGoal, modelSystem } from '../model/model-goal.ts';
import type { ModelInput, ModelLine, ModelSpec, OpenPoint } from '../model/model-spec.ts';
import type { DemoCard } from '../registry-cards.ts';
import { say } from '../script.ts';
import { type Relation, resultsFit } from './relations.ts';

export interface PackModel {
  readonly card: DemoCard;
  /** The document as it stands in `content/briefings`. */
  readonly briefing: string;
  /** What is asked for, to follow "build": "a model of the home line, by quarter for three years". */
  readonly what: string;
  readonly periods: number;
  readonly scenarios: readonly string[];
  /** Name, label, paragraph. */
  readonly inputs: readonly (readonly [name: string, label: string, paragraph: string])[];
  /** Each says what it means: a name alone can be satisfied by another quantity. */
  readonly lines: readonly (ModelLine & { readonly means: string })[];
  readonly relations: readonly Relation[];
  readonly openPoints: readonly OpenPoint[];
}

export function packModel(pack: PackModel): Demo {
  const spec = specOf(pack);
  return {
    ...pack.card,
    briefing: spec.briefing,
    goal: (_: Brand, extra?: string) => modelGoal(spec, pack.what, extra),
    system: modelSystem(spec),
    seed: { '/briefing.md': pack.briefing },
    checks: generalChecks(spec, pack.relations),
    views: [],
    changes: [],
    liveOnly: true,
    rehearsal: () => ({
      title: 'No rehearsal for this briefing',
      *build() {
        yield* say(
          'This briefing needs a live model: nobody has written a rehearsal for it. The two other models can be rehearsed without one.',
        );
      },
      answer: () => null,
      nearest: () => [],
    }),
  };
}

function specOf({ briefing, periods, scenarios, inputs, lines, openPoints }: PackModel): ModelSpec {
  return {
    briefing: parseBriefing(briefing),
    periods,
    periodEnd: 'Period_end',
    scenario: { name: 'Scenario', labels: scenarios },
    inputs: inputs.map(([name, label, paragraph]): ModelInput => ({ name, label, paragraphs: [paragraph] })),
    optionalInputs: [],
    lines,
    movements: [],
    balance: { assets: '', funding: '', equity: '', cash: '' },
    cash: { opening: '', change: '', closing: '' },
    openPoints,
    recompute: () => ({}),
  };
}

/** What can be judged without knowing the right numbers. */
function generalChecks(spec: ModelSpec, relations: readonly Relation[]): readonly Check[] {
  return [noErrors, integrity, resultsFit(relations), typedNumbers, citations, openPoints].map((check) =>
    asCheck(check, spec),
  );
}
