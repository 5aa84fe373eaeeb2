import type { WorkbookDesk } from '../../../workbook/desk.ts';
import type { Tool } from '../../tool.ts';
import { askPerson } from '../ask-person.ts';
import { createRunChecks, type RunChecks } from '../run-checks.ts';
import { setPhase } from '../set-phase.ts';
import { createAddChart } from './add-chart.ts';
import { createAddCheck } from './add-check.ts';
import { createAddDriver } from './add-driver.ts';
import { createCheck } from './check.ts';
import { createDefineName } from './define-name.ts';
import { createFormatRange } from './format-range.ts';
import { type BriefingText, createReadBriefing } from './read-briefing.ts';
import { createReadRange } from './read-range.ts';
import { createSensitivity } from './sensitivity.ts';
import { createSetScenario } from './set-scenario.ts';
import { createTrace } from './trace.ts';
import { createWriteRange } from './write-range.ts';

function judging(structureOnly: boolean): string {
  const what = structureOnly
    ? 'that its names are there, that nothing shows an error, that what must add up adds up, and that named results fit each other. No second calculation knows what the numbers must be'
    : 'what its named results and inputs are, period by period, against a second calculation';
  return `Runs the checks that judge this model: ${what}. Each says what was measured and what is needed. Use it after “check” has no finding, and again after a repair.`;
}

export interface WorkbookToolOptions {
  readonly desk: WorkbookDesk;
  /** Without it there is no `read_briefing`. */
  readonly briefing?: BriefingText | undefined;
  /** Without it there is no `run_checks`. */
  readonly runChecks?: RunChecks | undefined;
  /** No check knows what the numbers must be. */
  readonly structureOnly?: boolean | undefined;
}

/** The tools of a demo of a model, on the workbook of one session. */
export function createWorkbookTools({
  desk,
  briefing,
  runChecks,
  structureOnly = false,
}: WorkbookToolOptions): readonly Tool[] {
  const tools = [
    setPhase,
    ...(briefing ? [createReadBriefing(briefing)] : []),
    createWriteRange(desk),
    createReadRange(desk),
    createFormatRange(desk),
    createDefineName(desk),
    createAddChart(desk),
    createAddCheck(desk),
    createAddDriver(desk),
    createSetScenario(desk),
    createSensitivity(desk),
    createTrace(desk),
    createCheck(desk),
    ...(runChecks ? [{ ...createRunChecks(runChecks), description: judging(structureOnly) }] : []),
    askPerson,
  ];
  return tools.map((tool) => tool as Tool);
}
