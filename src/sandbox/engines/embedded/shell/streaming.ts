/**
 * just-bash gives the output of a command line when the whole line has ended. Here the
 * syntax tree is changed before it runs, so that each statement of the line prints when it
 * ends: `a; b` becomes `{ a; } >>out 2>>err; { b; } >>out 2>>err`, in the same shell.
 */
import type { Bash } from 'just-bash/browser';
import { STREAM_PATHS } from './shell-files.ts';

type Script = ReturnType<Bash['transform']>['ast'];
type Statement = Script['statements'][number];
type Command = Statement['pipelines'][number]['commands'][number];
export type FunctionNode = Extract<Command, { type: 'FunctionDef' }>;

/** just-bash ends a script at a failing `a` in `{ a && b; }` under `set -e`; such lines print at their end. */
const STOPS_ON_ERROR = /\bset\s+-[a-z]*e|\berrexit\b|\bexec\b/;

function onlyCommand(statement: Statement): Command | undefined {
  const [pipeline] = statement.pipelines;
  return statement.pipelines.length === 1 && pipeline?.commands.length === 1
    ? pipeline.commands[0]
    : undefined;
}

/** The functions that a script defines at its top. */
export function functionsOf(script: Script): Record<string, FunctionNode> {
  const found: Record<string, FunctionNode> = Object.create(null);
  for (const statement of script.statements) {
    const command = onlyCommand(statement);
    if (command?.type === 'FunctionDef') found[command.name] = command;
  }
  return found;
}

/** A statement that defines a function kept from an earlier line. */
function define(node: FunctionNode): Statement {
  return {
    type: 'Statement',
    pipelines: [{ type: 'Pipeline', commands: [node], negated: false }],
    operators: [],
    background: false,
  };
}

/** What an earlier line, or the page, has set up for a line. */
export interface KeptForLine {
  readonly functions: readonly FunctionNode[];
  readonly lastExit: number;
  readonly exported: readonly string[];
}

/** Makes each statement of a line print when it ends. */
export function createStreaming(bash: Bash) {
  const wrapper = bash.transform(`{ :; } >>${STREAM_PATHS[1]} 2>>${STREAM_PATHS[2]}`).ast.statements[0];
  const setExit = (code: number) => bash.transform(`(exit ${code})`).ast.statements;

  function wrap(statement: Statement): Statement {
    const group = wrapper && onlyCommand(wrapper);
    if (!wrapper || group?.type !== 'Group' || statement.background || statement.deferredError)
      return statement;
    const streamed = { ...group, body: [statement] };
    return { ...wrapper, pipelines: [{ type: 'Pipeline', commands: [streamed], negated: false }] };
  }

  return function prepare(script: Script, source: string, kept: KeptForLine): Script {
    const statements = STOPS_ON_ERROR.test(source) ? script.statements : script.statements.map(wrap);
    const asksForLast = kept.lastExit !== 0 && source.includes('$?');
    const names = kept.exported.filter((name) => /^[A-Za-z_]\w*$/.test(name));
    const before = [
      ...(names.length > 0 ? bash.transform(`export ${names.join(' ')}`).ast.statements : []),
      ...kept.functions.map(define),
      ...(asksForLast ? setExit(kept.lastExit) : []),
    ];
    return { ...script, statements: [...before, ...statements] };
  };
}
