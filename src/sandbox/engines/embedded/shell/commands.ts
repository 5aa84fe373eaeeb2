/** Every command that the shell has beside those of just-bash. */
import { absentCommands } from './absent-commands.ts';
import { createNodeCommands } from './node-commands.ts';
import type { HostAnswer, HostQuestion, ShellPrograms } from './protocol.ts';
import { createRealPrograms } from './real-programs.ts';
import type { ShellCommand } from './result.ts';
import { textCommands } from './text-commands.ts';

/** @param programs whose `npm` and `node` answer */
export function createCommands(
  ask: (question: HostQuestion) => Promise<HostAnswer>,
  programs: ShellPrograms,
): ShellCommand[] {
  const own = programs === 'real' ? createRealPrograms(ask) : createNodeCommands(ask);
  // Later ones win: a real `python3` replaces the line that says there is none.
  return [...textCommands, ...absentCommands, ...own];
}
