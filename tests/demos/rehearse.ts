/** Plays a part of a script against files in memory: the tools an agent has, without a browser. */
import type { RehearsalPart, RehearsalResult } from '../../src/agent/models/rehearsal.ts';
import { runTests } from './project-run.ts';

export interface Played {
  readonly files: Map<string, string>;
  readonly said: string[];
  readonly calls: {
    readonly tool: string;
    readonly input: Record<string, unknown>;
    readonly result: RehearsalResult;
  }[];
}

export interface PlayOptions {
  /** Answers of tools that the test decides; undefined leaves it to the double. */
  readonly answer?: (tool: string, input: Record<string, unknown>) => RehearsalResult | undefined;
}

export function play(
  part: RehearsalPart,
  before: ReadonlyMap<string, string>,
  options: PlayOptions = {},
): Played {
  const played: Played = { files: new Map(before), said: [], calls: [] };
  let step = part.next({ ok: true, text: '' });
  while (!step.done) {
    const move = step.value;
    if (move.move === 'say') {
      played.said.push(move.text);
      step = part.next({ ok: true, text: '' });
      continue;
    }
    const input = { ...move.input };
    const result = options.answer?.(move.tool, input) ?? use(move.tool, input, played.files);
    played.calls.push({ tool: move.tool, input, result });
    step = part.next(result);
  }
  return played;
}

function use(tool: string, input: Record<string, unknown>, files: Map<string, string>): RehearsalResult {
  const path = String(input['path'] ?? '');
  switch (tool) {
    case 'write_file':
      files.set(path, String(input['content']));
      return { ok: true, text: `Wrote ${path}.` };
    case 'read_file':
      return { ok: files.has(path), text: files.get(path) ?? 'no such file' };
    case 'edit_file':
      return edit(files, path, String(input['old']), String(input['new']));
    case 'list_files':
      return {
        ok: true,
        text: [...files.keys()]
          .filter((each) => each.startsWith(path))
          .map((each) => `${each} 1`)
          .join('\n'),
      };
    case 'bash': {
      if (input['command'] !== 'npm test') throw new Error(`No such command here: ${input['command']}`);
      const report = runTests(files);
      return { ok: report.failed === 0, text: report.text };
    }
    default:
      return { ok: true, text: '' };
  }
}

function edit(files: Map<string, string>, path: string, old: string, next: string): RehearsalResult {
  const text = files.get(path);
  if (text === undefined) return { ok: false, text: `There is no file ${path}` };
  const places = text.split(old).length - 1;
  if (places !== 1)
    return { ok: false, text: `"old" occurs ${places} times in ${path}, so nothing was changed.` };
  files.set(
    path,
    text.replace(old, () => next),
  );
  return { ok: true, text: `Changed ${path}.` };
}
