/** Assumptions and a scenario set in a person's words. */
import { call, OffScript, type Part, phase, say } from '../script.ts';
import {
  type ClearSetting,
  type InputRequest,
  isClear,
  outOfRange,
  sayValue,
  type UnclearSetting,
  unclear,
} from './input-requests.ts';
import { amount } from './model-reading.ts';
import type { Headline, ModelScript } from './model-rehearsal.ts';
import { checkWorkbook, must } from './model-script.ts';
import { type ReadCell, read, readNumber } from './read-cells.ts';

/** Sets what was asked for, checks the model, and says what moved. */
export function* settle(wanted: InputRequest, script: ModelScript): Part {
  yield* phase('Your change');
  const open = unclear(wanted);
  if (open.length > 0) {
    yield* say(`${open.map(askWhich).join(' ')} Nothing was changed.`);
    return;
  }
  const outside = outOfRange(wanted);
  if (outside.length > 0) {
    yield* say(outside.map(refuse).join(' '));
    return;
  }
  const before = yield* readHeadlines(script.headlines);
  for (const setting of wanted.settings.filter(isClear)) yield* set(setting);
  if (wanted.scenario !== null) {
    const label = script.scenarios[wanted.scenario - 1] ?? '';
    yield* must('set_scenario', { choose: wanted.scenario }, `switch to ${label}`);
    yield* say(`The model shows ${label} now.`);
  }
  yield* tellWhatMoved(script.headlines, before);
}

function askWhich({ input, readings }: UnclearSetting): string {
  return `“${input.phrases[0]}” can mean ${readings.map(({ said }) => said).join(' or ')}. Which one?`;
}

function refuse({ input, value }: ClearSetting): string {
  return `${input.phrases[0]} of ${sayValue(input, value)} lies outside what this model is made for: from ${sayValue(input, input.least)} to ${sayValue(input, input.most)}. Nothing was changed.`;
}

/** Writes the number where it is typed: the live cell, or the base that the live cell begins with. */
function* set(setting: ClearSetting): Part {
  const { input, value } = setting;
  const label = input.phrases[0] ?? input.name;
  const doing = `set ${label}`;
  const live = yield* read(input.name, doing);
  const [cell] = live.cells;
  const typed = cell && (yield* typedCell(live.sheet, cell));
  if (!typed) {
    const text = `${input.name} is worked out in another way than the script knows.`;
    throw new OffScript(doing, { ok: false, text });
  }
  yield* must(
    'write_range',
    { purpose: label.toLowerCase(), sheet: live.sheet, at: typed.address, rows: [[value]] },
    doing,
  );
  const now = yield* readNumber(input.name);
  const was = typeof typed.value === 'number' ? `, it was ${sayValue(input, typed.value)}` : '';
  const shown =
    now === null || Math.abs(now - value) < 1e-9
      ? ''
      : ` With what the chosen scenario adds that makes ${sayValue(input, now)}.`;
  yield* say(`“${label}” is ${sayValue(input, value)} now${was}.${shown}`);
}

/** The cell in which the number of an assumption is typed. */
export function* typedCell(sheet: string, live: ReadCell): Part<ReadCell | null> {
  if (live.formula === null) return live;
  const address = /(?<![A-Za-z_!])\$?([A-Z]{1,2})\$?([0-9]+)\b/.exec(live.formula);
  if (!address) return null;
  const base = yield* read(`${sheet}!${address[1]}${address[2]}`, 'read the assumption');
  const cell = base.cells[0] ?? null;
  return cell?.formula === null && typeof cell.value === 'number' ? cell : null;
}

/** Name → value now. */
export type Headlines = ReadonlyMap<string, number>;

export function* readHeadlines(headlines: readonly Headline[]): Part<Headlines> {
  const values = new Map<string, number>();
  for (const { name } of headlines) {
    const value = yield* readNumber(name);
    if (value !== null) values.set(name, value);
  }
  return values;
}

/** Checks the model and says what the change did, whatever that is. */
export function* tellWhatMoved(headlines: readonly Headline[], before: Headlines, done = ''): Part {
  const checked = yield* checkWorkbook();
  const results = yield* call('run_checks', {});
  const after = yield* readHeadlines(headlines);
  const moved = headlines.flatMap(({ name, label }) => {
    const [was, is] = [before.get(name), after.get(name)];
    if (was === undefined || is === undefined || Math.abs(is - was) < 0.5) return [];
    return [`${label} moves from ${amount(Math.round(was))} to ${amount(Math.round(is))}`];
  });
  const told = moved.length > 0 ? `${capital(moved.join(', and '))}.` : 'The key figures do not move.';
  const verdict =
    checked.clean && results.ok
      ? 'The balance sheet balances, and every check passes.'
      : 'Not every check passes now: the Checks panel says what was measured and where.';
  yield* say([done, told, verdict].filter((part) => part !== '').join(' '));
}

function capital(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}
