/** Every command that the shell has beside those of just-bash. */
import { absentCommands } from './absent-commands.ts';
import { createNodeCommands } from './node-commands.ts';
import type { HostAnswer, HostQuestion } from './protocol.ts';
import type { ShellCommand } from './result.ts';
import { textCommands } from './text-commands.ts';

export function createCommands(ask: (question: HostQuestion) => Promise<HostAnswer>): ShellCommand[] {
  return [...textCommands, ...absentCommands, ...createNodeCommands(ask)];
}
