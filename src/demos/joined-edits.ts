/** When two edits by hand are one step of undo: the same cell again, at once, as by an arrow key that is held. */
import type { WorkbookCommand } from '../workbook/schema.ts';

/** A pause longer than this begins another step, ms. */
const PAUSE_MS = 1500;

export interface CellEditMoment {
  /** ms since 1970. */
  readonly at: number;
  readonly commands: readonly WorkbookCommand[];
}

/** `before` is the edit that came right before, with nothing else between; null where there is none. */
export function joinsEdit(before: CellEditMoment | null, now: CellEditMoment): boolean {
  if (!before || now.at - before.at > PAUSE_MS) return false;
  const [one, other] = [onlyCell(before.commands), onlyCell(now.commands)];
  return one !== null && one === other;
}

/** The one cell that commands write; null where they do anything else. */
function onlyCell(commands: readonly WorkbookCommand[]): string | null {
  const [command] = commands;
  if (commands.length !== 1 || command?.do !== 'write') return null;
  const single = command.rows.length === 1 && command.rows[0]?.length === 1;
  return single ? `${command.sheet.toUpperCase()}!${command.at}` : null;
}

/** Of writes that follow one another into one cell only the last counts. */
export function withoutPassed(commands: readonly WorkbookCommand[]): readonly WorkbookCommand[] {
  return commands.filter((command, index) => {
    const next = commands[index + 1];
    const cell = onlyCell([command]);
    return cell === null || next === undefined || onlyCell([next]) !== cell;
  });
}
