/** Demos for live models: a briefing, a goal, and the checks that hold for any model of any briefing. */
import type { Brand } from '../../brand/schema.ts';
import { checkWorkbook } from '../../workbook/check-workbook.ts';
import { parseBriefing } from '../briefing.ts';
import type { Check, Demo } from '../demo.ts';
import { asCheck, type ModelCheck } from '../model/checks/check-finding.ts';
import { citations } from '../model/checks/citations.ts';
import { openPoints } from '../model/checks/open-points.ts';
import { typedNumbers } from '../model/checks/typed-numbers.ts';
import { modelGoal, modelSystem } from '../model/model-goal.ts';
import type { ModelInput, ModelLine, ModelSpec, OpenPoint } from '../model/model-spec.ts';
import type { DemoCard } from '../registry-cards.ts';
import { say } from '../script.ts';

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
  readonly lines: readonly ModelLine[];
  readonly openPoints: readonly OpenPoint[];
}

export function packModel(pack: PackModel): Demo {
  const spec = specOf(pack);
  return {
    ...pack.card,
    artefact: 'workbook',
    briefing: spec.briefing,
    goal: (_: Brand, extra?: string) => modelGoal(spec, pack.what, extra),
    system: modelSystem(spec),
    seed: { '/briefing.md': pack.briefing },
    checks: generalChecks(spec),
    views: [],
    changes: [],
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
function generalChecks(spec: ModelSpec): readonly Check[] {
  return [noErrors, integrity, typedNumbers, citations, openPoints].map((check) => asCheck(check, spec));
}

const noErrors: ModelCheck = {
  id: 'errors',
  title: 'No formula shows an error',
  why: 'One error runs through everything that reads it.',
  measure({ workbook }) {
    const { errors, cycles } = checkWorkbook(workbook);
    const [first] = errors;
    if (first) {
      return {
        pass: false,
        cells: first.cell,
        detail: `${first.cell} shows ${first.code}: ${first.cause}.`,
        fix: `Repair ${first.cell}, which shows ${first.code}: ${first.hint}.`,
      };
    }
    if (cycles[0]) {
      return {
        pass: false,
        detail: `Formulas run in a circle: ${cycles[0].path.join(' → ')}.`,
        fix: `Break the circle ${cycles[0].path.join(' → ')}: ${cycles[0].hint}.`,
      };
    }
    const count = [...workbook.engine.formulas()].length;
    return { pass: true, detail: `${count.toLocaleString('en-US')} formulas, and none shows an error.` };
  },
};

/** Fewer than this prove little: what must add up adds up in more than one way. */
const leastChecks = 2;

const integrity: ModelCheck = {
  id: 'integrity',
  title: 'What must add up adds up',
  why: 'The briefing asks for a proof; a model that proves nothing can only be believed.',
  measure({ workbook }) {
    const declared = checkWorkbook(workbook).integrity.filter((each) => !each.implied);
    if (declared.length < leastChecks) {
      return {
        pass: false,
        detail: `The model declares ${declared.length} of at least ${leastChecks} checks of what must add up.`,
        fix: 'Add rows of differences that must be 0 in every period, and declare each with add_check.',
      };
    }
    const off = declared.find((each) => !each.holds);
    if (off) {
      return {
        pass: false,
        cells: off.check.range,
        detail: `“${off.check.label}” does not hold in ${off.off} of ${off.periods} periods.`,
        fix: `“${off.check.label}” (${off.check.range}) does not hold. Find the line that causes it and repair it.`,
      };
    }
    return { pass: true, detail: `${declared.length} checks hold in every period.` };
  },
};
