/** How a tool call looks in a story. Known by the tool's name; a tool it does not know shows its result. */
import type { OpenCall, StepDetail, StepIcon, WritingFile } from './story-model.ts';

const ICONS: Readonly<Record<string, StepIcon>> = {
  write_file: 'write',
  edit_file: 'edit',
  read_file: 'read',
  list_files: 'list',
  bash: 'command',
  inspect_preview: 'look',
  run_checks: 'checks',
};

const STARTING: Readonly<Record<string, string>> = {
  write_file: 'Writing a file',
  edit_file: 'Changing a file',
  read_file: 'Reading a file',
  list_files: 'Looking at the files',
  bash: 'Running a command',
  inspect_preview: 'Looking at the page',
  run_checks: 'Running the checks',
};

export function callIcon(tool: string): StepIcon {
  return ICONS[tool] ?? 'tool';
}

/** Text of a step until the record says better. */
export function callText(call: OpenCall): string {
  return STARTING[call.name] ?? `Using ${call.name.replace(/_/g, ' ')}`;
}

/** The file that a call is writing, as far as its path is known. */
export function writingFile(callId: string, call: OpenCall): WritingFile | null {
  const part = call.name === 'edit_file';
  const text = call.input.strings[part ? 'new' : 'content'];
  const { path } = call.input.strings;
  if ((call.name !== 'write_file' && !part) || path === undefined || text === undefined) return null;
  return { callId, path, text, part };
}

/** Second level of a call that runs. */
export function callDetail(
  call: OpenCall,
  files: Readonly<Record<string, string>>,
  shown: StepDetail | null,
): StepDetail | null {
  if (shown?.type === 'file' || shown?.type === 'checks') return shown;
  const writing = writingFile('', call);
  if (writing) {
    return { type: 'writing', path: writing.path, text: writing.text, replaces: writing.path in files };
  }
  if (call.name !== 'bash') return shown;
  const { command = '' } = call.input.strings;
  const output = call.output;
  return call.tests
    ? { type: 'tests', command, output, tests: call.tests }
    : { type: 'command', command, output };
}

/** Second level of a call that is through. */
export function resultDetail(call: OpenCall, shown: StepDetail | null): StepDetail | null {
  if (shown?.type === 'file' || shown?.type === 'checks') return shown;
  if (call.name === 'bash') {
    const { command = '' } = call.input.strings;
    // The result is whole where the stream of lines was capped.
    const output = call.result || call.output;
    return call.tests
      ? { type: 'tests', command, output, tests: call.tests }
      : { type: 'command', command, output };
  }
  if (call.name === 'inspect_preview') return { type: 'outline', text: call.result };
  return call.result ? { type: 'text', text: call.result } : shown;
}
