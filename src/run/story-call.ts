/** How a tool call looks in a story. Known by the tool's name; a tool it does not know shows its result. */
import { splitSheet } from '../workbook/address.ts';
import { rowLines, rowsSoFar } from './partial-rows.ts';
import type { CellFocus, OpenCall, StepDetail, StepIcon, WritingFile } from './story-model.ts';

const ICONS: Readonly<Record<string, StepIcon>> = {
  write_file: 'write',
  edit_file: 'edit',
  read_file: 'read',
  list_files: 'list',
  bash: 'command',
  inspect_preview: 'look',
  reload_preview: 'look',
  use_page: 'use',
  run_checks: 'checks',
  ask_person: 'say',
  read_briefing: 'briefing',
  write_range: 'cells',
  read_range: 'look',
  format_range: 'format',
  define_name: 'name',
  add_chart: 'chart',
  add_check: 'checks',
  add_driver: 'driver',
  set_scenario: 'scenario',
  sensitivity: 'sensitivity',
  trace: 'trace',
  check: 'checks',
};

const STARTING: Readonly<Record<string, string>> = {
  write_file: 'Writing a file',
  edit_file: 'Changing a file',
  read_file: 'Reading a file',
  list_files: 'Looking at the files',
  bash: 'Running a command',
  inspect_preview: 'Looking at the page',
  reload_preview: 'Loading the page again',
  use_page: 'Using the page',
  run_checks: 'Running the checks',
  ask_person: 'Asking a question',
  read_briefing: 'Reading the briefing',
  write_range: 'Writing cells',
  read_range: 'Reading cells',
  format_range: 'Formatting cells',
  define_name: 'Giving cells a name',
  add_chart: 'Drawing a chart',
  add_check: 'Adding a check to the model',
  add_driver: 'Adding an assumption to move',
  set_scenario: 'Setting the scenario',
  sensitivity: 'Trying other assumptions',
  trace: 'Following a number to where it comes from',
  check: 'Checking the model',
};

/** A model may call a tool of any name, also that of a property which every object has. */
function wordOf<Word>(words: Readonly<Record<string, Word>>, name: string): Word | undefined {
  return Object.hasOwn(words, name) ? words[name] : undefined;
}

export function callIcon(tool: string): StepIcon {
  return wordOf(ICONS, tool) ?? 'tool';
}

/** Text of a step until the record says better. */
export function callText(call: OpenCall): string {
  return wordOf(STARTING, call.name) ?? `Using ${call.name.replace(/_/g, ' ')}`;
}

/** The file, or the cells, that a call is writing, as far as the place is known. */
export function writingFile(callId: string, call: OpenCall): WritingFile | null {
  const cells = writingCells(call);
  if (cells) {
    const rows = rowsSoFar(cells.text);
    const { sheet, at } = cells;
    return { callId, path: `${sheet}!${at}`, text: rowLines(rows), part: false, cells: { sheet, at, rows } };
  }
  const part = call.name === 'edit_file';
  const text = call.input.strings[part ? 'new' : 'content'];
  const { path } = call.input.strings;
  if ((call.name !== 'write_file' && !part) || path === undefined || text === undefined) return null;
  return { callId, path, text, part };
}

function writingCells({ name, input }: OpenCall): { sheet: string; at: string; text: string } | null {
  const { sheet, at } = input.strings;
  const { rows } = input.nested;
  if (name !== 'write_range' || sheet === undefined || at === undefined || rows === undefined) return null;
  return input.open === 'sheet' || input.open === 'at' ? null : { sheet, at, text: rows };
}

/** Where in the workbook a call writes or looks, as far as its input says; null where it does not. */
export function callFocus({ name, input }: OpenCall): CellFocus | null {
  const { sheet, at, range, cell } = input.strings;
  if (name === 'write_range' && sheet !== undefined && at !== undefined) {
    const complete = input.open !== 'sheet' && input.open !== 'at';
    return complete && isCells(at) ? { sheet, area: at } : null;
  }
  const place = name === 'read_range' ? range : name === 'trace' ? cell : undefined;
  if (place === undefined || input.open !== null) return null;
  const looked = splitSheet(place.replaceAll('$', ''));
  return looked.sheet !== undefined && isCells(looked.address)
    ? { sheet: looked.sheet, area: looked.address }
    : null;
}

function isCells(address: string): boolean {
  return /^[A-Z]{1,3}[1-9]\d*(:[A-Z]{1,3}[1-9]\d*)?$/.test(address);
}

/** Second level of a call that runs. */
export function callDetail(
  call: OpenCall,
  files: Readonly<Record<string, string>>,
  shown: StepDetail | null,
): StepDetail | null {
  if (shown?.type === 'file' || shown?.type === 'checks' || shown?.type === 'cells') return shown;
  const cells = writingCells(call);
  if (cells) return { type: 'writing-cells', ...cells };
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
  if (shown?.type === 'cells') return { ...shown, told: call.result };
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
