/** The workbook of a run as it was at a point of its record. */
import type { WorkbookCommand } from '../workbook/schema.ts';
import { Workbook } from '../workbook/workbook.ts';
import { WorkbookError } from '../workbook/workbook-error.ts';
import type { RecordedEvent } from './schema.ts';

/** The commands of a record in order, up to the event `untilSeq`; all of them without it. */
export function workbookCommands(
  events: readonly RecordedEvent[],
  untilSeq = Number.POSITIVE_INFINITY,
): readonly WorkbookCommand[] {
  const commands: WorkbookCommand[] = [];
  for (const event of events) {
    if (event.seq > untilSeq) break;
    if (event.type === 'CUSTOM' && event.name === 'firsthand.workbook') commands.push(event.value.command);
  }
  return commands;
}

/** The workbook after the event `untilSeq`; without it, at the end. */
export function workbookAt(events: readonly RecordedEvent[], untilSeq?: number, title = ''): Workbook {
  const commands = workbookCommands(events, untilSeq);
  try {
    return Workbook.fromCommands(title, commands);
  } catch (error) {
    if (!(error instanceof WorkbookError)) throw error;
    return Workbook.fromCommands(title, oneByOne(commands));
  }
}

/**
 * Those of a list of commands that can be carried out, one after the other. A record from elsewhere may hold others:
 * like a change that was refused, they change nothing.
 */
export function possibleCommands(commands: readonly WorkbookCommand[]): readonly WorkbookCommand[] {
  return areAllPossible(commands) ? commands : oneByOne(commands);
}

function areAllPossible(commands: readonly WorkbookCommand[]): boolean {
  try {
    Workbook.fromCommands('', commands);
    return true;
  } catch (error) {
    if (error instanceof WorkbookError) return false;
    throw error;
  }
}

function oneByOne(commands: readonly WorkbookCommand[]): readonly WorkbookCommand[] {
  const workbook = new Workbook('');
  return commands.filter((command) => {
    try {
      workbook.apply(command, { circles: 'allowed' });
      return true;
    } catch (error) {
      if (error instanceof WorkbookError) return false;
      throw error;
    }
  });
}
