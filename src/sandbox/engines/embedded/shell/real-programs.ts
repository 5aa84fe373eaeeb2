/** Programs that a container really has: the shell hands them their arguments, folder, variables and input. */
import { defineCommand } from 'just-bash/browser';
import type { HostAnswer, HostQuestion } from './protocol.ts';
import { printed, type ShellCommand } from './result.ts';

const NAMES = ['node', 'npm', 'npx', 'pnpm', 'yarn', 'corepack', 'python', 'python3'];
/** Programs of the project's own packages, found by `npx`. */
const FROM_PACKAGES = ['vite', 'vitest', 'tsc', 'tsx', 'eslint', 'prettier'];

/** The shell's own variables mean nothing to a program, and its `PATH` would hide the real one. */
const KEPT_BACK = new Set([
  'PATH',
  'PWD',
  'OLDPWD',
  'HOME',
  'IFS',
  'HOSTTYPE',
  'MACHTYPE',
  'OSTYPE',
  'HOSTNAME',
  'SHLVL',
]);

export function createRealPrograms(ask: (question: HostQuestion) => Promise<HostAnswer>): ShellCommand[] {
  const program = (name: string, before: readonly string[] = []) =>
    defineCommand(name, async (args, context) => {
      const [real = name, ...first] = [...before, ...(before.length > 0 ? [name] : [])];
      const env = Object.entries(context.exportedEnv ?? {}).filter(([key]) => !KEPT_BACK.has(key));
      const { output, exitCode } = await ask({
        about: 'program',
        name: real,
        args: [...first, ...args],
        cwd: context.cwd,
        env: Object.fromEntries(env),
        input: String(context.stdin),
      });
      return printed(output, exitCode);
    });
  return [
    ...NAMES.map((name) => program(name)),
    ...FROM_PACKAGES.map((name) => program(name, ['npx', '--no-install'])),
  ];
}
