/** Rebuilds a session's workbook from its record, with what can be taken back. */
import { answersIn } from '../run/answers.ts';
import type { OwnEvent, OwnEventValue, RecordedEvent } from '../run/schema.ts';
import { possibleCommands, workbookAt, workbookCommands } from '../run/workbook-at.ts';
import { workbookPrint } from '../run/workbook-print.ts';
import type { WorkbookDesk } from '../workbook/desk.ts';
import type { WorkbookCommand } from '../workbook/schema.ts';
import { WorkbookError } from '../workbook/workbook-error.ts';
import { joinsEdit } from './joined-edits.ts';

type Moment =
  /** A round of the agent ended. */
  | { readonly type: 'end' }
  | {
      readonly type: 'human';
      readonly at: number;
      readonly kind: OwnEventValue<'human'>['kind'];
      readonly text: string;
      /** It answers what the agent asked: no new round. */
      readonly answer: boolean;
    }
  | ({ readonly type: 'workbook' } & OwnEventValue<'workbook'>);

/** The workbook as the record leaves it; changes after the first build can be taken back again, as they could then. */
export function takeUpWorkbook(desk: WorkbookDesk, events: readonly RecordedEvent[]): void {
  const moments = momentsOf(events);
  const first = firstChange(moments);
  try {
    desk.restore(commandsOf(moments.slice(0, first)));
    if (first === moments.length) return;
    retrace(desk, moments.slice(first));
    if (workbookPrint(desk.workbook) === workbookPrint(workbookAt(events, undefined, desk.workbook.title)))
      return;
  } catch (error) {
    if (!(error instanceof WorkbookError)) throw error;
  }
  // A record that was changed elsewhere: what it builds counts, and nothing can be taken back.
  desk.restore(possibleCommands(workbookCommands(events)));
}

/** Carries out what a record says was done next; `events` are those played so far. */
export function followRecord(
  desk: WorkbookDesk,
  { command, by }: OwnEventValue<'workbook'>,
  events: readonly RecordedEvent[],
): void {
  try {
    desk.apply(command, by);
  } catch (error) {
    if (!(error instanceof WorkbookError)) throw error;
    // What stands there may hold a circle that only a rebuild lets through.
    desk.restore(possibleCommands([...workbookCommands(events), command]));
  }
}

function momentsOf(events: readonly RecordedEvent[]): readonly Moment[] {
  const answers = answersIn(events);
  return events.flatMap((event): Moment[] => {
    if (event.type === 'RUN_FINISHED' || event.type === 'RUN_ERROR') return [{ type: 'end' }];
    if (event.type !== 'CUSTOM') return [];
    const own: OwnEvent = event;
    if (own.name === 'firsthand.workbook') return [{ type: 'workbook', ...own.value }];
    if (own.name !== 'firsthand.human') return [];
    const { kind, text = '' } = own.value;
    return [{ type: 'human', at: event.timestamp, kind, text, answer: answers.has(event.seq) }];
  });
}

/** Where the first build ends, however many rounds it took: what comes after it can be taken back. */
function firstChange(moments: readonly Moment[]): number {
  let requests = 0;
  const second = moments.findIndex((moment) => {
    if (moment.type === 'human' && moment.kind === 'request' && !moment.answer) requests += 1;
    return requests > 1;
  });
  const first = second < 0 ? moments : moments.slice(0, second);
  const end = first.findLastIndex(({ type }) => type === 'end');
  return end < 0 ? first.length : end + 1;
}

function retrace(desk: WorkbookDesk, moments: readonly Moment[]): void {
  let undoing = false;
  let edited: { readonly at: number; readonly commands: WorkbookCommand[] } | null = null;
  for (const [index, moment] of moments.entries()) {
    if (moment.type === 'workbook') {
      if (!undoing || moment.by === 'agent') desk.apply(moment.command, moment.by);
      continue;
    }
    if (moment.type === 'end') continue;
    const { kind, text, at } = moment;
    if (kind === 'undo') desk.undo();
    if (kind === 'redo') desk.redo();
    undoing = kind === 'undo' || kind === 'redo';
    const commands = kind === 'edit' ? commandsAfter(moments, index) : [];
    if (kind === 'request' || (kind === 'edit' && !joinsEdit(edited, { at, commands }))) desk.beginStep(text);
    edited = kind === 'edit' ? { at, commands } : null;
  }
}

function commandsAfter(moments: readonly Moment[], index: number): WorkbookCommand[] {
  const rest = moments.slice(index + 1);
  const end = rest.findIndex(({ type }) => type === 'human');
  return commandsOf(end < 0 ? rest : rest.slice(0, end));
}

function commandsOf(moments: readonly Moment[]): WorkbookCommand[] {
  return moments.flatMap((moment) => (moment.type === 'workbook' ? [moment.command] : []));
}
