import type { WorkbookDesk } from '../../../workbook/desk.ts';
import type { WorkbookCommand } from '../../../workbook/schema.ts';
import type { WorkbookChange } from '../../../workbook/workbook.ts';
import type { ToolContext } from '../../tool.ts';

/** Carries out commands as the agent, all or none, and tells each as a fact of the call. Throws `WorkbookError`. */
export function carryOut(
  desk: WorkbookDesk,
  commands: readonly WorkbookCommand[],
  { signal, report }: ToolContext,
): WorkbookChange {
  signal.throwIfAborted();
  const change = desk.apply(commands, 'agent');
  for (const command of commands) report({ type: 'workbook', command });
  return change;
}
