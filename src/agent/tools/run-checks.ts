import { z } from 'astro/zod';
import type { CheckOutcome } from '../../run/schema.ts';
import { judgesStructureOnly } from '../../workbook/judged.ts';
import type { Tool } from '../tool.ts';

/** Runs all checks of the demo or lab on the work as it is now. */
export type RunChecks = (signal: AbortSignal) => Promise<readonly CheckOutcome[]>;

const input = z.object({});

/** The checks that judge the work, run by the agent on itself. */
export function createRunChecks(checks: RunChecks): Tool<z.infer<typeof input>> {
  return {
    name: 'run_checks',
    description:
      'Runs the checks that judge this work (no errors, brand colours, every view reachable, forms, contrast …) on the running page. Each says what was measured and what is needed. Use it before you say that you are done, and again after a repair.',
    input,
    line: () => 'Running the checks',
    async run(_input, { signal, report }) {
      const results = await checks(signal);
      report({ type: 'checks', results });
      const passing = results.filter((result) => result.pass).length;
      return {
        ok: passing === results.length,
        text:
          results.length === 0
            ? 'There are no checks.'
            : [...results.map(checkText), ...limits(results)].join('\n'),
        line: `Ran ${results.length} ${results.length === 1 ? 'check' : 'checks'}: ${inWords(results, passing)}`,
      };
    },
  };
}

/** What the checks cannot tell, so that nobody says more than they do. */
function limits(results: readonly CheckOutcome[]): string[] {
  return judgesStructureOnly(results)
    ? [
        'These checks see how the model is put together. No second calculation knows its numbers: do not say that the numbers are right, and work out the key results once more by hand.',
      ]
    : [];
}

function allPass(results: readonly CheckOutcome[]): string {
  return judgesStructureOnly(results) ? 'the structure holds, the numbers were not checked' : 'all pass';
}

function inWords(results: readonly CheckOutcome[], passing: number): string {
  if (passing === results.length) return allPass(results);
  const unmeasured = results.filter((result) => result.unmeasured).length;
  const failing = results.length - passing - unmeasured;
  return [
    `${passing} pass`,
    ...(failing > 0 ? [`${failing} ${failing === 1 ? 'does' : 'do'} not`] : []),
    ...(unmeasured > 0 ? [`${unmeasured} could not be measured`] : []),
  ].join(', ');
}

function checkText({ pass, unmeasured, title, detail }: CheckOutcome): string {
  return `${unmeasured ? 'NOT MEASURED' : pass ? 'PASS' : 'FAIL'} ${title}: ${detail}`;
}
