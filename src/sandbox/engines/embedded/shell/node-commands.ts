/**
 * The commands of a JavaScript project. There is no Node.js in the embedded engine: tests
 * and the compile check really run, in the page; the rest answers in plain words what is
 * there instead.
 */
import { defineCommand } from 'just-bash/browser';
import { catalogueSentence, isInCatalogue } from '../vendor-catalogue.ts';
import type { HostAnswer, HostQuestion } from './protocol.ts';
import { failed, printed, quoted, type ShellCommand, type ShellContext, type ShellResult } from './result.ts';

type Ask = (question: HostQuestion) => Promise<HostAnswer>;

const PREVIEW_IS_LIVE =
  'The preview shows the app already and follows every change; there is no server to start.\n';

const TYPES_ARE_NOT = 'Types themselves are not checked in this sandbox.';

function answered({ exitCode, output }: HostAnswer): ShellResult {
  const text = output === '' || output.endsWith('\n') ? output : `${output}\n`;
  return printed(text, exitCode);
}

const VALUE_OPTIONS = new Set([
  '-t',
  '--testNamePattern',
  '--reporter',
  '--config',
  '-c',
  '--root',
  '-p',
  '--project',
]);

/** Plain arguments, without options and their values. */
function plainArguments(args: readonly string[]): string[] {
  return args.filter((arg, index) => !arg.startsWith('-') && !VALUE_OPTIONS.has(args[index - 1] ?? ''));
}

async function runTests(args: readonly string[], ask: Ask): Promise<ShellResult> {
  const [filter] = plainArguments(args).filter((arg) => !['run', 'watch', 'dev'].includes(arg));
  return answered(await ask(filter === undefined ? { about: 'tests' } : { about: 'tests', filter }));
}

async function readScripts({ fs, cwd }: ShellContext): Promise<Record<string, string>> {
  for (const path of [fs.resolvePath(cwd, 'package.json'), '/package.json']) {
    if (!(await fs.exists(path))) continue;
    try {
      const { scripts } = JSON.parse(await fs.readFile(path)) as { scripts?: unknown };
      if (scripts === null || typeof scripts !== 'object') return {};
      return Object.fromEntries(Object.entries(scripts).filter(([, text]) => typeof text === 'string'));
    } catch {
      return {};
    }
  }
  return {};
}

/** What a script does where package.json does not say. */
const USUAL_SCRIPTS: ReadonlyMap<string, string> = new Map([
  ['test', 'vitest run'],
  ['build', 'vite build'],
  ['dev', 'vite'],
  ['start', 'vite'],
  ['preview', 'vite preview'],
  ['typecheck', 'tsc --noEmit'],
]);

async function runScript(name: string, args: readonly string[], context: ShellContext): Promise<ShellResult> {
  const scripts = await readScripts(context);
  const text = Object.hasOwn(scripts, name) ? scripts[name] : USUAL_SCRIPTS.get(name);
  if (text === undefined) {
    const known = Object.keys(scripts).sort().join(', ') || 'none';
    return failed(`npm error Missing script: "${name}". Scripts of this project: ${known}.\n`);
  }
  if (!context.exec) return failed('npm: not available here\n');
  const rest = args.filter((arg, index) => !(arg === '--' && index === 0));
  const line = [text, ...rest.map(quoted)].join(' ');
  const env = { ...context.exportedEnv, npm_lifecycle_event: name };
  return context.exec(line, { cwd: context.cwd, env });
}

function install(names: readonly string[]): ShellResult {
  if (names.length === 0)
    return printed('Everything this project can use is included. Nothing to install.\n');
  const plain = names.map((name) => name.replace(/(?<=.)@[^/]*$/, ''));
  const missing = plain.filter((name) => !isInCatalogue(name));
  const included = plain.filter((name) => isInCatalogue(name)).map((name) => `${name} is included.\n`);
  if (missing.length === 0) return printed(included.join(''));
  return {
    stdout: included.join(''),
    stderr: `npm error ${missing.join(', ')} cannot be installed: this sandbox has a fixed set of packages.\n${catalogueSentence()}\n`,
    exitCode: 1,
  };
}

async function npm(args: readonly string[], context: ShellContext): Promise<ShellResult> {
  const [verb = 'help', ...rest] = args.filter((arg) => arg !== '--silent' && arg !== '-s');
  if (['install', 'i', 'add', 'ci'].includes(verb)) return install(plainArguments(rest));
  if (['test', 't', 'start'].includes(verb)) return runScript(verb === 't' ? 'test' : verb, rest, context);
  if (verb === 'run' || verb === 'run-script') {
    const [name, ...more] = rest;
    if (name !== undefined) return runScript(name, more, context);
    const scripts = Object.entries(await readScripts(context));
    return printed(scripts.map(([key, text]) => `  ${key}\n    ${text}\n`).join(''));
  }
  if (['exec', 'x'].includes(verb)) return npx(rest, context);
  if (['uninstall', 'remove', 'rm'].includes(verb))
    return printed('Packages stay included; nothing to remove.\n');
  if (['ls', 'list'].includes(verb)) return printed(`${catalogueSentence()}\n`);
  return failed(`npm ${verb}: not in this sandbox. There are: install, test, run, exec, ls.\n`);
}

async function npx(args: readonly string[], context: ShellContext): Promise<ShellResult> {
  const [name, ...rest] = args.filter((arg) => !['--yes', '-y', '--no-install', '--'].includes(arg));
  const known = ['vitest', 'tsc', 'vite'];
  if (name === undefined || !known.includes(name) || !context.exec) {
    return failed(`npx ${name ?? ''}: not in this sandbox. There are: ${known.join(', ')}.\n`, 127);
  }
  return context.exec([name, ...rest].map(quoted).join(' '), {
    cwd: context.cwd,
    env: { ...context.exportedEnv },
  });
}

async function node(args: readonly string[], context: ShellContext, ask: Ask): Promise<ShellResult> {
  const [file, ...rest] = args.filter((arg, index) => !(arg.startsWith('-') && index === 0));
  if (args[0]?.startsWith('-') || file === undefined) {
    return failed(
      'node: there is no Node.js in this sandbox. “node file.ts” runs a file of the project.\n',
      127,
    );
  }
  const path = context.fs.resolvePath(context.cwd, file);
  if (!(await context.fs.exists(path))) return failed(`node: cannot find ${path}\n`);
  return answered(await ask({ about: 'script', path, args: rest }));
}

/** `npm`, `npx`, `vitest`, `vite`, `tsc`, `node` and the other names people type for them. */
export function createNodeCommands(ask: Ask): ShellCommand[] {
  const manager = (name: string) => defineCommand(name, (args, context) => npm(args, context));
  return [
    ...['npm', 'pnpm', 'yarn', 'bun'].map(manager),
    ...['npx', 'bunx'].map((name) => defineCommand(name, npx)),
    ...['node', 'tsx', 'ts-node'].map((name) =>
      defineCommand(name, (args, context) => node(args, context, ask)),
    ),
    defineCommand('vitest', (args) => runTests(args, ask)),
    defineCommand('tsc', async () => {
      const { exitCode, output } = await ask({ about: 'check' });
      return answered({ exitCode, output: `${output.trimEnd()}\n${TYPES_ARE_NOT}` });
    }),
    defineCommand('vite', async (args) =>
      args[0] === 'build' ? answered(await ask({ about: 'check' })) : printed(PREVIEW_IS_LIVE),
    ),
  ];
}
